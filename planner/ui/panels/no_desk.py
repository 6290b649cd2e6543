"""That the address names no desk, with the ways on."""

import streamlit as st

from planner.ui import navigation, strings


def show_no_desk() -> None:
    """Show it in the place of a page about a desk."""
    st.error(strings.NO_SUCH_DESK, icon=":material/link_off:")
    with st.container(horizontal=True, gap="small"):
        if st.button("Home", key="no_desk.home", icon=":material/home:"):
            navigation.go_to_patient(navigation.HOME, "")
        if st.button(strings.PRACTISE, key="no_desk.practise", icon=":material/touch_app:"):
            navigation.go_to(navigation.PLAN, case="")
