"""Why something of a treatment is left out: always asked, never presumed."""

from collections.abc import Sequence

import streamlit as st

from planner.series.delivered import LONGEST_REASON
from planner.ui import state
from planner.ui.panels.privacy_hint import show_hint
from planner.ui.treatment import OTHER_REASON


def ask_reason(reasons: Sequence[str], key: str) -> None:
    """Show the reasons, none of them chosen, and a field for any other one."""
    reason = st.pills("Why", reasons, key=key)
    if not reason:
        st.caption("Choose why first.")
    if reason == OTHER_REASON:
        show_hint(st.text_input("In a few words, no names", max_chars=LONGEST_REASON, key=f"{key}.words"))


def reason_of(key: str) -> str:
    """Return what was chosen or written, for callbacks; empty: nothing yet, and the step is refused."""
    chosen = str(state.value_of(key) or "")
    return str(state.value_of(f"{key}.words") or "") if chosen == OTHER_REASON else chosen
