"""What waits to be saved of a patient goes with her, whoever erases her."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.visit import Answer, QuestionKind
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.patients import find_patient
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui import erasures, home_state, not_saved
from planner.ui.entered_parts import answered
from planner.ui.stored_visits import StoredVisit, change_visit
from tests.series.visits import TEN
from tests.storage.records import a_patient
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door
from tests.ui.test_entered import REDNESS, TUESDAY, effects
from tests.ui.test_erasures import a_page
from tests.ui.test_not_saved import address_of, press, said, screen
from tests.ui.test_stored_visits import kept_as


@pytest.fixture
def door(store: Database, monkeypatch: pytest.MonkeyPatch) -> Door:
    """Stand before the store wherever a page finds it."""
    made = Door(store)
    for module in (not_saved, home_state, erasures):
        monkeypatch.setattr(module, "opened_store", made)
    return made


@pytest.fixture
def seen(store: Database) -> StoredVisit:
    return kept_as(store, SessionState.CLOSED)


def contradicting(store: Database, seen: StoredVisit) -> AppTest:
    """Return a screen on which an answer waits beside that of another tablet, to be chosen from."""
    page = screen(seen, effects())
    theirs = Answer(QuestionKind.LATE, TUESDAY, has_effects=False)
    change_visit(store, DESK, seen, answered(theirs).take, reason="follow-up", at=TEN)
    press(page, "Enter")
    assert page.get("html")
    return page


@pytest.mark.parametrize("by", ["this server", "another server"])
@pytest.mark.usefixtures("door")
def test_what_is_not_tried_again_goes_with_its_patient_as_well(
    store: Database, seen: StoredVisit, by: str
) -> None:
    page = contradicting(store, seen)
    patient = find_patient(store, DESK, seen.code)
    not_saved.let_go_of_erased(0)

    if by == "this server":
        home_state.erase(patient)
    else:
        erase_patient(store, DESK, patient.id, at=TEN)
        AppTest.from_function(a_page, default_timeout=LONG_S).run()
    page.run()

    assert not page.get("html")
    assert seen.code not in said(page)
    assert address_of(page) == ""


def test_what_waits_is_looked_into_again_if_the_store_was_away(
    store: Database, seen: StoredVisit, door: Door
) -> None:
    page = contradicting(store, seen)
    erase_patient(store, DESK, find_patient(store, DESK, seen.code).id, at=TEN)

    door.is_shut = True
    not_saved.let_go_of_erased(1)
    door.mend()
    kept = bool(page.run().get("html"))
    not_saved.let_go_of_erased(1)

    assert kept
    assert not page.run().get("html")


def test_an_erasure_of_somebody_else_leaves_what_waits(
    store: Database, seen: StoredVisit, door: Door
) -> None:
    page = contradicting(store, seen)
    erase_patient(store, DESK, a_patient(store).id, at=TEN)

    not_saved.let_go_of_erased(1)

    assert page.run().get("html")


def test_what_waits_of_a_patient_goes_with_her(store: Database, seen: StoredVisit, door: Door) -> None:
    page = screen(seen, REDNESS)
    door.is_shut = True
    press(page, "Enter")
    door.mend()
    erase_patient(store, DESK, find_patient(store, DESK, seen.code).id, at=TEN)
    press(page, "Try again")

    assert "after a bath" not in said(page)
    assert "not kept here" in said(page)
    assert address_of(page) == ""
