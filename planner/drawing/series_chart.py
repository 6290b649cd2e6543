"""A series on one timeline: pain, points, area, volume and punctures, a row each, over the visits' days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from planner.drawing.drawing import Anchor, Area, Dots, Drawing, Label, Line, Mark, Places, Shape
from planner.drawing.roles import Role
from planner.series.figures import VisitFigures
from planner.series.noise import NRS, POINTS, Change, Scale

MM2_PER_CM2 = 100.0
_TITLES_MM, _RIM_MM, _VISIT_MM, _LEAST_PLOT_MM = 36.0, 12.0, 18.0, 120.0
_ROW_MM, _PLOT_MM, _LINE_MM = 27.0, 15.0, 4.2
_DOT_MM, _BESIDE_MM = 2.8, 3.6
_CLOSEST_SHARE = 0.5  # of the mean gap: visits nearer to one another are drawn this far apart
CHANGE_WORDS = {Change.BETTER: "▲ better", Change.WORSE: "▼ worse"}
_CHANGE_ROLES = {Change.BETTER: Role.CHART_BETTER, Change.WORSE: Role.CHART_WORSE}
_Value = float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure over the visits.

    Parameters
    ----------
    after
        The same figure once the treatment was over; None: there is no such thing.
    scale
        What says when a change counts; None: nobody published it, so no change is ever called one.
    waits_for
        What stands in the row of a chart as long as no visit has the figure.
    """

    title: str
    unit: str
    of: Callable[[VisitFigures], _Value]
    after: Callable[[VisitFigures], _Value] | None = None
    scale: Scale | None = None
    form: str = ".0f"
    waits_for: str = "not asked yet"

    def text(self, figures: VisitFigures) -> str:
        """Return the figure as it is read."""
        value = self.of(figures)
        return "–" if value is None else format(value, self.form)

    def change(self, first: VisitFigures, later: VisitFigures) -> Change:
        """Return what the change from the first visit is, beyond a published least change or not."""
        if self.scale is None:
            return Change.UNKNOWN
        return self.scale.change(self.scale.of(first), self.scale.of(later))


_ASKED = "not asked yet: it is entered at the end of a treatment"
_TREATED = "nothing was treated yet"
ROWS = (
    Row(
        "Pain, NRS",
        "before ●, after ○",
        lambda f: f.before.nrs,
        lambda f: f.after.nrs,
        NRS,
        waits_for=_ASKED,
    ),
    Row("Tender points", "", lambda f: f.tender_points, scale=POINTS),
    Row("Treated area", "cm²", lambda f: _once_treated(f, f.area_mm2 / MM2_PER_CM2), waits_for=_TREATED),
    Row("Volume", "mL", lambda f: _once_treated(f, f.volume_ml), form=".2f", waits_for=_TREATED),
    Row("Punctures", "", lambda f: _once_treated(f, f.punctures), waits_for=_TREATED),
    Row("Passes", "", lambda f: _once_treated(f, f.passes)),
)


def rows_of(figures: Sequence[VisitFigures]) -> tuple[Row, ...]:
    """Return the rows that a series is told by; that of passes only if there were any."""
    return ROWS if any(one.passes for one in figures) else ROWS[:-1]


def draw_series(days: Sequence[date], figures: Sequence[VisitFigures]) -> Drawing:
    """Return the rows one below the other, the first visit's noise as a band, what is beyond it marked.

    Parameters
    ----------
    days
        Of the visits, in their order; as many as ``figures``, at least one.
    """
    xs_mm = _across(days)
    # A single visit stands at the left of as much room as two of them: it is no larger to read than they are.
    width_mm = max(xs_mm[-1], _TITLES_MM + _RIM_MM + _LEAST_PLOT_MM) + _RIM_MM
    rows = rows_of(figures)
    marks = [
        mark
        for number, row in enumerate(rows)
        for mark in _row(row, figures, xs_mm, number * _ROW_MM, width_mm)
    ]
    bottom_mm = len(rows) * _ROW_MM
    marks += _days(days, xs_mm, bottom_mm)
    return Drawing((0.0, width_mm), (-2.0, bottom_mm + 2.6 * _LINE_MM), tuple(marks), title="Series")


def said_of_series(days: Sequence[date], figures: Sequence[VisitFigures]) -> str:
    """Return the chart in words, for who does not see it."""
    said = []
    for row in rows_of(figures):
        is_known = any(row.of(one) is not None for one in figures)
        values = ", ".join(row.text(one) for one in figures) if is_known else row.waits_for
        change = CHANGE_WORDS.get(row.change(figures[0], figures[-1]), "")
        said.append(f"{row.title} {values}{f' ({change[2:]})' if change else ''}")
    spans = f"{days[0]:%Y-%m-%d} to {days[-1]:%Y-%m-%d}"
    count = "1 session" if len(days) == 1 else f"{len(days)} sessions"
    return f"{count}, {spans}: " + "; ".join(said)


def _once_treated(figures: VisitFigures, value: float) -> float | None:
    """Return a figure of the treatment; of a session that is only planned there is none yet."""
    return value if figures.punctures or figures.passes or figures.skipped else None


