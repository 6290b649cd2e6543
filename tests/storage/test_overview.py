from datetime import timedelta

from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.overview import find_overview
from planner.storage.patients import PatientEntry, add_patient
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import start_session
from tests.storage.records import NOON, a_body, a_closed_session, a_patient, a_started_session, saved_as


def test_patients_are_listed_with_how_far_their_sessions_have_come(database: Database) -> None:
    closed = a_closed_session(database)
    later = start_session(database, DESK, closed.patient_id, NewRevision(a_body(), NOON + timedelta(days=7)))
    planned = saved_as(database, a_started_session(database), SessionState.PLANNED)

    lines = {line.patient.id: line for line in find_overview(database, DESK)}

    assert [(one.id, one.state) for one in lines[closed.patient_id].sessions] == [
        (closed.id, SessionState.CLOSED),
        (later.id, SessionState.DRAFT),
    ]
    assert [one.state for one in lines[planned.patient_id].sessions] == [SessionState.PLANNED]


def test_whoever_was_seen_last_comes_first(database: Database) -> None:
    seen = a_started_session(database)
    new = add_patient(database, DESK, PatientEntry(), at=NOON + timedelta(minutes=1))
    old = add_patient(database, DESK, PatientEntry(), at=NOON - timedelta(days=1))

    assert [line.patient.id for line in find_overview(database, DESK)] == [new.id, seen.patient_id, old.id]


def test_nobody_who_was_erased_or_is_another_clinics_is_listed(database: Database) -> None:
    erased = a_started_session(database)
    a_patient(database)
    erase_patient(database, DESK, erased.patient_id, at=NOON)

    assert erased.patient_id not in {line.patient.id for line in find_overview(database, DESK)}
    assert find_overview(database, Principal("stranger", "another clinic")) == ()
