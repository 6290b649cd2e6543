"""What the server works out in the background, for all users together."""

import streamlit as st

from planner.ui.jobs import Jobs

_SETTLE_S = 0.3  # ours: longer than between two taps of a burst, shorter than a look at the figures


@st.cache_resource
def jobs() -> Jobs:
    """Return what the server works out in the background, for all users together."""
    return Jobs(settle_s=_SETTLE_S)


@st.cache_resource
def searches() -> Jobs:
    """Return the searches for fewer deposits, apart from what each plan has worked out for it.

    One was asked for with a button: it goes on behind a locked screen, as long as no other one waits.
    """
    return Jobs(makes_way=True)
