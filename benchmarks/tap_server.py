"""Serves the desk and an empty fragment from one process, with the app's own routes and headers."""

import streamlit as st

from planner.ui.server import MIDDLEWARE, ROUTES
from planner.ui.warm_up import warm_up

app = st.App("tap_pages.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm_up)
