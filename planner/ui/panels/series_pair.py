"""Two sessions of a series side by side and on one map, with what changed between them."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from planner.body import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.clear_names import with_clear_names
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.matched_drawing import draw_matched, frame_round, said_of_matched, with_sides
from planner.drawing.series_chart import ROWS
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.evidence.published import FOUND_AGAIN
from planner.series.figures import figures_of
from planner.series.matching import match_points
from planner.session import Session
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.panels.cited_sources import show_cited
from planner.ui.panels.series_figures import figures_table, show_noise
from planner.ui.stored_visits import StoredVisit

_LEGEND = (
    "Ring to dot: a point found again, the line joins where it was and where it is. Square: new. Crossed "
    "ring: gone. Dashed: the earlier zone; solid: the later one."
)


def show_pair(told: Sequence[StoredVisit], *, dark: bool) -> None:
    """Show two sessions to be chosen, the first and the last to begin with; at least two."""
    numbers = list(range(len(told)))
    with st.container(key="series.pair", horizontal=True, gap="small"):
        first = st.selectbox(
            "Earlier", numbers[:-1], format_func=lambda n: _name(told, n), key="series.earlier"
        )
        rest = numbers[(first or 0) + 1 :]
        second = st.selectbox(
            "Later",
            rest,
            index=len(rest) - 1,
            format_func=lambda n: _name(told, n),
            key=f"series.later.{first}",
        )
    earlier, later = told[first or 0], told[second if second is not None else rest[-1]]
    figures = [figures_of(one.visit) for one in (earlier, later)]
    st.html(figures_table([f"{one.visit.on:%Y-%m-%d}" for one in (earlier, later)], ROWS, figures))
    _show_maps(earlier, later, dark=dark)
    show_noise("series.pair.noise")


def _show_maps(earlier: StoredVisit, later: StoredVisit, *, dark: bool) -> None:
    before, after = earlier.visit.session, later.visit.session
    matched = match_points(before, after)
    one, other, both = _pictures(before, after, dark=dark)
    left, right = st.columns(2)
    left.image(one, width="stretch", alt=f"Findings on {earlier.visit.on:%Y-%m-%d}")
    left.caption(f"{earlier.visit.on:%Y-%m-%d}")
    right.image(other, width="stretch", alt=f"Findings on {later.visit.on:%Y-%m-%d}")
    right.caption(f"{later.visit.on:%Y-%m-%d}")
    together, said = st.columns([3, 2])
    together.image(both, width="stretch", alt=f"Both on one map: {said_of_matched(matched)}")
    with said:
        st.markdown(f"**Both on one map: {said_of_matched(matched)}**")
        st.caption(_LEGEND)
        st.caption(
            f"In the upper trapezius one examiner's two marks lay up to {FOUND_AGAIN.value:g} mm apart in "
            f"each direction ({FOUND_AGAIN.source.graded}): points up to that far apart are joined, and a "
            "smaller shift proves nothing."
        )
        show_cited(f"{FOUND_AGAIN.value:g} mm", "series.pair.found", (FOUND_AGAIN,))


@lru_cache(maxsize=16)
def _pictures(before: Session, after: Session, *, dark: bool) -> tuple[str, str, str]:
    """Return each session's findings, then both laid on one another, in the body of the later one."""
    fitted = _fitted(after)
    frame, theme = frame_round((before, after), fitted), find_theme(dark=dark)
    body = draw_body(fitted)
    drawings = (
        draw_findings(before, fitted),
        draw_findings(after, fitted),
        draw_matched(before, after, match_points(before, after), fitted),
    )
    named = (with_clear_names(body.under(own), theme) for own in drawings)
    one, other, both = (to_svg(with_sides(drawing, frame), theme) for drawing in named)
    return one, other, both


def _fitted(session: Session) -> FittedMap:
    return fitted_map(BodyWanted(session.body_map, session.patient, session.position))


def _name(told: Sequence[StoredVisit], number: int) -> str:
    return f"{number + 1}. {told[number].visit.on:%Y-%m-%d}"
