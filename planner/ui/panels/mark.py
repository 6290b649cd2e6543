"""The mark that what a page shows is of patients who do not exist."""

import streamlit as st

from planner.ui import state, strings


def show_mark() -> None:
    """Show it in the head of a page; nothing in a clinic's own store."""
    if state.is_demonstration():
        st.badge(strings.DEMONSTRATION, color="orange")
