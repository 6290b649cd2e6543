"""How many punctures a fill takes at each spread, and how many at least: one column for each spread."""

from collections.abc import Iterator, Sequence

import numpy as np

from planner.drawing.drawing import Anchor, Area, Drawing, Label, Line, Mark
from planner.drawing.roles import Role
from planner.necessity import AtSpread

_COLUMN_MM, _BAR_MM, _TITLES_MM = 11.0, 7.0, 17.0
_TALLEST_MM = 24.0
_LINE_MM = 4.4
_ABOVE_MM, _BELOW_MM = _LINE_MM + 1.0, 2 * _LINE_MM + 1.0


def draw_spreads(rows: Sequence[AtSpread], own_mm: float) -> Drawing:
    """Return the columns, from the smallest spread to the largest, that of the target itself in bold.

    The dark part of a column is what no plan can do without.

    Parameters
    ----------
    own_mm
        The spread that the target has. [mm]
    """
    width_mm = _TITLES_MM + _COLUMN_MM * len(rows)
    puncture_mm = _TALLEST_MM / max(row.punctures for row in rows)
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        x_mm = _TITLES_MM + (number + 0.5) * _COLUMN_MM
        marks += _column(
            row, x_mm, puncture_mm, Role.CHART_OWN if row.spread_mm == own_mm else Role.CHART_TEXT
        )
    marks.append(Line(Role.CHART_AXIS, np.array([(0.0, 0.0), (width_mm, 0.0)])))
    for title, v_mm in (("punctures", -0.5), ("spread, mm", 0.5), ("at least", 1.5)):
        marks.append(Label(Role.CHART_TEXT, title, 0.0, v_mm * _LINE_MM, Anchor.START))
    return Drawing(
        (0.0, width_mm), (-_TALLEST_MM - _ABOVE_MM, _BELOW_MM), tuple(marks), title="Other spreads"
    )


def said_of_spreads(rows: Sequence[AtSpread]) -> str:
    """Return the columns in words, for who does not see them."""
    each = (f"{row.punctures} at {row.spread_mm:g} mm, no plan with fewer than {row.least}" for row in rows)
    return "Punctures by spread: " + "; ".join(each)


def _column(row: AtSpread, x_mm: float, puncture_mm: float, text: Role) -> Iterator[Mark]:
    top_mm = -row.punctures * puncture_mm
    yield Area(Role.CHART_BAR, (_bar(x_mm, top_mm),))
    yield Area(Role.CHART_LEAST, (_bar(x_mm, -row.least * puncture_mm),))
    yield Label(text, str(row.punctures), x_mm, top_mm - _LINE_MM / 2)
    yield Label(text, f"{row.spread_mm:g}", x_mm, 0.5 * _LINE_MM)
    yield Label(text, str(row.least), x_mm, 1.5 * _LINE_MM)


def _bar(x_mm: float, top_mm: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    left_mm, right_mm = x_mm - _BAR_MM / 2, x_mm + _BAR_MM / 2
    return np.array([(left_mm, 0.0), (left_mm, top_mm), (right_mm, top_mm), (right_mm, 0.0), (left_mm, 0.0)])
