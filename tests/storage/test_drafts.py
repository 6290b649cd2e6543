from dataclasses import replace
from datetime import timedelta

import pytest

from planner.errors import NotInStore, SavedElsewhere
from planner.storage.database import Database
from planner.storage.drafts import (
    NewDraft,
    draft_version,
    draft_versions,
    find_draft,
    find_drafts,
    save_draft,
)
from planner.storage.patients import find_patient_of
from planner.storage.principal import DESK, Principal
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_started_session

CASE = "0123456789abcdef"
STRANGER = Principal("stranger", "another clinic")


def test_a_draft_is_found_as_it_was_last_kept(database: Database) -> None:
    first = save_draft(database, DESK, NewDraft(CASE, 0, a_body("one")), at=NOON)
    second = save_draft(database, DESK, NewDraft(CASE, first.version, a_body("two")), at=NOON)

    assert find_draft(database, DESK, CASE) == second
    assert (second.body, second.version) == (a_body("two"), 2)
    assert draft_version(database, DESK, CASE) == 2
    assert verify(database).is_sound


def test_nothing_is_kept_under_a_case_that_nobody_used(database: Database) -> None:
    assert find_draft(database, DESK, CASE) is None
    assert draft_version(database, DESK, CASE) == 0


@pytest.mark.parametrize("version", [0, 1])
def test_a_draft_made_from_an_older_state_overwrites_nothing(database: Database, version: int) -> None:
    for number in range(2):
        save_draft(database, DESK, NewDraft(CASE, number, a_body(f"state {number}")), at=NOON)

    with pytest.raises(SavedElsewhere) as conflict:
        save_draft(database, DESK, NewDraft(CASE, version, a_body("mine")), at=NOON)

    assert (conflict.value.mine, conflict.value.theirs) == (a_body("mine"), a_body("state 1"))
    assert conflict.value.version == draft_version(database, DESK, CASE) == 2


def test_keeping_a_draft_twice_under_one_id_keeps_it_once(database: Database) -> None:
    first = NewDraft(CASE, 0, a_body("one"))
    second = NewDraft(CASE, 1, a_body("two"))

    for draft in (first, first, second, second):
        save_draft(database, DESK, draft, at=NOON)

    assert draft_version(database, DESK, CASE) == 2


def test_drafts_that_belong_together_are_kept_together_or_not_at_all(database: Database) -> None:
    beside = f"{CASE}.beside"
    save_draft(
        database, DESK, NewDraft(CASE, 0, a_body("desk")), at=NOON, also=[NewDraft(beside, 0, a_body("a"))]
    )

    with pytest.raises(SavedElsewhere):
        save_draft(
            database,
            DESK,
            NewDraft(CASE, 0, a_body("late")),
            at=NOON,
            also=[NewDraft(beside, 1, a_body("b"))],
        )

    assert draft_versions(database, DESK, (CASE, beside, "none")) == (1, 1, 0)
    kept = find_draft(database, DESK, beside)
    assert kept is not None
    assert kept.body == a_body("a")


def test_a_draft_of_another_clinic_is_neither_seen_nor_overwritten(database: Database) -> None:
    save_draft(database, DESK, NewDraft(CASE, 0, a_body("ours")), at=NOON)

    assert find_draft(database, STRANGER, CASE) is None
    for version in (0, 1):
        with pytest.raises(NotInStore):
            save_draft(database, STRANGER, NewDraft(CASE, version, a_body("theirs")), at=NOON)
    kept = find_draft(database, DESK, CASE)
    assert kept is not None
    assert kept.body == a_body("ours")


def test_a_draft_may_belong_to_a_session_of_the_clinic_only(database: Database) -> None:
    session = a_started_session(database)
    draft = NewDraft(CASE, 0, a_body(), session_id=session.id)

    kept = save_draft(database, DESK, draft, at=NOON)

    assert kept.session_id == session.id
    with pytest.raises(NotInStore):
        save_draft(database, STRANGER, replace(draft, case="f" * 16), at=NOON)


def test_the_desks_and_treatments_of_a_patient_are_found_the_latest_first(database: Database) -> None:
    session = a_started_session(database)
    patient = find_patient_of(database, DESK, session.patient_id)
    save_draft(database, DESK, NewDraft(CASE, 0, a_body("practice")), at=NOON)
    for minutes, case in enumerate((session.id, f"{session.id}.treatment")):
        at = NOON + timedelta(minutes=minutes)
        save_draft(database, DESK, NewDraft(case, 0, a_body(), session_id=session.id), at=at)

    found = find_drafts(database, DESK, patient.id)

    assert [draft.case for draft in found] == [f"{session.id}.treatment", session.id]
    with pytest.raises(NotInStore):
        find_drafts(database, STRANGER, patient.id)


def test_what_is_kept_under_a_sessions_name_belongs_to_the_session(database: Database) -> None:
    session = a_started_session(database)

    for case in (session.id, f"{session.id}.treatment"):
        with pytest.raises(NotInStore):
            save_draft(database, DESK, NewDraft(case, 0, a_body()), at=NOON)
