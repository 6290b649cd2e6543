"""On the desk of a patient's session: the way to the questions that are due today."""

import streamlit as st

from planner.ui import navigation
from planner.ui.other_sessions import asked_on_desk


def show_asked() -> None:
    """Show about which sessions the patient is to be asked, as long as nobody has."""
    asked = asked_on_desk()
    if not asked.about:
        return
    days = ", ".join(f"{day:%Y-%m-%d}" for day in asked.about)
    if st.button(
        f"Ask about side effects of {days}", key="plan.asked", icon=":material/sick:", width="stretch"
    ):
        navigation.go_to_patient(navigation.FOLLOW_UP, asked.code)
