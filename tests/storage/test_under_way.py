"""Treatments that the record does not have yet: found until their session is done, and by whose they are."""

from datetime import timedelta

import pytest

from planner.files import visit_json
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.heads import find_heads, search_heads
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.storage.tables import draft
from planner.storage.under_way import find_under_way
from tests.series.visits import a_visit
from tests.series.visits import treated as in_treatment
from tests.storage.records import NOON, a_body, a_started_session, saved_as


@pytest.fixture
def treated(database: Database) -> StoredSession:
    """Return a session that is planned, with a desk and a treatment that is not ended."""
    session = saved_as(database, a_started_session(database), SessionState.PLANNED)
    for case, words in ((session.id, "desk"), (f"{session.id}.treatment", "batch A7")):
        save_draft(database, DESK, NewDraft(case, 0, a_body(words), session.id), at=NOON)
    return session


def test_what_is_kept_of_a_treatment_is_found_until_its_session_is_done(
    database: Database, treated: StoredSession
) -> None:
    found = find_under_way(database, DESK, treated.patient_id)
    saved_as(database, treated, SessionState.DONE)

    assert {an_id: one.body for an_id, one in found.items()} == {treated.id: a_body("batch A7")}
    assert find_under_way(database, DESK, treated.patient_id) == {}


@pytest.mark.parametrize("first_steps", [(1,), ()])
def test_a_later_treatment_without_needles_hides_none_in_which_some_went_in(
    database: Database, treated: StoredSession, first_steps: tuple[int, ...]
) -> None:
    with_needles, without = (visit_json(in_treatment(a_visit(), steps)) for steps in ((1,), ()))
    bodies = (with_needles, without) if first_steps else (without, with_needles)
    for number, body in enumerate(bodies):
        new = NewDraft(f"desk{number}.treatment", 0, body, treated.id)
        save_draft(database, DESK, new, at=NOON + timedelta(minutes=number))

    found = find_under_way(database, DESK, treated.patient_id)

    assert found[treated.id].body == with_needles


def test_a_search_finds_what_only_a_treatment_under_way_says(
    database: Database, treated: StoredSession
) -> None:
    a_started_session(database, "batch B2")

    found = search_heads(database, DESK, lambda body: "A7" in body, action="batch searched", at=NOON)

    assert [head.revision for head in found] == [treated.head]


def test_no_treatment_of_another_patient_another_clinic_or_an_erased_one_is_given(
    database: Database, treated: StoredSession
) -> None:
    other = a_started_session(database)

    assert find_under_way(database, DESK, other.patient_id) == {}
    assert find_under_way(database, Principal("someone", "another clinic"), treated.patient_id) == {}
    assert {head.revision.session_id for head in find_heads(database, DESK) if head.treatment} == {treated.id}
    erase_patient(database, DESK, treated.patient_id, at=NOON)
    assert find_under_way(database, DESK, treated.patient_id) == {}


def test_a_damaged_treatment_is_told_without_its_words_and_every_other_one_with_them(
    database: Database, treated: StoredSession
) -> None:
    other = a_started_session(database)
    save_draft(database, DESK, NewDraft(f"{other.id}.treatment", 0, a_body("batch B2"), other.id), at=NOON)
    is_its = draft.c.case_id == f"{treated.id}.treatment"
    with database.writing() as connection:
        connection.execute(draft.update().where(is_its).values(body=a_body("batch Z9")))

    given = {head.revision.session_id: head.treatment for head in find_heads(database, DESK)}

    assert {an_id: one.body for an_id, one in given.items() if one} == {
        treated.id: None,
        other.id: a_body("batch B2"),
    }


def test_a_treatment_with_needles_tells_that_another_one_of_its_session_cannot_be_read(
    database: Database, treated: StoredSession
) -> None:
    body = visit_json(in_treatment(a_visit(), (1,)))
    save_draft(
        database, DESK, NewDraft("desk.treatment", 0, body, treated.id), at=NOON + timedelta(minutes=1)
    )

    (found,) = find_under_way(database, DESK, treated.patient_id).values()

    assert (found.body, found.hides_unread) == (body, True)
