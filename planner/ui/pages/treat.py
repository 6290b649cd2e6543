"""The treatment: the plan ticked off point by point, with one hand, readable at arm's length."""

from pathlib import Path

import streamlit as st

from planner.body import FittedMap
from planner.errors import FileRefused, PlannerError, StorageRefused
from planner.session import Session
from planner.ui import clock, navigation, state, strings, treatment_state
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.kept_treatment import Kept
from planner.ui.panels.no_desk import show_no_desk
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.of_patient import show_of_patient
from planner.ui.panels.treat_adding import asked_point
from planner.ui.panels.treat_beginning import show_beginning
from planner.ui.panels.treat_controls import show_controls
from planner.ui.panels.treat_end import show_end
from planner.ui.planned import planned
from planner.ui.treat_map import map_data, read_tap, show_map, shows_adding
from planner.ui.treatment import point_in_hand, tapped

_STYLE = Path(__file__).parent.parent / "treat.css"
_MAP, _LIVE = "treat.map", "treat.live"
_READY = "Map: the whole plan, its first step lit"
RETRY_S = 4.0


def show() -> None:
    """Show the treatment of the case in the page's address, or how to begin it."""
    st.html(_STYLE)
    show_not_saved()
    if not state.is_understood():
        navigation.go_to(navigation.PLAN)
    if state.names_no_desk():
        show_no_desk()
        return
    _show_live()


@st.fragment(key=_LIVE)
def _show_live() -> None:
    """Show what runs again at every deed."""
    with st.container(key="treat_head", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Back to the plan", key="treat.back", icon=":material/arrow_back:"):
            navigation.go_to(navigation.PLAN)
        st.markdown(_title(), width="content")
        show_of_patient("treat")
    try:
        kept = treatment_state.find()
    except (StorageRefused, FileRefused) as refusal:
        _show_refused(refusal)
        return
    if kept is None:
        _show_beginning()
    else:
        _show_treatment(kept)


def _title() -> str:
    """Return the title, with the mark of demonstration data below it: no higher than a button."""
    return f"**Treatment**  \n**{strings.DEMONSTRATION}**" if state.is_demonstration() else "**Treatment**"


def _show_refused(refusal: PlannerError) -> None:
    st.error(str(refusal))
    st.button(strings.TRY_AGAIN, key="treat.retry")


def _show_beginning() -> None:
    result = planned(state.board().session)
    if result.plan is None or not (result.plan.totals.punctures or result.plan.totals.passes):
        st.info("There is nothing to treat yet: mark points and choose a technique on the plan first.")
        return
    try:
        treatment = treatment_state.ready(result.session, result.plan)
    except (StorageRefused, FileRefused) as refusal:
        _show_refused(refusal)
        return
    with st.container(key="treat"):
        with st.container(key="treat_map"):
            is_dark = st.context.theme.type == "dark"
            data = map_data(treatment, result.fitted, event=state.value_of(_MAP), dark=is_dark)
            show_map(data | {"whole": True, "says": _READY}, _MAP, _nothing)
        with st.container(key="treat_controls"):
            _show_word()
            show_beginning(result, treatment, _begin)


def _begin() -> None:
    session = state.board().session
    plan = planned(session).plan
    if plan is not None:
        treatment_state.begin(session, plan)


def _nothing() -> None:
    """Let a tap on the map pass: it gives nothing before the treatment has begun."""


def _show_treatment(kept: Kept) -> None:
    treatment = kept.treatment
    session = treatment.visit.session
    with st.container(key="treat"):
        with st.container(key="treat_map"):
            is_dark = st.context.theme.type == "dark"
            data = map_data(treatment, _fitted(session), event=state.value_of(_MAP), dark=is_dark)
            show_map(data, _MAP, _take_tap)
        with st.container(key="treat_controls"):
            _show_saved(kept)
            if treatment.delivery.next_step:
                _show_word()
                show_controls(treatment, _fitted(session))
            else:
                show_end(kept, _fitted(session))
            if not treatment.delivery.deeds and session != state.board().session:
                st.warning("The plan of the desk has changed since this treatment was begun.")
                st.button("Take the plan of the desk", key="treat.again", on_click=_begin)


def _show_word() -> None:
    """Say why what was asked for last was refused, if it was."""
    if word := state.take_word():
        st.error(word, icon=":material/block:")


def _show_saved(kept: Kept) -> None:
    if kept.failure:
        st.error(f"**{strings.NOT_SAVED}** {kept.failure}", icon=":material/cloud_off:")
        _retry()
    elif kept.saved_at is not None:
        st.caption(f"Saved {kept.saved_at.astimezone(clock.zone()):%H:%M:%S}")


@st.fragment(run_every=RETRY_S)
def _retry() -> None:
    try:
        kept = treatment_state.find()
    except (StorageRefused, FileRefused):
        return  # why it is not saved stands above already
    if kept is not None and not kept.failure:
        st.rerun()


def _take_tap() -> None:
    event = state.value_of(_MAP)
    tap, adding = read_tap(event), shows_adding(event)
    if tap is None:
        return
    drawn, reach_mm = tap
    moment, asked = treatment_state.now(), asked_point()
    treatment_state.change(
        lambda treatment: tapped(
            treatment,
            _fitted(treatment.visit.session).on_skin(drawn),
            _fitted(treatment.visit.session),
            reach_mm=reach_mm,
            moment=moment,
            adding=(asked or point_in_hand(treatment)) if adding else None,
        )
    )


def _fitted(session: Session) -> FittedMap:
    return fitted_map(BodyWanted(session.body_map, session.patient, session.position))
