"""The questions that are due, answered where they stand."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from planner.evidence.change import INFECTION_LATENCY
from planner.series.visit import Answer, QuestionKind
from planner.ui import record_state, state
from planner.ui.due import ToAsk
from planner.ui.entered_parts import answered
from planner.ui.panels.cited_sources import show_cited

_ASKED = {
    QuestionKind.NEXT_VISIT: "at the next session",
    QuestionKind.LATE: f"{INFECTION_LATENCY.high:.0f} weeks after it",
}
_WHY_LATE = "Why at 12 weeks"
FOLLOW_UP = "follow-up"


def show_questions(asked: Sequence[ToAsk], today: date) -> None:
    """Show the questions of today with the buttons that answer them, and how many come later."""
    due = [one for one in asked if one.question.is_due(today)]
    if not due:
        st.caption("Nothing is to be asked today.")
    for one in due:
        _show_question(one, today)
    later = [one.question.due for one in asked if one.question.due is not None and one.question.due > today]
    if later:
        st.caption(f"{len(later)} more to ask later, the next on {min(later):%Y-%m-%d}.")
    show_cited(_WHY_LATE, "questions.why", (INFECTION_LATENCY,))


def _show_question(one: ToAsk, today: date) -> None:
    stored, kind = one.stored, one.question.kind
    stem = f"questions.{stored.head.session_id}.{stored.head.n}.{kind.value}"
    with st.container(key=stem, border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{stored.code}** · session of {stored.visit.on:%Y-%m-%d} · to be asked {_ASKED[kind]}")
        for label, has_effects in (("No side effects", False), ("Side effects", True)):
            answer = Answer(kind, today, has_effects=has_effects)
            st.button(label, key=f"{stem}.{has_effects}", on_click=partial(_answer, one, answer))


def _answer(one: ToAsk, answer: Answer) -> None:
    """Keep an answer; whoever has side effects is shown next, for their places."""
    reason = f"{FOLLOW_UP}: asked {_ASKED[answer.question]}"
    is_taken = record_state.enter(one.stored, answered(answer), reason=reason)
    if answer.has_effects and is_taken:
        state.choose_patient(one.stored.code)
        state.choose_session(one.stored.head.session_id)
