"""That the store cannot be reached, and that what stands on the page was read before."""

import streamlit as st

from planner.ui import last_read, strings


def show_away(page: str) -> None:
    """Show it with the way to try again, once the page has read all it needs; nothing if all is fresh."""
    if why := last_read.take_away():
        st.error(strings.SHOWN_AS_READ.format(why=why), icon=":material/cloud_off:")
        st.button(strings.TRY_AGAIN, key=f"{page}.away")
