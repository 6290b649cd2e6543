"""A treatment that cannot go on is ended where it stands: what is open is skipped, with the reason."""

import streamlit as st

from planner.series.delivered import Status
from planner.series.visit_words import count_text
from planner.ui.panels.treat_buttons import take
from planner.ui.panels.treat_reasons import ask_reason, reason_of
from planner.ui.treatment import END_REASONS, Treatment, end

_WHY = "treat.end.why"
_MEANS = (
    "Of every target. Pain, product, note and the closing of the session come next, and what was skipped can "
    "be planned again. *Undo* takes it back."
)


def show_ending(treatment: Treatment) -> None:
    """Show the way to end a treatment of which steps are open, be it paused or not."""
    still_open = count_text(len(treatment.delivery.steps_that_are(Status.OPEN)), "step")
    with st.popover("End here", key="treat.ending", icon=":material/stop_circle:", width="stretch"):
        ask_reason(END_REASONS, _WHY)
        st.button(
            f"End here: skip {still_open} that {'is' if still_open.startswith('1 ') else 'are'} open",
            key="treat.end",
            width="stretch",
            on_click=_end,
        )
        st.caption(_MEANS)


def _end() -> None:
    reason = reason_of(_WHY)
    take(lambda treatment, moment: end(treatment, reason, moment))
