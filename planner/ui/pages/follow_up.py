"""What is asked after the sessions, the side effects that came, and which sessions name a batch."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import navigation, record_state, state, strings, treatment_state
from planner.ui.due import to_ask
from planner.ui.panels.away import show_away
from planner.ui.panels.batch_search import show_batch_search
from planner.ui.panels.effects import show_effects
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.patient_choice import show_patient_head
from planner.ui.panels.questions import show_questions
from planner.ui.panels.understanding import ask_understanding
from planner.ui.panels.unread import show_unread
from planner.ui.stored_visits import StoredVisit

_STYLE = Path(__file__).parent.parent / "records.css"


def show() -> None:
    """Show what is to be asked over all patients, or of the patient in the page's address."""
    st.html(_STYLE)
    show_not_saved()
    ask_understanding()
    try:
        code = show_patient_head("Follow-up", "follow_up")
        series = {code: record_state.series_of(code).visits} if code else record_state.everybody()
        if word := state.take_word():
            st.error(word, icon=":material/block:")
        show_away("follow_up")
        _show(code, series)
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal))
        st.button(strings.TRY_AGAIN, key="follow_up.again")


def _show(code: str, series: Mapping[str, Sequence[StoredVisit]]) -> None:
    show_unread(chain.from_iterable(series.values()))
    if code:
        _show_patient(code, [one for one in series[code] if one.is_held])
    st.markdown("### To be asked today")
    show_questions(to_ask(series), treatment_state.today())
    if not code:
        st.caption("Choose a patient above to put a side effect on the map.")
        st.markdown("### Sessions that name a batch")
        show_batch_search()


def _show_patient(code: str, held: list[StoredVisit]) -> None:
    with st.container(key="follow_up_ways", horizontal=True, vertical_alignment="bottom", gap="small"):
        if st.button("Series", key="follow_up.series", icon=":material/timeline:"):
            navigation.go_to_patient(navigation.SERIES, code)
        if st.button("All patients", key="follow_up.all", icon=":material/groups:"):
            navigation.go_to_patient(navigation.FOLLOW_UP, "")
        stored = _chosen(held) if held else None
    if stored is None:
        st.caption("No session of this patient has been yet.")
    else:
        show_effects(stored, treatment_state.today(), dark=st.context.theme.type == "dark")


def _chosen(held: list[StoredVisit]) -> StoredVisit:
    """Show which of the sessions it is about, the last one to begin with, and return it."""
    ids = [one.head.session_id for one in held]
    asked = state.chosen_session()
    chosen = st.selectbox(
        "Side effects of the session",
        ids,
        index=ids.index(asked) if asked in ids else len(ids) - 1,
        format_func=lambda an_id: _name(held[ids.index(an_id)]),
        key=f"follow_up.session.{asked}",
        width=380,
    )
    return held[ids.index(chosen)] if chosen in ids else held[-1]


def _name(stored: StoredVisit) -> str:
    return f"{stored.visit.on:%Y-%m-%d}, {stored.said_state}"
