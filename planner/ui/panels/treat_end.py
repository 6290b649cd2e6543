"""What a treatment came to, once no step is open."""

from collections import Counter

import streamlit as st

from planner.series.delivered import DeedKind, Delivery, Status
from planner.series.figures import given_ml
from planner.series.replan import skipped_session
from planner.ui import navigation, state
from planner.ui.laying_out import laid_out
from planner.ui.panels.treat_controls import show_undo
from planner.ui.panels.treat_outcome import show_outcome
from planner.ui.treatment import Treatment

S_PER_MIN = 60


def show_end(treatment: Treatment) -> None:
    """Show what the treatment came to, once no step is open."""
    delivery = treatment.delivery
    skipped = delivery.steps_that_are(Status.SKIPPED)
    st.markdown("## Done")
    with st.container(key="treat_figures", horizontal=True, gap="small"):
        st.metric("given", len(delivery.steps_that_are(Status.GIVEN)), width="content")
        st.metric("skipped", len(skipped), width="content")
        st.metric("added", len(delivery.added), width="content")
        st.metric("mL", f"{given_ml(treatment.course, delivery):.2f}", width="content")
        st.metric("min", _minutes(delivery), width="content")
    for reason, count in _reasons(delivery).items():
        st.text(f"Skipped, {count}: {reason}")
    _show_replan(treatment)
    show_undo(delivery)
    if treatment.refused:
        st.error(treatment.refused, icon=":material/block:")
    show_outcome(treatment.visit)


def _show_replan(treatment: Treatment) -> None:
    again = skipped_session(treatment.visit.session, treatment.course, treatment.delivery)
    if again is None:
        return
    if st.button("Plan what was skipped, on a new desk", key="treat.replan", icon=":material/restart_alt:"):
        state.begin_case(lambda board: laid_out(board, again))
        navigation.go_to(navigation.PLAN)


def _minutes(delivery: Delivery) -> str:
    return f"{delivery.worked_s(delivery.deeds[-1].moment) / S_PER_MIN:.0f}"


def _reasons(delivery: Delivery) -> Counter[str]:
    """Return how many steps were skipped for each reason; one given after all counts no more."""
    found: Counter[str] = Counter()
    skipped = set(delivery.steps_that_are(Status.SKIPPED))
    for deed in reversed(delivery.deeds):
        if deed.kind is DeedKind.SKIPPED:
            own = skipped & set(range(deed.first, deed.last + 1))
            found[deed.reason] += len(own)
            skipped -= own
    return +found
