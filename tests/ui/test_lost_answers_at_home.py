"""A patient or a session whose answer was lost: there once, and never taken for the next one."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.life import empty_visit
from planner.storage.database import Database
from planner.storage.patients import StoredPatient, find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import find_series
from planner.ui import navigation, treatment_state
from planner.ui.record import FIRST_TECHNIQUE, begin_session, keep_planned
from tests.series.visits import MONDAY, TEN
from tests.storage.records import a_patient
from tests.ui.record_screens import keep_open, opened, press, words_of
from tests.ui.store_door import Door
from tests.ui.test_record import planning


@pytest.fixture
def door(store: Database, monkeypatch: pytest.MonkeyPatch) -> Door:
    door = Door(store)
    keep_open(door, monkeypatch)
    monkeypatch.setattr(treatment_state, "today", lambda: MONDAY + timedelta(weeks=13))
    return door


@pytest.fixture
def asked(door: Door, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What the pages asked for have in their addresses; none of them is gone to."""
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(navigation, "go_to", lambda _page, **named: asked.append(named))
    return asked


def with_a_lost_answer(door: Door, button: str, **address: str) -> AppTest:
    page = opened("home", **address)
    door.break_in_a_write()
    press(page, button)
    assert "**Not saved.** The line broke." in words_of(page)
    return page


def first_of(store: Database) -> StoredPatient:
    (patient,) = find_patients(store, DESK)
    return patient


def begun(store: Database, patient: StoredPatient) -> str:
    """Have another tablet begin a session, and return its id."""
    return begin_session(store, DESK, patient.id, empty_visit(MONDAY, FIRST_TECHNIQUE), at=TEN).id


def test_a_patient_who_is_found_though_the_answer_was_lost_is_opened(
    store: Database, door: Door, asked: list[dict[str, str]]
) -> None:
    page = opened("home")
    door.lose_answers()

    press(page, "Add patient")

    assert asked == [{"patient": first_of(store).code}]
    assert "Not saved" not in words_of(page)


def test_the_next_patient_with_another_entry_writes_over_nobody(
    store: Database, door: Door, asked: list[dict[str, str]]
) -> None:
    page = with_a_lost_answer(door, "Add patient")
    first = first_of(store)
    next(one for one in page.text_area if one.label == "Note").set_value("the next one")

    door.mend()
    press(page, "Add patient")

    assert first in find_patients(store, DESK)
    (second,) = [one for one in find_patients(store, DESK) if one != first]
    assert second.entry.note == "the next one"
    assert asked == [{"patient": second.code}]


@pytest.mark.parametrize("seen", ["in the list of this tab", "on another tablet"])
def test_the_next_patient_with_the_same_entry_is_another_one_once_the_first_was_seen(
    store: Database, door: Door, asked: list[dict[str, str]], seen: str
) -> None:
    page = with_a_lost_answer(door, "Add patient")
    first = first_of(store)

    door.mend()
    if seen == "in the list of this tab":
        page.run()
    else:
        begun(store, first)
    press(page, "Add patient")

    (second,) = [one for one in find_patients(store, DESK) if one != first]
    assert asked == [{"patient": second.code}]


def test_a_session_that_is_found_though_the_answer_was_lost_is_opened(
    store: Database, door: Door, asked: list[dict[str, str]]
) -> None:
    patient = a_patient(store)
    page = opened("home", patient=patient.code)
    door.lose_answers()

    press(page, "New session on an empty back")

    (session,) = find_series(store, DESK, patient.id)
    assert asked == [{"case": session.id}]


@pytest.mark.parametrize("seen", ["on the card of this tab", "on another tablet", "nowhere"])
def test_a_session_whose_answer_was_lost_is_begun_once_until_it_was_seen(
    store: Database, door: Door, asked: list[dict[str, str]], seen: str
) -> None:
    patient = a_patient(store)
    page = with_a_lost_answer(door, "New session on an empty back", patient=patient.code)
    (first,) = find_series(store, DESK, patient.id)

    door.mend()
    if seen == "on the card of this tab":
        page.run()
    elif seen == "on another tablet":
        keep_planned(store, DESK, first.id, planning, at=TEN)
    press(page, "New session on an empty back")

    sessions = {one.id for one in find_series(store, DESK, patient.id)}
    opened_now = sessions if seen == "nowhere" else sessions - {first.id}
    assert len(sessions) == (1 if seen == "nowhere" else 2)
    assert asked == [{"case": one} for one in opened_now]
