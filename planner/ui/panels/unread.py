"""Which sessions have a treatment that cannot be read: they are named, and all others are shown."""

from collections.abc import Iterable

import streamlit as st

from planner.series.visit_words import count_text
from planner.ui.stored_visits import UNREAD, StoredVisit

_SAYS = (
    "**{sessions}: {unread}.** Shown by what the record holds; what was given and used since is missing "
    "here, and a search for a batch may miss it. Run python -m planner verify, then restore a backup."
)


def show_unread(visits: Iterable[StoredVisit]) -> None:
    """Say of how many of these sessions the treatment cannot be read, and of which; nothing if all can be."""
    unread = [one for one in visits if one.is_unread]
    if unread:
        says = _SAYS.format(sessions=count_text(len(unread), "session"), unread=UNREAD)
        st.error(says, icon=":material/report:")
        st.text("; ".join(f"{one.code}, {one.visit.on:%Y-%m-%d}" for one in unread))
