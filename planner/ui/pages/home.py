"""Home: practise at once, or choose a patient and go on with what is open."""

from pathlib import Path

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import home_state, navigation, state, strings
from planner.ui.panels.home_lists import show_patients, show_practise
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.patient_card import show_card
from planner.ui.panels.understanding import ask_understanding

_STYLE = Path(__file__).parent.parent / "home.css"


def show() -> None:
    """Show the way to practise and the patients, or the card of the patient in the page's address."""
    if wanted := state.asked_for():
        page, named = wanted
        navigation.go_to(page, **named)
    if navigation.CASE in st.query_params:  # an address of the time when the desk was the first page
        navigation.go_to(navigation.PLAN)
    st.html(_STYLE)
    show_not_saved()
    ask_understanding()
    _show_head()
    if word := state.take_word():
        st.warning(word, icon=":material/info:")
    try:
        _show_patient_or_all(state.patient_code())
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/block:")
        st.button(strings.TRY_AGAIN, key="home.again")


def _show_head() -> None:
    with st.container(key="home_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.title("Mesoplan", width="stretch", anchor=False)
        if st.button("Follow-up", key="home.follow_up", icon=":material/sick:", width="content"):
            navigation.go_to_patient(navigation.FOLLOW_UP, "")
        with st.popover("About", key="home.about", width="content"):
            st.markdown(strings.INTENDED_USE)
    if state.is_demonstration():
        st.info(strings.DEMONSTRATION_MEANS, icon=":material/science:")


def _show_patient_or_all(code: str) -> None:
    if code:
        if st.button("All patients", key="home.all", icon=":material/arrow_back:"):
            navigation.go_to_patient(navigation.HOME, "")
        show_card(home_state.patient_of(code))
        return
    with st.container(key="home"):
        with st.container(key="home_practise"):
            show_practise()
        with st.container(key="home_patients"):
            show_patients(home_state.overview())
