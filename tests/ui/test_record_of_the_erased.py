from functools import partial

import pytest

from planner.errors import NotInStore
from planner.series.delivered import Status
from planner.storage import tables
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession
from planner.ui.board import put_mark
from planner.ui.treatment import give_step
from planner.ui.treatments import Treatments
from tests.series.visits import TEN
from tests.ui.store_door import Door
from tests.ui.test_board import a_mark
from tests.ui.test_record import a_shelf, empty_desk
from tests.ui.test_treatment import begun


def test_the_desk_of_an_erased_patient_is_gone_and_cannot_be_kept_again(
    store: Database, begun_session: StoredSession
) -> None:
    shelf, treatments = a_shelf(store), Treatments(lambda: store)
    empty = empty_desk(begun_session)
    shelf.change(empty, lambda board: put_mark(board, a_mark("p1")))
    treatments.begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)

    erase_patient(store, DESK, begun_session.patient_id, at=TEN)
    shelf.forget(begun_session.id)
    treatments.forget(begun_session.id)

    assert treatments.find(begun_session.id) is None
    with pytest.raises(NotInStore):
        shelf.find(empty)
    for case in (begun_session.id, f"{begun_session.id}.treatment"):
        with pytest.raises(NotInStore):
            save_draft(store, DESK, NewDraft(case, 0, "{}"), at=TEN)


def test_a_desk_that_another_server_still_holds_ends_with_its_patient(
    store: Database, begun_session: StoredSession
) -> None:
    shelf, empty = a_shelf(store), empty_desk(begun_session)
    shelf.change(empty, lambda board: put_mark(board, a_mark("p1")))
    erase_patient(store, DESK, begun_session.patient_id, at=TEN)

    shelf.take(empty, lambda board: put_mark(board, a_mark("p2")))

    assert "not kept here" in shelf.saving(begun_session.id).failure
    with pytest.raises(NotInStore):
        shelf.find(empty)


def with_a_deed_that_waits(door: Door, case: str) -> Treatments:
    """Return treatments of which one has a deed that the store, shut now, does not have."""
    treatments = Treatments(door)
    treatments.begin(case, begun(), at=TEN, session_id=case)
    door.is_shut = True
    treatments.change(case, partial(give_step, step=1, moment=TEN), at=TEN)
    return treatments


def test_a_treatment_that_another_server_still_holds_ends_with_its_patient(
    store: Database, begun_session: StoredSession
) -> None:
    door, case = Door(store), begun_session.id
    treatments = with_a_deed_that_waits(door, case)
    erase_patient(store, DESK, begun_session.patient_id, at=TEN)
    door.mend()

    treatments.keep_again(case, at=TEN)

    assert treatments.find(case) is None


def test_deeds_that_wait_are_not_let_go_because_their_draft_is_gone(
    store: Database, begun_session: StoredSession
) -> None:
    door, case = Door(store), begun_session.id
    treatments = with_a_deed_that_waits(door, case)
    with store.writing() as connection:  # as when an older backup is restored
        connection.execute(tables.draft.delete())
    door.mend()

    treatments.keep_again(case, at=TEN)

    kept = treatments.find(case)
    assert kept is not None
    assert "no longer kept" in kept.failure
    assert kept.treatment.delivery.steps_that_are(Status.GIVEN) == (1,)
