"""The card of one patient: what is open, what was done, and what comes next."""

import streamlit as st

from planner.series.delivered import Status
from planner.series.figures import given_counts
from planner.series.life import is_ended
from planner.series.visit import Visit
from planner.series.visit_words import count_text
from planner.storage.patients import StoredPatient
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui import home_state, navigation, strings, treatment_state, write_ids
from planner.ui.panels.away import show_away
from planner.ui.panels.patient_data import show_data
from planner.ui.panels.patient_entry import show_entry
from planner.ui.panels.unread import show_unread
from planner.ui.record import visit_of
from planner.ui.seen_records import born

_ICONS = {
    SessionState.DRAFT: "edit_note",
    SessionState.PLANNED: "event_available",
    SessionState.DONE: "check_circle",
    SessionState.CLOSED: "lock",
}


def show_card(patient: StoredPatient) -> None:
    """Show everything that can be done for a patient."""
    series = [(session, visit_of(session)) for session in home_state.series_of(patient)]
    begun, now = home_state.treated_cases(patient), home_state.by_now(patient).visits
    by_now = {one.head.session_id: one.visit for one in now}
    series_by_now = [(session, by_now.get(session.id, visit)) for session, visit in series]
    show_away("home")
    show_unread(now)
    with st.container(key="home"):
        with st.container(key="home_patient"):
            _show_patient(patient)
            _show_beginnings(patient, series)
        with st.container(key="home_sessions"):
            _show_sessions(series_by_now, begun)
        with st.container(key="home_data"):
            show_data(patient)


def _show_patient(patient: StoredPatient) -> None:
    entry = patient.entry
    st.header(patient.code, anchor=False)
    known = [born(entry.birth_from_year), "" if entry.sex == "unspecified" else strings.SEXES[entry.sex]]
    if said := " · ".join(one for one in known if one):
        st.markdown(said)
    if entry.note:
        st.text(entry.note)
    with st.container(horizontal=True, gap="small", key="home_ways"):
        if st.button("Series", key="home.series", icon=":material/timeline:"):
            navigation.go_to_patient(navigation.SERIES, patient.code)
        if st.button("Side effects and questions", key="home.effects", icon=":material/sick:"):
            navigation.go_to_patient(navigation.FOLLOW_UP, patient.code)
    with st.popover("Change the entry", icon=":material/edit:", width="stretch", key="home.entry"):
        show_entry(patient)


def _show_beginnings(patient: StoredPatient, series: list[tuple[StoredSession, Visit]]) -> None:
    last_session, last = series[-1] if series else (None, None)
    is_open = last_session is not None and not is_over(last_session.state)
    if last is not None:
        st.button(
            "New session from the last one",
            key="home.follow",
            type="secondary" if is_open else "primary",
            icon=":material/history:",
            width="stretch",
            on_click=home_state.begin,
            args=(patient, home_state.following_visit(last), write_ids.write_id(f"follow {patient.id}")),
        )
        st.caption("What was found last time waits on the map, to be confirmed or let go.")
    st.button(
        "New session on an empty back",
        key="home.begin",
        type="primary" if last is None else "secondary",
        icon=":material/add:",
        width="stretch",
        on_click=home_state.begin,
        args=(patient, home_state.fresh_visit(patient, last), write_ids.write_id(f"begin {patient.id}")),
    )


def _show_sessions(series: list[tuple[StoredSession, Visit]], begun: frozenset[str]) -> None:
    st.header("Sessions", anchor=False)
    if not series:
        st.info("No session yet.", icon=":material/event_available:")
    for number, (session, visit) in reversed(list(enumerate(series, start=1))):
        with st.container(key=f"home_session_{session.id}", border=True):
            _show_session(number, session, visit, is_begun=session.id in begun)


def _show_session(number: int, session: StoredSession, visit: Visit, *, is_begun: bool) -> None:
    state = f":material/{_ICONS[session.state]}: {strings.STATES[session.state]}"
    st.markdown(f"**{number} · {visit.on:%Y-%m-%d}** · {state}  \n{said_of(visit)}")
    with st.container(horizontal=True, gap="small"):
        _show_ways(session, is_begun=is_begun and not is_ended(visit))


def _show_ways(session: StoredSession, *, is_begun: bool) -> None:
    if not is_over(session.state):
        if is_begun and st.button("Go on treating", key=f"home.treat.{session.id}", type="primary"):
            navigation.go_to(navigation.TREAT, case=session.id)
        if st.button(
            "Go on",
            key=f"home.go.{session.id}",
            type="secondary" if is_begun else "primary",
            icon=":material/play_arrow:",
        ):
            navigation.go_to(navigation.PLAN, case=session.id)
    if session.state is SessionState.DONE:
        if is_begun and st.button("Treatment", key=f"home.treated.{session.id}"):
            navigation.go_to(navigation.TREAT, case=session.id)
        st.button(
            "Close it", key=f"home.close.{session.id}", on_click=treatment_state.close, args=(session.id,)
        )

    if st.button("Saved states", key=f"home.states.{session.id}", icon=":material/history:"):
        navigation.go_to(navigation.SESSION, case="", session=session.id)


def is_over(state: SessionState) -> bool:
    """Tell whether a session's treatment has ended."""
    return state in {SessionState.DONE, SessionState.CLOSED}


def said_of(visit: Visit) -> str:
    """Return a visit in one line: what was found, what was planned or given, and what came of it."""
    count = len(visit.session.findings)
    parts = [f"{count} finding{'' if count == 1 else 's'}"]
    if visit.ghosts:
        parts.append(f"{len(visit.ghosts)} to be confirmed")
    if visit.course is not None and visit.delivery is not None and visit.delivery.deeds:
        parts.append(f"{_counted(*given_counts(visit.course, visit.delivery))} given")
        skipped = len(visit.delivery.steps_that_are(Status.SKIPPED))
        still_open = len(visit.delivery.steps_that_are(Status.OPEN))
        parts += [f"{skipped} skipped"] if skipped else []
        parts += [f"{still_open} open"] if still_open else []
    elif visit.course is not None:
        legs = visit.course.legs
        planned = sum(len(leg.grid) for leg in legs), sum(len(leg.passes) for leg in legs)
        parts.append(f"{_counted(*planned)} planned")
    if visit.before.nrs is not None and visit.after.nrs is not None:
        parts.append(f"NRS {visit.before.nrs} before, {visit.after.nrs} soon after")
    return " · ".join(parts)


def _counted(punctures: int, passes: int) -> str:
    said = [count_text(punctures, "puncture")] if punctures or not passes else []
    return ", ".join(said + ([count_text(passes, "pass", "passes")] if passes else []))
