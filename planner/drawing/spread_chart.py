"""How many punctures a fill takes at each spread, and how many at least: one column for each spread."""

from collections.abc import Iterator, Sequence

import numpy as np

from planner.drawing.drawing import Anchor, Area, Drawing, Label, Line, Mark
from planner.drawing.roles import Role
from planner.necessity import UNREVIEWED, AtSpread

_COLUMN_MM, _BAR_MM, _TITLES_MM = 11.0, 7.0, 17.0
_TALLEST_MM = 24.0
_LINE_MM = 4.4
_ABOVE_MM, _BELOW_MM = _LINE_MM + 1.0, 2 * _LINE_MM + 1.0
_MARK = "*"  # beside every count that rests on a proof nobody has reviewed


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
    below_mm = _BELOW_MM
    if legend := _legend(rows):
        marks.append(Label(Role.CHART_TEXT, legend, 0.0, 2.5 * _LINE_MM, Anchor.START))
        below_mm += _LINE_MM
    return Drawing((0.0, width_mm), (-_TALLEST_MM - _ABOVE_MM, below_mm), tuple(marks), title="Other spreads")


def said_of_spreads(rows: Sequence[AtSpread]) -> str:
    """Return the columns in words, for who does not see them."""
    each = [f"{row.punctures} at {row.spread_mm:g} mm, no plan with fewer than {_least(row)}" for row in rows]
    return "Punctures by spread: " + "; ".join([*each, *filter(None, [_legend(rows)])])


def _least(row: AtSpread) -> str:
    return f"{row.least}{'' if row.is_published else _MARK}"


def _legend(rows: Sequence[AtSpread]) -> str:
    """Return what the mark means, if any row has it."""
    return "" if all(row.is_published for row in rows) else f"{_MARK} {UNREVIEWED}"


def _column(row: AtSpread, x_mm: float, puncture_mm: float, text: Role) -> Iterator[Mark]:
    top_mm = -row.punctures * puncture_mm
    yield Area(Role.CHART_BAR, (_bar(x_mm, top_mm),))
    yield Area(Role.CHART_LEAST, (_bar(x_mm, -row.least * puncture_mm),))
    yield Label(text, str(row.punctures), x_mm, top_mm - _LINE_MM / 2)
    yield Label(text, f"{row.spread_mm:g}", x_mm, 0.5 * _LINE_MM)
    yield Label(text, _least(row), x_mm, 1.5 * _LINE_MM)


def _bar(x_mm: float, top_mm: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    left_mm, right_mm = x_mm - _BAR_MM / 2, x_mm + _BAR_MM / 2
    return np.array([(left_mm, 0.0), (left_mm, top_mm), (right_mm, top_mm), (right_mm, 0.0), (left_mm, 0.0)])
