"""What the other sessions of a desk's patient say to it: skin that rests, questions that are due."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.follow_up import due_questions
from planner.series.rest_map import RestMap, rest_map
from planner.series.visit import Visit
from planner.storage.patients import find_patient_of
from planner.storage.principal import DESK
from planner.storage.sessions import find_session
from planner.ui import state, treatment_state
from planner.ui.board import Board
from planner.ui.store import opened_store
from planner.ui.stored_visits import series_of

FRESH_S = 30.0  # ours: what another tablet gives meanwhile is seen this late
NOTHING = RestMap(np.empty((0, 2)), np.empty(0))


@dataclass(frozen=True, slots=True)
class Asked:
    """A patient who is to be asked today, about which days."""

    code: str
    about: tuple[date, ...]


def resting_on(board: Board) -> RestMap:
    """Return what still rests of the other sessions of this desk's patient; nothing on a desk for practice.

    A store that cannot be read just now takes away what is only looked at, and nothing else.
    """
    session_id = state.session_id()
    if not session_id:
        return NOTHING
    try:
        return _resting(session_id, treatment_state.today(), board.rest_days)
    except (StorageRefused, FileRefused):
        return NOTHING


def asked_on_desk() -> Asked:
    """Return what is to be asked of this desk's patient today; a store that cannot be read asks nothing."""
    session_id = state.session_id()
    try:
        return _asked(session_id, treatment_state.today()) if session_id else Asked("", ())
    except (StorageRefused, FileRefused):
        return Asked("", ())


def look_again() -> None:
    """Read the other sessions anew at the next look, since something was saved."""
    _resting.clear()
    _asked.clear()


@st.cache_resource(ttl=FRESH_S, max_entries=200, show_spinner=False)
def _resting(session_id: str, today: date, days: int) -> RestMap:
    """Return the same object for a while: the pad's picture of it is kept by it."""
    others = [visit for an_id, visit in _series(session_id)[1] if an_id != session_id]
    return rest_map(others, today, fades_after_days=days)


@st.cache_resource(ttl=FRESH_S, max_entries=200, show_spinner=False)
def _asked(session_id: str, today: date) -> Asked:
    code, series = _series(session_id)
    visits = [visit for _, visit in series]
    due = due_questions(visits, today)
    return Asked(code, tuple(dict.fromkeys(visits[question.visit].on for question in due)))


def _series(session_id: str) -> tuple[str, list[tuple[str, Visit]]]:
    """Return the code of a session's patient, and every session by its day with its id.

    What was given counts from the first needle on, whether the treatment has ended or not.
    """
    database = opened_store()
    patient = find_patient_of(database, DESK, find_session(database, DESK, session_id).patient_id)
    series = series_of(database, DESK, patient).visits
    return patient.code, [(one.head.session_id, one.visit) for one in series]
