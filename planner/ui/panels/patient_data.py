"""A patient's data, handed over whole or erased whole."""

from functools import partial

import streamlit as st

from planner.errors import PlannerError
from planner.storage.patient_code import read_code
from planner.storage.patients import StoredPatient
from planner.ui import home_state, navigation, state, strings


def show_data(patient: StoredPatient) -> None:
    """Show both ways."""
    st.download_button(
        "Export everything",
        data=partial(home_state.exported, patient),
        file_name=f"{patient.code}.json",
        mime="application/json",
        key="home.export",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
        help=strings.EXPORT_MEANS,
    )
    with st.popover("Erase…", icon=":material/delete_forever:", width="stretch", key="home.erase"):
        _show_erasing(patient)


def _show_erasing(patient: StoredPatient) -> None:
    st.markdown(strings.ERASE_MEANS)
    key = f"home.erase.{patient.id}"
    st.text_input(f"To erase, type {patient.code}", key=key, autocomplete="off")
    if not st.button("Erase this patient", key=f"{key}.now", type="primary", width="stretch"):
        return
    if not _is_code(str(state.value_of(key) or ""), patient.code):
        st.error(f"Nothing was erased: type {patient.code} first.", icon=":material/block:")
        return
    home_state.erase(patient)
    state.leave_word(f"{patient.code} was erased.")
    navigation.go_to_patient(navigation.HOME, "")


def _is_code(typed: str, code: str) -> bool:
    try:
        return read_code(typed) == code
    except PlannerError:
        return False
