"""Whose desk this is and how far her session has come, with the way back to her card."""

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import navigation, state, strings


def show_of_patient(stem: str) -> None:
    """Show the way home: to the patient's card, with her code and the state of her session, or to the list.

    Parameters
    ----------
    stem
        Begins the keys of what is shown, by the page that it is shown on.
    """
    try:
        recorded = state.recorded()
    except (StorageRefused, FileRefused):
        recorded = None  # the page itself says what is wrong with the store
    if recorded is None:
        if st.button("Home", key=f"{stem}.home", icon=":material/home:"):
            navigation.go_to_patient(navigation.HOME, "")
        return
    code = recorded.patient.code
    label = f"**{code}** · {strings.STATES[recorded.state].lower()}"
    if st.button(label, key=f"{stem}.patient", icon=":material/home:"):
        navigation.go_to_patient(navigation.HOME, code)
