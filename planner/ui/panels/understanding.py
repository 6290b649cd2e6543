"""What the app is for, asked before its first use on whatever page that is."""

import streamlit as st

from planner.ui import state, strings


def ask_understanding() -> None:
    """Ask for the acknowledgement, unless it was given."""
    if not state.is_understood():
        _ask()


@st.dialog(strings.INTENDED_USE_TITLE, dismissible=False)
def _ask() -> None:
    st.markdown(strings.INTENDED_USE)
    if st.button(strings.UNDERSTOOD, type="primary", width="stretch", key="plan.understood"):
        state.understand()
        st.rerun()
