"""The Streamlit entry: routes, headers and warm-up. No logic."""

import streamlit as st

from planner.ui.server import MIDDLEWARE, ROUTES
from planner.ui.warm_up import warm_up

app = st.App("planner/ui/entry/main.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm_up)
