"""The page that Streamlit runs: set it up, then hand over to the page chosen."""

import streamlit as st

from planner.ui.pages import plan

st.set_page_config(page_title="Mesoplan", page_icon=":material/grid_on:", layout="wide")
st.navigation([st.Page(plan.show, title="Plan", url_path="plan", default=True)], position="hidden").run()
