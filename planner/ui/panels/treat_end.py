"""What a treatment came to, once no step is open."""

import streamlit as st

from planner.body import FittedMap
from planner.errors import FileRefused, StorageRefused
from planner.series.delivered import Delivery, Status
from planner.series.ending import skip_reasons
from planner.series.figures import given_ml
from planner.series.replan import skipped_session
from planner.session import Session
from planner.storage.revisions import SessionState
from planner.ui import navigation, state, strings, treatment_state
from planner.ui.kept_treatment import Kept
from planner.ui.laying_out import laid_out
from planner.ui.panels.note import show_note, show_too_late
from planner.ui.panels.treat_adding import show_add, show_added, show_asking
from planner.ui.panels.treat_controls import show_undo
from planner.ui.panels.treat_outcome import show_outcome
from planner.ui.record import Recorded
from planner.ui.treatment import Treatment

S_PER_MIN = 60


def show_end(kept: Kept, fitted: FittedMap) -> None:
    """Show what the treatment came to, once no step is open, and what is still to be written down."""
    treatment = kept.treatment
    delivery = treatment.delivery
    skipped = delivery.steps_that_are(Status.SKIPPED)
    st.header("Done", anchor=False)
    with st.container(key="treat_figures", horizontal=True, gap="small"):
        st.metric("given", len(delivery.steps_that_are(Status.GIVEN)), width="content")
        st.metric("skipped", len(skipped), width="content")
        st.metric("added", len(delivery.added), width="content")
        st.metric("mL", f"{given_ml(treatment.course, delivery):.2f}", width="content")
        st.metric("min", _minutes(delivery), width="content")
    for reason, count in skip_reasons(delivery).items():
        st.text(f"Skipped, {count}: {reason}")
    show_added(delivery.added, fitted)
    recorded, refused = _recorded(kept)
    if refused:
        _show_refused(refused)
    else:
        _show_replan(treatment, recorded)
    if recorded is not None and recorded.state is SessionState.CLOSED:
        _show_closed(recorded)
        return
    with st.container(key="treat_row", horizontal=True, gap="small"):
        show_undo(delivery)
        show_add(treatment)
    show_asking(treatment)
    if treatment.refused:
        st.error(treatment.refused, icon=":material/block:")
    show_outcome(treatment.visit)
    if recorded is not None:
        show_note(recorded)
        _show_closing(recorded)


def _recorded(kept: Kept) -> tuple[Recorded | None, str]:
    """Return the session in the record, if it is one, and the sentence that says why it cannot be read."""
    try:
        return treatment_state.recorded(kept), ""
    except (StorageRefused, FileRefused) as refusal:
        return None, str(refusal)


def _show_refused(refused: str) -> None:
    st.error(refused, icon=":material/cloud_off:")
    st.button(strings.TRY_AGAIN, key="treat.retry")


def _show_closing(recorded: Recorded) -> None:
    if word := state.take_word():
        st.error(word, icon=":material/block:")
    st.button(
        "Close the session",
        key="treat.close",
        icon=":material/lock:",
        width="stretch",
        on_click=treatment_state.close,
        args=(recorded.session.id,),
    )
    st.caption(strings.CLOSE_MEANS)


def _show_closed(recorded: Recorded) -> None:
    st.info(strings.IS_CLOSED, icon=":material/lock:")
    show_too_late(recorded)
    if st.button(
        "Saved states and corrections", key="treat.states", icon=":material/history:", width="stretch"
    ):
        navigation.go_to(navigation.SESSION, session=recorded.session.id)
    if st.button("Side effects and questions", key="treat.effects", icon=":material/sick:", width="stretch"):
        navigation.go_to_patient(navigation.FOLLOW_UP, recorded.patient.code)


def _show_replan(treatment: Treatment, recorded: Recorded | None) -> None:
    again = skipped_session(treatment.visit.session, treatment.course, treatment.delivery)
    if again is None:
        return
    if st.button("Plan what was skipped, on a new desk", key="treat.replan", icon=":material/restart_alt:"):
        if recorded is not None:  # more needles are another session of the same patient
            _go_to_another(recorded, again)
            return
        state.begin_case(lambda board: laid_out(board, again))
        navigation.go_to(navigation.PLAN)


def _go_to_another(recorded: Recorded, again: Session) -> None:
    try:
        begun = treatment_state.begin_another(recorded, again)
    except StorageRefused as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return
    navigation.go_to(navigation.PLAN, case=begun)


def _minutes(delivery: Delivery) -> str:
    return f"{delivery.worked_s(delivery.deeds[-1].moment) / S_PER_MIN:.0f}"
