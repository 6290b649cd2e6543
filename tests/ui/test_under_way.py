"""A treatment that nobody has ended: what was given is seen wherever what was given counts."""

from datetime import timedelta
from functools import partial

import pytest

from planner.files.visit_products import read_products
from planner.series.delivered import Status
from planner.series.follow_up import open_questions, received_batch
from planner.series.rest_map import punctured
from planner.series.stop_rule import judge
from planner.series.visit import Answer, Product, QuestionKind
from planner.storage.database import Database
from planner.storage.heads import search_heads
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui.entered import Entered, attempted
from planner.ui.entered_parts import answered
from planner.ui.record import find_recorded
from planner.ui.seen_records import SeenVisit
from planner.ui.stored_visits import StoredVisit, all_series, as_saved, find_stored_series, stored_visit
from planner.ui.treatment import end, give_step, noted, take_back, with_product
from planner.ui.treatments import Treatments
from tests.series.visits import MONDAY, TEN
from tests.ui.test_treatment import begun

SALINE = Product("saline", "A7")


@pytest.fixture
def treatments(store: Database, begun_session: StoredSession) -> Treatments:
    """Return the treatments with one of five steps, of which two were given."""
    treatments, an_id = Treatments(lambda: store), begun_session.id
    treatments.begin(an_id, begun(), at=TEN, session_id=an_id)
    for step in (1, 2):
        treatments.change(an_id, partial(give_step, step=step, moment=TEN), at=TEN)
    treatments.change(
        an_id, lambda one: noted(one, lambda visit: with_product(visit, SALINE, visit.products)), at=TEN
    )
    treatments.keep_in_record(an_id, at=TEN)
    return treatments


def only_visit(store: Database) -> StoredVisit:
    ((code, (one,)),) = all_series(store, DESK).items()
    assert find_stored_series(store, DESK, code).visits == (one,)
    return one


def ended(treatments: Treatments, session: StoredSession) -> None:
    treatments.change(session.id, lambda one: end(one, "Patient unwell", TEN), at=TEN)
    treatments.keep_in_record(session.id, at=TEN)


def test_before_the_first_needle_nothing_of_a_treatment_counts(
    store: Database, begun_session: StoredSession
) -> None:
    Treatments(lambda: store).begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)

    stored = only_visit(store)

    assert (stored.is_held, stored.is_under_way, stored.said_state) == (False, False, "draft")
    assert stored.visit == find_recorded(store, DESK, begun_session.id).visit


@pytest.mark.usefixtures("treatments")
def test_what_was_given_counts_before_anybody_ends_the_treatment(store: Database) -> None:
    stored = only_visit(store)

    assert (stored.is_held, stored.said_state) == (True, "treatment not ended")
    assert len(punctured(stored.visit)) == 2
    assert [one.due for one in open_questions([stored.visit])] == [None, MONDAY + timedelta(weeks=12)]
    assert "1 of 3 sessions" in judge([stored.visit]).text
    found = search_heads(
        store,
        DESK,
        lambda body: received_batch(read_products(body), "a 7"),
        action="batch searched",
        at=TEN,
    )
    assert [stored_visit(head).visit.products for head in found] == [(SALINE,)]


@pytest.mark.usefixtures("treatments")
def test_an_answer_about_a_treatment_under_way_brings_no_deed_of_it_into_the_record(
    store: Database, begun_session: StoredSession
) -> None:
    answer = Answer(QuestionKind.LATE, MONDAY, has_effects=False)

    seen = SeenVisit(as_saved(only_visit(store)), "", "a")
    left = attempted(store, DESK, Entered("one", seen, (answered(answer),)), at=TEN)

    assert left is None
    recorded = find_recorded(store, DESK, begun_session.id)
    assert (recorded.state, recorded.visit.answers) == (SessionState.DRAFT, (answer,))
    assert (recorded.visit.delivery, recorded.visit.products) == (None, ())
    assert len(punctured(only_visit(store).visit)) == 2


def test_what_was_broken_off_and_ended_is_done_in_the_record_with_its_reason(
    store: Database, begun_session: StoredSession, treatments: Treatments
) -> None:
    ended(treatments, begun_session)

    recorded = find_recorded(store, DESK, begun_session.id)
    assert recorded.state is SessionState.DONE
    assert recorded.visit.delivery is not None
    assert recorded.visit.delivery.deeds[-1].reason == "Patient unwell"
    assert len(recorded.visit.delivery.steps_that_are(Status.SKIPPED)) == 3
    assert (only_visit(store).visit, only_visit(store).said_state) == (recorded.visit, "done")


def test_an_end_taken_back_is_taken_back_in_the_record_and_what_was_given_still_counts(
    store: Database, begun_session: StoredSession, treatments: Treatments
) -> None:
    ended(treatments, begun_session)

    treatments.change(begun_session.id, partial(take_back, deeds=3), at=TEN)
    treatments.keep_in_record(begun_session.id, at=TEN)

    delivery = find_recorded(store, DESK, begun_session.id).visit.delivery
    assert delivery is not None
    assert delivery.steps_that_are(Status.OPEN) == (3, 4, 5)
    assert len(punctured(only_visit(store).visit)) == 2
