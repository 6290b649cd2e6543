"""Serves the app with garbage collection as Streamlit leaves it, to show what freezing the heap is worth."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import config

from planner.ui.server import MIDDLEWARE, ROUTES
from planner.ui.warm_up import warm_up

AFTER_EACH_RUN = True


@asynccontextmanager
async def warm_up_unfrozen(an_app: object) -> AsyncIterator[None]:
    """Warm up as the app does, then hand what lies on the heap back to the collector for good."""
    config.set_option("runner.postScriptGC", AFTER_EACH_RUN)
    async with warm_up(an_app):
        gc.unfreeze()
        yield


app = st.App("../planner/ui/entry/main.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm_up_unfrozen)
