"""From the plan to its treatment, and into the record of the patient whose desk it is."""

from collections.abc import Callable

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.life import planned_visit
from planner.series.visit import Visit
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui import navigation, record, state, strings
from planner.ui.planned import Planned
from planner.ui.record import Recorded
from planner.ui.store import now, opened_store


def show_way_to_treat(result: Planned) -> None:
    """Show the button, as soon as there is something to give."""
    if result.plan is None or not (result.plan.totals.punctures or result.plan.totals.passes):
        return
    try:
        recorded = state.recorded()
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return
    if recorded is not None and recorded.is_over:
        _show_over(recorded)
        return
    with st.container(key="ways", horizontal=True, vertical_alignment="center", gap="small"):
        is_asked = st.button("Treat", key="plan.treat", icon=":material/syringe:", width="stretch")
        if is_asked and (recorded is None or _is_kept(result)):
            navigation.go_to(navigation.TREAT)
        if recorded is not None:
            _show_keeping(recorded, result)


def _show_over(recorded: Recorded) -> None:
    st.info(strings.DESK_IS_OVER.format(state=recorded.state), icon=":material/lock:")
    if st.button("Treatment", key="plan.treated", icon=":material/syringe:", width="stretch"):
        navigation.go_to(navigation.TREAT)


def _show_keeping(recorded: Recorded, result: Planned) -> None:
    """Show whether the plan stands in the record as it is here, and the button that keeps it there."""
    if recorded.state is SessionState.PLANNED and _step(result)(recorded.visit) == recorded.visit:
        st.caption(strings.PLAN_IS_KEPT)
        return
    is_new = recorded.state is SessionState.DRAFT
    label = strings.KEEP_AS_PLANNED if is_new else strings.KEEP_AS_PLANNED_NOW
    is_asked = st.button(label, key="plan.keep", icon=":material/event_available:", width="stretch")
    if is_asked and _is_kept(result):
        st.rerun()


def _step(result: Planned) -> Callable[[Visit], Visit]:
    ghosts = state.board().ghosts
    return lambda visit: planned_visit(visit, result.session, ghosts, result.plan)


def _is_kept(result: Planned) -> bool:
    """Keep the plan in the record, or say why that cannot be."""
    try:
        record.keep_planned(opened_store(), DESK, state.session_id(), _step(result), at=now())
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return False
    return True
