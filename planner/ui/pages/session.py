"""A session's life: every saved state of it, each to be looked at, none to be changed."""

from pathlib import Path

import streamlit as st

from planner.errors import FileRefused, StorageRefused, StoreDamaged
from planner.series.difference import differences
from planner.storage.history import History, State
from planner.storage.moment import moment_of
from planner.storage.patients import StoredPatient
from planner.storage.revisions import Revision, SessionState
from planner.ui import clock, navigation, state, strings
from planner.ui.panels.amend import HINT, show_amend
from planner.ui.panels.away import show_away
from planner.ui.panels.clash import show_attempt
from planner.ui.panels.differences import show_differences
from planner.ui.panels.mark import show_mark
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.note import show_note, show_too_late
from planner.ui.panels.understanding import ask_understanding
from planner.ui.panels.visit_shown import show_notes, show_picture
from planner.ui.session_record import (
    asked_session,
    find_record,
    read_state,
    recorded,
    saved_session,
    waiting,
)

_STYLE = Path(__file__).parent.parent / "session.css"


def show() -> None:
    """Show the session that the address names, or why it cannot be shown."""
    st.html(_STYLE)
    show_not_saved()
    ask_understanding()
    if not asked_session():
        st.info("No session is named in the address: choose one from its patient.")
        _show_way_home()
        return
    try:
        history, patient = find_record(asked_session())
    except StorageRefused as refusal:
        st.error(str(refusal))
        st.button(strings.TRY_AGAIN, key="session.again")
        _show_way_home()
        return
    _show_head(history, patient)
    show_away("session")
    attempt = waiting()
    if attempt is not None:
        show_attempt(attempt, dark=_is_dark())
        return
    _show_states(history)


def _show_head(history: History, patient: StoredPatient) -> None:
    visit = read_state(history.head).visit
    day = f" · {visit.on:%Y-%m-%d}" if visit is not None else ""
    now = "damaged" if isinstance(history.head, StoreDamaged) else str(history.head.state)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="session_ways"):
        _show_way_home()
        if st.button(f"All sessions of {patient.code}", key="session.series", icon=":material/timeline:"):
            navigation.go_to_patient(navigation.SERIES, patient.code)
        show_mark()
    with st.container(key="session_head"):
        st.markdown(f"## Session of {patient.code}{day}")
        st.markdown(f"**{now.capitalize()}** · {_saved_text(history.version)}")


def _show_way_home() -> None:
    if st.button("Home", key="session.home", icon=":material/home:"):
        navigation.go_to_patient(navigation.HOME, "")


def _show_states(history: History) -> None:
    numbers = range(history.version, 0, -1)
    with st.container(key="session"):
        with st.container(key="session_panel"):
            n = st.radio(
                "Saved states, the latest first",
                numbers,
                format_func=lambda n: said_of(n, history.states[n - 1]),
                key=f"session.n.{history.version}",
            )
        _show_state(history, n)


def _saved_text(times: int) -> str:
    return "saved once" if times == 1 else f"saved {times} times, every state is kept below"


def said_of(n: int, saved: State) -> str:
    """Return a saved state in one line: ``3 · closed · 2026-11-26 10:31:07 · desk``."""
    if isinstance(saved, StoreDamaged):
        return f"{n} · damaged"
    reason = f" · {_plain(saved.reason)}" if saved.reason else ""
    return f"{n} · {saved.state} · {clock.said_moment(moment_of(saved.at_utc))} · {saved.author}{reason}"


def _plain(text: str) -> str:
    """Return what a user wrote so that the label, which is Markdown, shows it as it is."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:^=" else letter for letter in text)


def _show_state(history: History, n: int) -> None:
    read = read_state(history.states[n - 1])
    with st.container(key="session_map"):
        if read.visit is None:
            st.error(read.unreadable)
            return
        show_picture(read.visit, dark=_is_dark(), says=f"Saved state {n}")
    with st.container(key="session_notes"):
        st.markdown(f"### Saved state {n}")
        before = read_state(history.states[n - 2]).visit if n > 1 else None
        if before is not None:
            found = differences(before, read.visit)
            show_differences(found, says="What changed", was=f"state {n - 1}", becomes=f"state {n}")
        show_notes(read.visit, stem="session")
        is_head = n == history.version
        if is_head and isinstance(history.head, Revision):
            _show_changes(history, history.head)


def _show_changes(history: History, head: Revision) -> None:
    """Show what may still be changed: the note until the session is closed, from then on by amendment."""
    try:
        record = recorded(history.session_id)
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return
    if head.state is SessionState.CLOSED:
        _show_saved(history)
        show_too_late(record)
        show_amend(history)
    else:
        show_note(record)


def _show_saved(history: History) -> None:
    """Say once what was just saved, and if it looks as if it named somebody."""
    if saved_session() == history.session_id:
        st.success(f"Saved as state {history.version}.", icon=":material/check:")
        if hint := state.held(HINT):
            st.warning(str(hint))


def _is_dark() -> bool:
    return st.context.theme.type == "dark"
