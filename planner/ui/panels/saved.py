"""Whether what is on the desk is kept: said small in the strip above the pad, and never before it is so."""

from datetime import tzinfo

import streamlit as st

from planner.ui import clock, state, strings
from planner.ui.keeper import Saving

FRAGMENT = "desk.saved"
WIDTH_PX = 134  # what the longest line needs: nothing beside it jumps


@st.fragment(key=FRAGMENT)
def show_saved() -> None:
    """Show when the desk was last kept, or in red that it is not kept yet."""
    saving = state.saving()
    lines = [f"**{strings.DEMONSTRATION}**"] if state.is_demonstration() else []
    with st.container(key="unsaved" if saving.failure else "saved", width=WIDTH_PX):
        st.markdown("  \n".join([*lines, said_of(saving, clock.zone())]))


def said_of(saving: Saving, zone: tzinfo) -> str:
    """Return what the strip says: ``Saved 12:03:11``, by the clock of whoever looks at it."""
    if saving.failure:
        return f":red[**{strings.NOT_SAVED}**]"
    if saving.saved_at is None:
        return strings.NOTHING_TO_SAVE
    return f"Saved {saving.saved_at.astimezone(zone):%H:%M:%S}"
