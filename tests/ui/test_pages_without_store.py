"""A store that goes away under an open page: said in red, what was entered is kept, and saved later."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.storage.database import Database
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui import navigation, treatment_state
from planner.ui.panels import amend
from planner.ui.stored_visits import StoredVisit, find_stored_series
from tests.series.visits import MONDAY
from tests.ui.record_screens import keep_open, opened, press, words_of
from tests.ui.store_door import Door
from tests.ui.test_stored_visits import kept_as

NOT_SAVED = ":red[**Not saved, retrying**]"
SHOWN_AS_READ = "The line is gone. What stands here was read before."


@pytest.fixture
def door(store: Database, monkeypatch: pytest.MonkeyPatch) -> Door:
    door = Door(store)
    keep_open(door, monkeypatch)
    monkeypatch.setattr(treatment_state, "today", lambda: MONDAY + timedelta(weeks=13))
    monkeypatch.setattr(navigation, "go_to", lambda *_, **__: None)
    return door


@pytest.fixture
def closed(store: Database, door: Door) -> StoredVisit:
    return kept_as(store, SessionState.CLOSED)


def read(store: Database, seen: StoredVisit) -> StoredVisit:
    return find_stored_series(store, DESK, seen.code).visits[0]


def field(page: AppTest, label: str) -> object:
    (found,) = [one for one in (*page.text_input, *page.text_area) if one.label.startswith(label)]
    return found


def test_follow_up_keeps_its_words_and_saves_an_answer_later(
    store: Database, door: Door, closed: StoredVisit
) -> None:
    page = opened("follow_up", patient=closed.code)
    field(page, "Note, no names").set_value("as a pea").run()
    door.lose_line()
    press(page, "No side effects")
    away = words_of(page)
    door.mend()
    press(page, "Try again")

    assert NOT_SAVED in away
    assert SHOWN_AS_READ in away
    assert field(page, "Note, no names").value == "as a pea"
    assert NOT_SAVED not in words_of(page)
    assert [one.has_effects for one in read(store, closed).visit.answers] == [False]


def test_series_keeps_its_fields_and_saves_the_next_day_later(
    store: Database, door: Door, closed: StoredVisit
) -> None:
    page = opened("series", patient=closed.code)
    door.lose_line()
    page.date_input[0].set_value(MONDAY + timedelta(days=4)).run()
    press(page, "Keep the next day")
    away = words_of(page)
    door.mend()
    press(page, "Try again")

    assert NOT_SAVED in away
    assert "Next session: 2026-11-27" in away
    assert read(store, closed).visit.next_on == MONDAY + timedelta(days=4)


def test_home_keeps_the_words_of_a_new_patient_and_adds_her_once(store: Database, door: Door) -> None:
    page = opened("home")
    field(page, "Note").set_value("phoned").run()
    door.break_in_a_write()
    press(page, "Add patient")
    lost, words = words_of(page), field(page, "Note").value
    door.lose_line()
    press(page, "Add patient")
    away = words_of(page)
    door.mend()
    press(page, "Add patient")

    assert "**Not saved.** The line broke." in lost
    assert "**Not saved.** The line is gone." in away
    assert words == "phoned"
    assert [one.entry.note for one in find_patients(store, DESK)] == ["phoned"]


def test_the_card_of_a_patient_stays_with_its_fields(door: Door, closed: StoredVisit) -> None:
    page = opened("home", patient=closed.code)
    field(page, "Note").set_value("better at night").run()
    door.lose_line()
    press(page, "Keep the entry")
    away = words_of(page)
    door.mend()
    press(page, "Try again")

    assert NOT_SAVED in away
    assert SHOWN_AS_READ in away
    assert "Note: better at night" in away
    assert NOT_SAVED not in words_of(page)
    assert "better at night" in words_of(page)


def test_a_session_keeps_the_fields_of_its_amendment_and_goes_on_keeping_them(
    door: Door, closed: StoredVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("session", session=closed.head.session_id)
    door.lose_line()
    field(page, "Why it is corrected").set_value("from the letter").run()
    away, words = words_of(page), field(page, "Why it is corrected").value
    door.mend()
    monkeypatch.setattr(amend, "is_by_clock", lambda _: True)
    page.run()

    assert not page.exception
    assert NOT_SAVED in away
    assert SHOWN_AS_READ in away
    assert words == "from the letter"
    assert NOT_SAVED not in words_of(page)
    other = opened("session", session=closed.head.session_id)
    assert "An amendment is not yet in the record" in words_of(other)
