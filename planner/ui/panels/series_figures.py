"""The figures of a series: on a timeline, in a table, and what a change has to be to count."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from planner.drawing.series_chart import CHANGE_WORDS, Row, draw_series, rows_of, said_of_series
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.evidence import Cited
from planner.series.figures import VisitFigures, figures_of
from planner.series.noise import SCALES, Change
from planner.ui.panels.cited_sources import show_cited
from planner.ui.stored_visits import StoredVisit

_MARKED = (
    "A change is marked from the smallest important one that was published (OST08), in the count of points "
    "from the smallest detectable one (JENSEN13). Marking what became worse by the same numbers is ours."
)
_NOT_JUDGED = (
    "Area, volume, punctures and passes are what was chosen: no source calls a change of them better."
)
_CSS = {Change.BETTER: "mr-better", Change.WORSE: "mr-worse"}
_EXTRA = tuple(
    Row(scale.title, "", scale.of, scale=scale)
    for scale in SCALES
    if scale.name in {"vas", "roland_morris", "oswestry"}
)


def show_figures_of(told: Sequence[StoredVisit], *, dark: bool) -> None:
    """Show the figures of the sessions that are more than drafts, at least one."""
    days = [one.visit.on for one in told]
    figures = [figures_of(one.visit) for one in told]
    st.image(
        to_svg(draw_series(days, figures), find_theme(dark=dark)),
        width="stretch",
        alt=said_of_series(days, figures),
    )
    st.caption(f"Grey band: too small a change from the first session. {_MARKED} {_NOT_JUDGED}")


def show_table(told: Sequence[StoredVisit]) -> None:
    """Show every figure of those sessions, and from where on a change is marked."""
    figures = [figures_of(one.visit) for one in told]
    heads = [
        f"{number}. {one.visit.on:%Y-%m-%d}, {one.said_state}" for number, one in enumerate(told, start=1)
    ]
    rows = [row for row in (*rows_of(figures), *_EXTRA) if any(row.of(one) is not None for one in figures)]
    with st.expander("All figures, against the first session", key="series.table"):
        st.html(figures_table(heads, rows, figures))
        show_noise("series.noise")


def show_noise(key: str) -> None:
    """Show what a change has to be to be marked, with the sources on tap."""
    with st.container(key=f"{key}.row", horizontal=True, gap="small"):
        for scale in SCALES:
            numbers: list[Cited] = [one for one in (scale.floor, scale.share_of_baseline) if one is not None]
            show_cited(scale.title, f"{key}.{scale.name}", numbers)
    st.caption(" ".join(f"{scale.title}: {scale.rule_text}." for scale in SCALES))


def figures_table(heads: Sequence[str], rows: Sequence[Row], figures: Sequence[VisitFigures]) -> str:
    """Return the figures as a table, a column for each session, each change against the first column."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in ("Figure", *heads))
    body = "".join(_row(row, figures) for row in rows)
    return (
        f'<div class="mr-scroll" tabindex="0" role="group" aria-label="All figures">'
        f'<table class="mr-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(row: Row, figures: Sequence[VisitFigures]) -> str:
    unit = f" ({row.unit})" if row.unit and row.after is None else ""
    cells = "".join(_cell(row, figures[0], one) for one in figures)
    return f'<tr><th scope="row">{escape(row.title + unit)}</th>{cells}</tr>'


def _cell(row: Row, first: VisitFigures, one: VisitFigures) -> str:
    change = row.change(first, one)
    after = _after_text(row.after, one, row.form)
    word = CHANGE_WORDS.get(change, "")
    return f'<td class="{_CSS.get(change, "")}">{escape(f"{row.text(one)}{after} {word}".strip())}</td>'


def _after_text(after: Callable[[VisitFigures], float | None] | None, one: VisitFigures, form: str) -> str:
    value = None if after is None else after(one)
    return "" if value is None else f" → {format(value, form)}"
