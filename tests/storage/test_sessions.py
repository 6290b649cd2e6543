from dataclasses import replace
from datetime import timedelta

import pytest

from planner.errors import FileRefused, NotInStore, NumberNotFinite, SavedElsewhere, StepNotAllowed
from planner.storage.database import Database
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import (
    amend_session,
    find_revisions,
    find_series,
    find_session,
    save_session,
    start_session,
)
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_closed_session, a_patient, a_started_session, saved_as

STRANGER = Principal("stranger", "another clinic")


def test_a_session_lives_from_draft_to_closed_and_every_state_can_be_looked_at(database: Database) -> None:
    session = a_closed_session(database)

    revisions = find_revisions(database, DESK, session.id)

    assert [revision.state.value for revision in revisions] == ["draft", "planned", "done", "closed"]
    assert [revision.n for revision in revisions] == [1, 2, 3, 4]
    assert [revision.body for revision in revisions[:2]] == [a_body("first"), a_body("planned")]
    assert find_session(database, DESK, session.id) == session
    assert verify(database).problems == ()


@pytest.mark.parametrize("state", [SessionState.DONE, SessionState.CLOSED])
def test_no_step_of_a_session_is_left_out(database: Database, state: SessionState) -> None:
    session = a_started_session(database)

    with pytest.raises(StepNotAllowed, match=f"draft cannot become {state.value}"):
        saved_as(database, session, state)

    assert find_session(database, DESK, session.id) == session


def test_a_session_does_not_go_back(database: Database) -> None:
    session = saved_as(database, a_started_session(database), SessionState.PLANNED)

    with pytest.raises(StepNotAllowed, match="planned cannot become draft"):
        saved_as(database, session, SessionState.DRAFT)


def test_a_session_begins_as_a_draft(database: Database) -> None:
    patient = a_patient(database)

    with pytest.raises(StepNotAllowed):
        start_session(database, DESK, patient.id, NewRevision(a_body(), NOON, SessionState.DONE))

    assert find_series(database, DESK, patient.id) == ()


def test_a_closed_session_changes_only_by_an_amendment_with_a_reason(database: Database) -> None:
    session = a_closed_session(database)
    silent = NewRevision(a_body("better"), NOON, SessionState.CLOSED)

    with pytest.raises(StepNotAllowed, match="reason"):
        save_session(database, DESK, session.id, session.version, silent)
    with pytest.raises(StepNotAllowed, match="reason"):
        amend_session(database, DESK, session.id, session.version, replace(silent, reason="  "))
    reasoned = replace(silent, reason="The batch was misread.")
    amended = amend_session(database, DESK, session.id, session.version, reasoned)

    assert amended.head.reason == "The batch was misread."
    assert [r.body for r in find_revisions(database, DESK, session.id)][-2:] == [
        a_body("closed"),
        a_body("better"),
    ]


def test_the_later_of_two_tablets_sees_both_states_and_chooses(database: Database) -> None:
    session = a_started_session(database)
    saved_as(database, session, SessionState.DRAFT, "of the first tablet")

    with pytest.raises(SavedElsewhere) as conflict:
        saved_as(database, session, SessionState.DRAFT, "of the second tablet")
    chosen = NewRevision(conflict.value.mine, NOON)
    kept = save_session(database, DESK, session.id, conflict.value.version, chosen)

    assert conflict.value.mine == a_body("of the second tablet")
    assert conflict.value.theirs == a_body("of the first tablet")
    assert kept.version == 3
    assert len(find_revisions(database, DESK, session.id)) == 3


def test_a_save_that_is_repeated_because_nobody_knows_whether_it_got_through_saves_once(
    database: Database,
) -> None:
    patient = a_patient(database)
    first, second = NewRevision(a_body("first"), NOON), NewRevision(a_body("second"), NOON)

    session = start_session(database, DESK, patient.id, first)
    again = start_session(database, DESK, patient.id, first)
    saved = save_session(database, DESK, session.id, 1, second)
    saved_again = save_session(database, DESK, session.id, 1, second)

    assert session == again
    assert saved == saved_again
    assert len(find_revisions(database, DESK, session.id)) == 2
    assert len(find_series(database, DESK, patient.id)) == 1


def test_revisions_keep_their_order_when_the_clock_goes_back(database: Database) -> None:
    session = a_started_session(database)

    earlier = NewRevision(a_body("later"), NOON - timedelta(hours=1))
    save_session(database, DESK, session.id, 1, earlier)

    assert [r.body for r in find_revisions(database, DESK, session.id)] == [a_body("first"), a_body("later")]
    assert verify(database).is_sound


def test_a_series_holds_the_sessions_of_one_patient_in_their_order(database: Database) -> None:
    patient = a_patient(database)
    a_started_session(database, "of another patient")

    second = start_session(database, DESK, patient.id, NewRevision(a_body(), NOON + timedelta(days=7)))
    first = start_session(database, DESK, patient.id, NewRevision(a_body(), NOON))

    assert find_series(database, DESK, patient.id) == (first, second)


def test_another_clinic_sees_nothing(database: Database) -> None:
    session = a_started_session(database)

    with pytest.raises(NotInStore):
        find_session(database, STRANGER, session.id)
    with pytest.raises(NotInStore):
        find_revisions(database, STRANGER, session.id)
    with pytest.raises(NotInStore):
        find_series(database, STRANGER, session.patient_id)
    with pytest.raises(NotInStore):
        save_session(database, STRANGER, session.id, 1, NewRevision(a_body("forged"), NOON))
    with pytest.raises(NotInStore):
        start_session(database, STRANGER, session.patient_id, NewRevision(a_body("forged"), NOON))


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"schema_version": "1"}', '{"schema_version": NaN}', "null"]
)
def test_what_could_not_be_read_again_is_not_kept(database: Database, body: str) -> None:
    session = a_started_session(database)

    with pytest.raises((FileRefused, NumberNotFinite)):
        save_session(database, DESK, session.id, 1, NewRevision(body, NOON))

    assert find_session(database, DESK, session.id).version == 1


def test_a_moment_without_its_time_zone_is_a_mistake_of_ours(database: Database) -> None:
    patient = a_patient(database)

    with pytest.raises(ValueError, match="time zone"):
        start_session(database, DESK, patient.id, NewRevision(a_body(), NOON.replace(tzinfo=None)))
