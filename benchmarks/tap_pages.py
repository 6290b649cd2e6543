"""The pages of `tap_server`: the desk as it is, and the least that Streamlit can do after a tap."""

import streamlit as st

from planner.ui.pages import plan


@st.fragment
def show_floor() -> None:
    """Count the taps on a button, and nothing else."""
    taps = st.session_state.get("floor.taps", 0)
    st.button("Tap", key="floor.tap", on_click=count)
    st.text(f"{taps} taps")


def count() -> None:
    st.session_state["floor.taps"] = st.session_state.get("floor.taps", 0) + 1


st.set_page_config(page_title="Mesoplan", layout="wide")
pages = [
    st.Page(plan.show, title="Plan", url_path="plan", default=True),
    st.Page(show_floor, title="Floor", url_path="floor"),
]
st.navigation(pages, position="hidden").run()
