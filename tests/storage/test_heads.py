"""Over all patients: the last state of every session, and a search that leaves its trace."""

from planner.storage.audit import find_audit
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.heads import find_heads, search_heads
from planner.storage.patients import find_patients
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import SessionState
from tests.storage.records import NOON, a_closed_session, a_started_session, saved_as


def test_only_the_last_state_of_each_session_is_given(database: Database) -> None:
    first = saved_as(database, a_started_session(database, "old"), SessionState.PLANNED, "new")
    second = a_closed_session(database)

    heads = find_heads(database, DESK)

    assert {head.revision for head in heads} == {first.head, second.head}
    assert {head.code for head in heads} == {one.code for one in find_patients(database, DESK)}


def test_a_search_gives_what_is_wanted_and_the_audit_tells_how_much_but_not_what(database: Database) -> None:
    a_started_session(database, "batch A7")
    wanted = a_started_session(database, "batch B2")

    found = search_heads(database, DESK, lambda body: "B2" in body, action="batch searched", at=NOON)

    assert [head.revision for head in found] == [wanted.head]
    last = find_audit(database, DESK)[-1]
    assert (last.action, last.subject, last.detail) == ("batch searched", "", "1 of 2 sessions")


def test_another_clinic_and_erased_patients_are_never_searched(database: Database) -> None:
    started = a_started_session(database)
    other = Principal("someone", "another clinic")

    assert find_heads(database, other) == ()
    erase_patient(database, DESK, started.patient_id, at=NOON)
    assert find_heads(database, DESK) == ()
