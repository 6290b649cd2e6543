"""The head of a page about a patient: whose page it is, and the way to the other pages about the same one."""

import streamlit as st

from planner.ui import navigation, record_state, state, strings

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
    asked = state.patient_code().strip().upper()
    codes = record_state.codes()
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
        if state.is_demonstration():
            st.badge(strings.DEMONSTRATION, color="orange")
    if chosen is not None and chosen != asked:
        state.choose_patient(chosen)
    if not codes:
        st.info(_NOBODY, icon=":material/person_add:")
    elif chosen is None and asks and not asked:
        st.info(asks, icon=":material/person_search:")
    elif asked and chosen is None:
        st.warning(f"No patient {asked} is kept here: choose one.", icon=":material/person_search:")
    return chosen or ""
