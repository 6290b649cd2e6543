"""The session that the page's address names, as it stands in the store."""

from dataclasses import dataclass

import streamlit as st

from planner.errors import PlannerError, StoreDamaged
from planner.files import read_visit
from planner.series.visit import Visit
from planner.storage.history import History, State, find_history
from planner.storage.patients import StoredPatient, find_patient_of
from planner.storage.principal import DESK
from planner.ui import state as screen
from planner.ui import writing
from planner.ui.amending import Attempt, attempted, looked_again, over_theirs
from planner.ui.last_read import read
from planner.ui.record import Recorded, find_recorded
from planner.ui.store import opened_store

SESSION = "session"  # its name in the address
_ATTEMPT, _SAVED = "session.attempt", "session.saved"
ERASED = "What was saved here has been erased; that it was saved, and when, is all that is left."


@dataclass(frozen=True, slots=True)
class ReadState:
    """A saved state as far as it can be read: its visit, or the sentence why there is none."""

    visit: Visit | None = None
    unreadable: str = ""


def asked_session() -> str:
    """Return the session that the address names; empty: none."""
    return str(st.query_params.get(SESSION, ""))


def find_record(session_id: str) -> tuple[History, StoredPatient]:
    """Return every saved state of a session, and whose it is.

    Raises
    ------
    StorageRefused
    """

    def found() -> tuple[History, StoredPatient]:
        history = find_history(opened_store(), DESK, session_id)
        return history, find_patient_of(opened_store(), DESK, history.patient_id)

    return read("record", session_id, found)


def recorded(session_id: str) -> Recorded:
    """Return a session as it stands in the record.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return read("recorded", session_id, lambda: find_recorded(opened_store(), DESK, session_id))


def read_state(state: State) -> ReadState:
    """Return what can be read of a saved state; nothing that was saved makes this raise."""
    if isinstance(state, StoreDamaged):
        return ReadState(unreadable=str(state))
    if state.body is None:
        return ReadState(unreadable=ERASED)
    return read_body(state.body)


def read_body(body: str) -> ReadState:
    """Return what can be read of a body."""
    try:
        return ReadState(read_visit(body))
    except PlannerError as refusal:
        return ReadState(unreadable=f"This state cannot be read: {refusal}")


def waiting() -> Attempt | None:
    """Return this screen's amendment of the session in the address, if one is not saved yet."""
    found = screen.held(_ATTEMPT)
    return found if isinstance(found, Attempt) and found.session_id == asked_session() else None


def attempt(one: Attempt) -> None:
    """Try to save an amendment; if that cannot be, it waits on this screen. For callbacks, as all below."""
    _leave(one, attempted(opened_store(), DESK, one))


def saved_session() -> str:
    """Return the session that this screen has just amended, once."""
    found = screen.held(_SAVED)
    screen.hold(_SAVED, None)
    return str(found or "")


def try_again() -> None:
    """Try to save the amendment that waits."""
    if one := waiting():
        attempt(one)


def keep_mine() -> None:
    """Save the amendment that waits on top of what it met."""
    if one := waiting():
        attempt(over_theirs(one))


def look_again() -> None:
    """Look at what is stored by now beside the amendment that waits."""
    if one := waiting():
        _leave(one, looked_again(opened_store(), DESK, one))


def let_go() -> None:
    """Let the amendment that waits go."""
    if one := waiting():
        writing.drop(one.session_id)
    screen.hold(_ATTEMPT, None)


def _leave(one: Attempt, left: Attempt | None) -> None:
    """Hold what is left of an amendment; nothing is once it is saved."""
    if left is None:
        writing.drop_sent(one.session_id)
    screen.hold(_ATTEMPT, left)
    screen.hold(_SAVED, one.session_id if left is None else None)
