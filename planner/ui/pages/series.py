"""A patient's sessions one after the other: what changed, what it says about going on, what comes next."""

from pathlib import Path

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import navigation, record_state, state, strings, treatment_state
from planner.ui.panels.away import show_away
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.patient_choice import show_patient_head
from planner.ui.panels.series_figures import show_figures_of, show_table
from planner.ui.panels.series_next import show_next
from planner.ui.panels.series_pair import show_pair
from planner.ui.panels.series_verdict import show_verdict
from planner.ui.panels.understanding import ask_understanding
from planner.ui.panels.unread import show_unread
from planner.ui.stored_visits import Series

_ASKS = "Choose a patient above: the sessions stand here, one after the other."
_STYLE = Path(__file__).parent.parent / "records.css"


def show() -> None:
    """Show the series of the patient in the page's address."""
    st.html(_STYLE)
    show_not_saved()
    ask_understanding()
    try:
        code = show_patient_head("Series", "series", asks=_ASKS)
        series = record_state.series_of(code) if code else None
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal))
        st.button(strings.TRY_AGAIN, key="series.again")
        return
    show_away("series")
    if series is not None:
        _show_series(series)


def _show_series(series: Series) -> None:
    if word := state.take_word():
        st.error(word, icon=":material/block:")
    show_unread(series.visits)
    if not series.told:
        st.info("No session of this patient is planned or done yet.", icon=":material/event_busy:")
        code = series.patient.code
        if st.button(f"Open {code}", key="series.card", icon=":material/person:"):
            navigation.go_to_patient(navigation.HOME, code)
        return
    is_dark = st.context.theme.type == "dark"
    with st.container(key="series_top"):
        with st.container(key="series_chart"):
            show_figures_of(series.told, dark=is_dark)
        with st.container(key="series_beside"):
            verdict = show_verdict([one.visit for one in series.told])
            if st.button("Side effects and questions", key="series.follow_up", icon=":material/sick:"):
                navigation.go_to_patient(navigation.FOLLOW_UP, series.patient.code)
            st.markdown("### Next sessions")
            show_next(series.visits, treatment_state.today(), verdict)
    show_table(series.told)
    st.markdown("### Two sessions")
    if len(series.told) > 1:
        show_pair(series.told, dark=is_dark)
    else:
        st.caption("Two sessions are compared here as soon as there are two.")