def _across(days: Sequence[date]) -> list[float]:
    """Return where each visit stands: true in time, but for visits too near to one another to be read."""
    gaps = np.array([(later - day).days for day, later in pairwise(days)], dtype=np.float64)
    if not len(gaps):
        return [_TITLES_MM + _RIM_MM]
    least = max(_CLOSEST_SHARE * float(gaps.mean()), 1.0)
    seen = np.maximum(gaps, least)
    plot_mm = max(_LEAST_PLOT_MM, _VISIT_MM * len(gaps))
    places = _TITLES_MM + _RIM_MM + plot_mm * np.concatenate([[0.0], np.cumsum(seen) / seen.sum()])
    across: list[float] = places.tolist()
    return across


def _row(
    row: Row, figures: Sequence[VisitFigures], xs_mm: list[float], top_mm: float, width_mm: float
) -> Iterator[Mark]:
    most = max(_known([row.of(one) for one in figures] + _after(row, figures)), default=0.0)
    base_mm = top_mm + _ROW_MM - _LINE_MM
    per_unit_mm = _PLOT_MM / max(most, 1e-9)

    def at(value: float) -> float:
        return base_mm - value * per_unit_mm

    yield from _noise(row, figures[0], at, width_mm, most)
    yield Line(Role.CHART_AXIS, np.array([(_TITLES_MM, base_mm), (width_mm, base_mm)]))
    yield Label(Role.CHART_OWN, row.title, 0.0, base_mm - _PLOT_MM / 2, Anchor.START)
    if row.unit:
        yield Label(Role.CHART_TEXT, row.unit, 0.0, base_mm - _PLOT_MM / 2 + _LINE_MM, Anchor.START)
    seen = [(x, one) for x, one in zip(xs_mm, figures, strict=True) if row.of(one) is not None]
    if not _known([row.of(one) for one in figures] + _after(row, figures)):
        yield Label(Role.CHART_TEXT, row.waits_for, xs_mm[0], base_mm - _PLOT_MM / 2, Anchor.START)
    if len(seen) > 1:
        yield Line(Role.CHART_LINE, np.array([(x, at(row.of(one) or 0.0)) for x, one in seen]))
    for x_mm, one in seen:
        yield from _before(row, figures[0], one, x_mm, at)
    for x_mm, value in zip(xs_mm, _after(row, figures), strict=False):
        if value is not None:
            yield from _later(row, value, x_mm, at)


def _before(
    row: Row, first: VisitFigures, one: VisitFigures, x_mm: float, at: Callable[[float], float]
) -> Iterator[Mark]:
    value = row.of(one) or 0.0
    change = row.change(first, one)
    role = _CHANGE_ROLES.get(change, Role.CHART_SEEN)
    yield Dots(role, np.array([(x_mm, at(value))]), _DOT_MM, _shape_of(change))
    yield Label(Role.CHART_OWN, row.text(one), x_mm, at(value) - _BESIDE_MM)
    if change in CHANGE_WORDS:
        word = Role.CHART_BETTER_TEXT if change is Change.BETTER else Role.CHART_WORSE_TEXT
        yield Label(word, CHANGE_WORDS[change], x_mm, at(value) - _BESIDE_MM - _LINE_MM)


def _later(row: Row, value: float, x_mm: float, at: Callable[[float], float]) -> Iterator[Mark]:
    beside_mm = x_mm + _DOT_MM + 0.6
    yield Dots(Role.CHART_AFTER, np.array([(beside_mm, at(value))]), _DOT_MM, Shape.RING)
    # Below it: the line to the next visit goes on beside it.
    yield Label(Role.CHART_TEXT, format(value, row.form), beside_mm, at(value) + _BESIDE_MM)


def _noise(
    row: Row, first: VisitFigures, at: Callable[[float], float], width_mm: float, most: float
) -> Iterator[Mark]:
    value = row.of(first)
    if row.scale is None or value is None:
        return
    low, high = row.scale.noise_round(value)
    yield Area(Role.CHART_NOISE, (_box(_TITLES_MM, at(min(high, most)), width_mm, at(max(low, 0.0))),))


def _box(left_mm: float, top_mm: float, right_mm: float, bottom_mm: float) -> Places:
    corners = [(left_mm, bottom_mm), (left_mm, top_mm), (right_mm, top_mm), (right_mm, bottom_mm)]
    return np.array([*corners, corners[0]])


def _days(days: Sequence[date], xs_mm: list[float], bottom_mm: float) -> Iterator[Mark]:
    for number, (day, x_mm) in enumerate(zip(days, xs_mm, strict=True), start=1):
        yield Label(Role.CHART_OWN, f"{number}", x_mm, bottom_mm)
        yield Label(Role.CHART_TEXT, f"{day:%d %b}", x_mm, bottom_mm + _LINE_MM)
    for (day, x_mm), (later, next_mm) in pairwise(zip(days, xs_mm, strict=True)):
        yield Label(Role.CHART_TEXT, f"+{(later - day).days} d", (x_mm + next_mm) / 2, bottom_mm)


def _shape_of(change: Change) -> Shape:
    return {Change.BETTER: Shape.DIAMOND, Change.WORSE: Shape.TRIANGLE}.get(change, Shape.CIRCLE)


def _after(row: Row, figures: Sequence[VisitFigures]) -> list[_Value]:
    return [] if row.after is None else [row.after(one) for one in figures]


def _known(values: Sequence[_Value]) -> list[float]:
    return [float(value) for value in values if value is not None]
