"""Every saved state of a session can be looked at, whatever became of another one."""

import pytest

from planner.errors import NotInStore, StoreDamaged
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.history import find_history
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import Revision, SessionState
from planner.storage.sessions import find_session
from planner.storage.tables import revision_body
from tests.storage.behind_our_back import without_guards
from tests.storage.records import NOON, a_closed_session


def test_every_state_of_a_session_is_there_the_oldest_first(database: Database) -> None:
    closed = a_closed_session(database)

    history = find_history(database, DESK, closed.id)

    assert [state.state for state in history.states if isinstance(state, Revision)] == list(SessionState)
    assert history.head == closed.head
    assert (history.version, history.patient_id) == (closed.version, closed.patient_id)


def test_a_damaged_state_leaves_the_others_to_be_looked_at(file_database: Database) -> None:
    closed = a_closed_session(file_database)
    spoilt = revision_body.update().where(revision_body.c.n == 2).values(body='{"schema_version":1}')
    with file_database.engine.begin() as connection:
        without_guards(connection, spoilt)

    history = find_history(file_database, DESK, closed.id)

    assert [isinstance(state, StoreDamaged) for state in history.states] == [False, True, False, False]
    assert "verify" in str(history.states[1])


def test_nobody_else_sees_a_session_and_an_erased_one_is_gone(file_database: Database) -> None:
    closed = a_closed_session(file_database)

    with pytest.raises(NotInStore):
        find_history(file_database, Principal("desk", "another"), closed.id)
    erase_patient(file_database, DESK, find_session(file_database, DESK, closed.id).patient_id, at=NOON)
    with pytest.raises(NotInStore):
        find_history(file_database, DESK, closed.id)
