"""The head of a page about a patient: whose page it is, and the way to the other pages about the same one."""

from collections.abc import Sequence

import streamlit as st

from planner.errors import PatientEntryRefused
from planner.storage.patient_code import read_code
from planner.ui import navigation, record_state, state
from planner.ui.panels.mark import show_mark

_NOBODY = "No patient is kept here yet: add one at Home."


def show_patient_head(title: str, key: str, *, asks: str = "") -> str:
    """Show the head of the page and return the patient's code; empty if none is chosen.

    Parameters
    ----------
    asks
        What is said as long as no patient is asked for.

    Raises
    ------
    StorageRefused
        If the store cannot be read.
    """
    codes = record_state.codes()
    asked, refused = _asked(codes)
    with st.container(key=f"{key}_head", horizontal=True, vertical_alignment="bottom", gap="small"):
        if st.button("Home", key=f"{key}.home", icon=":material/home:"):
            navigation.go_to_patient(navigation.HOME, "")
        chosen = st.selectbox(
            "Patient",
            codes,
            index=codes.index(asked) if asked in codes else None,
            placeholder="Choose a patient",
            key=f"{key}.patient.{asked}",
            width=220,
        )
        st.markdown(f"### {title}")
        show_mark()
    if chosen is not None and chosen != asked:
        state.choose_patient(chosen)
    if not codes:
        st.info(_NOBODY, icon=":material/person_add:")
    elif chosen is None and asks and not (asked or refused):
        st.info(asks, icon=":material/person_search:")
    elif chosen is None and (asked or refused):
        said = refused or f"No patient {asked} is kept here: choose one."
        st.warning(said, icon=":material/person_search:")
    return chosen or ""


def _asked(codes: Sequence[str]) -> tuple[str, str]:
    """Return the code in the page's address, empty for none, and what to say of one that is none."""
    typed = state.patient_code().strip().upper()
    if not typed or typed in codes:
        return typed, ""
    try:
        return read_code(typed), ""
    except PatientEntryRefused as refusal:
        return "", str(refusal)
