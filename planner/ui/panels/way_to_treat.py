"""From the plan to its treatment."""

import streamlit as st

from planner.ui import navigation
from planner.ui.planned import Planned


def show_way_to_treat(result: Planned) -> None:
    """Show the button, as soon as there is something to give."""
    if result.plan is None or not (result.plan.totals.punctures or result.plan.totals.passes):
        return
    if st.button("Treat", key="plan.treat", icon=":material/syringe:", width="stretch"):
        navigation.go_to(navigation.TREAT)
