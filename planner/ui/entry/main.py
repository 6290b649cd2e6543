"""The page that Streamlit runs: set it up, then hand over to the page chosen."""

from pathlib import Path

import streamlit as st

from planner.ui import navigation
from planner.ui.page_watch import show_watch
from planner.ui.pages import follow_up, home, plan, series, session, treat

ICON = Path(__file__).parents[1] / "icon.svg"  # a named icon would be fetched from another machine

st.set_page_config(page_title="Mesoplan", page_icon=str(ICON), layout="wide")
show_watch()  # before the page, which may be left in the middle of its run
st.navigation(
    [
        st.Page(home.show, title="Home", url_path=navigation.HOME, default=True),
        st.Page(plan.show, title="Plan", url_path=navigation.PLAN),
        st.Page(treat.show, title="Treatment", url_path=navigation.TREAT),
        st.Page(session.show, title="Session", url_path=navigation.SESSION),
        st.Page(series.show, title="Series", url_path=navigation.SERIES),
        st.Page(follow_up.show, title="Follow-up", url_path=navigation.FOLLOW_UP),
    ],
    position="hidden",
).run()
