"""Small builders of what a store keeps."""

import json
from datetime import UTC, datetime

from planner.storage.database import Database
from planner.storage.patients import PatientEntry, StoredPatient, add_patient
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, save_session, start_session

KEY = "0f" * 32
NOON = datetime(2026, 11, 25, 12, 3, 11, tzinfo=UTC)


def a_body(words: str = "") -> str:
    return json.dumps({"schema_version": 1, "words": words})


def a_patient(database: Database, note: str = "") -> StoredPatient:
    return add_patient(database, DESK, PatientEntry(1980, note=note), at=NOON)


def a_started_session(database: Database, words: str = "first") -> StoredSession:
    return start_session(database, DESK, a_patient(database).id, NewRevision(a_body(words), NOON))


def saved_as(
    database: Database, before: StoredSession, state: SessionState, words: str = ""
) -> StoredSession:
    new = NewRevision(a_body(words or state.value), NOON, state)
    return save_session(database, DESK, before.id, before.version, new)


def a_closed_session(database: Database) -> StoredSession:
    session = a_started_session(database)
    for state in (SessionState.PLANNED, SessionState.DONE, SessionState.CLOSED):
        session = saved_as(database, session, state)
    return session
