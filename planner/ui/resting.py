"""Where skin still rests on the back of the patient whose session a desk belongs to."""

from datetime import date

import numpy as np
import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.rest_map import RestMap, rest_map
from planner.storage.principal import DESK
from planner.storage.sessions import find_series, find_session
from planner.ui import state, treatment_state
from planner.ui.board import Board
from planner.ui.record import visit_of
from planner.ui.store import opened_store

FRESH_S = 30.0  # ours: what another tablet gives meanwhile is seen this late
NOTHING = RestMap(np.empty((0, 2)), np.empty(0))


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


@st.cache_resource(ttl=FRESH_S, max_entries=200, show_spinner=False)
def _resting(session_id: str, today: date, days: int) -> RestMap:
    """Return the same object for a while: the pad's picture of it is kept by it."""
    database = opened_store()
    session = find_session(database, DESK, session_id)
    series = find_series(database, DESK, session.patient_id)
    others = [visit_of(one) for one in series if one.id != session_id]
    return rest_map(others, today, fades_after_days=days)
