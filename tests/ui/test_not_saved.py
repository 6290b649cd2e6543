"""What a screen entered and is not saved: said in red, kept over a reload, tried again, or chosen from."""

import re
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.visit import Answer, EffectKind, QuestionKind, Visit
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui import not_saved
from planner.ui.entered import Part
from planner.ui.entered_parts import answered, new_effect
from planner.ui.seen_records import SeenVisit
from planner.ui.stored_visits import StoredVisit, change_visit, find_stored_series
from tests.series.visits import MONDAY, TEN
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door
from tests.ui.test_entered import AT, REDNESS, TUESDAY, effects, no_effects
from tests.ui.test_stored_visits import kept_as


def a_screen() -> None:
    import streamlit as st

    from planner.ui import not_saved, state
    from planner.ui.panels.not_saved import show_not_saved

    show_not_saved()
    entry = (st.session_state["seen"], st.session_state["parts"])
    st.button("Enter", key="enter", on_click=lambda: state.hold("taken", not_saved.enter(*entry)))
    st.text(f"taken {state.held('taken')}")
    if word := state.take_word():
        st.error(word)


@pytest.fixture
def seen(store: Database) -> StoredVisit:
    return kept_as(store, SessionState.CLOSED)


@pytest.fixture
def door(store: Database, monkeypatch: pytest.MonkeyPatch) -> Door:
    door = Door(store)
    monkeypatch.setattr(not_saved, "opened_store", door)
    return door


def screen(seen: StoredVisit, *parts: Part[Visit], address: str = "") -> AppTest:
    page = AppTest.from_function(a_screen, default_timeout=LONG_S)
    page.session_state["seen"] = SeenVisit(seen, "follow-up", "a")
    page.session_state["parts"] = parts
    if address:
        page.query_params[not_saved.WAITING] = address
    return page.run()


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def said(page: AppTest) -> str:
    return " ".join(one.value for one in (*page.markdown, *page.text, *page.error))


def address_of(page: AppTest) -> str:
    return "".join(page.query_params.get(not_saved.WAITING, ""))


def read(store: Database, seen: StoredVisit) -> Visit:
    return find_stored_series(store, DESK, seen.code).visits[0].visit


def test_what_the_store_does_not_take_is_said_in_red_kept_over_a_reload_and_saved_in_the_end(
    store: Database, seen: StoredVisit, door: Door
) -> None:
    page = screen(seen, REDNESS)
    door.is_shut = True
    press(page, "Enter")
    again = screen(seen, REDNESS, address=address_of(page))
    while_away = said(again)
    door.mend()
    press(again, "Try again")

    assert "taken True" in said(page)
    assert ":red[**Not saved, retrying**]" in while_away
    assert "redness" in while_away
    assert "after a bath" in while_away
    assert "Not saved" not in said(again)
    assert [one.note for one in read(store, seen).effects] == ["after a bath"]
    assert address_of(again) == ""


def test_two_entries_wait_side_by_side_and_one_can_be_let_go(
    store: Database, seen: StoredVisit, door: Door
) -> None:
    page = screen(seen, REDNESS)
    door.is_shut = True
    press(page, "Enter")
    page.session_state["parts"] = (no_effects(),)
    page.session_state["seen"] = SeenVisit(seen, "follow-up", "b")
    page.run()
    press(page, "Enter")
    both = said(page)
    press(page, "Let it go")
    door.mend()
    press(page, "Try again")

    assert both.count("Not saved, retrying") == 2
    assert (len(read(store, seen).effects), len(read(store, seen).answers)) == (0, 1)


@pytest.mark.parametrize(("choice", "has_effects"), [("Keep theirs", False), ("Keep yours", True)])
def test_two_answers_to_one_question_stand_side_by_side_until_the_user_chooses(
    store: Database, seen: StoredVisit, door: Door, choice: str, *, has_effects: bool
) -> None:
    page = screen(seen, effects())
    theirs = Answer(QuestionKind.LATE, TUESDAY, has_effects=False)
    change_visit(store, DESK, seen, answered(theirs).take, reason="follow-up", at=TEN)

    press(page, "Enter")
    shown = page.get("html")[0].proto.body
    before = read(store, seen)
    press(page, choice)

    assert re.findall(r"<td>([^<]*)</td>", shown) == [
        f"late, {TUESDAY}: no side effects",
        f"late, {TUESDAY}: side effects",
    ]
    assert before.answers == (theirs,)
    assert [one.has_effects for one in read(store, seen).answers] == [has_effects]
    assert not page.get("html")


@pytest.mark.parametrize("answer", ["unheard", "not there", "saved later"])
def test_a_corrected_answer_replaces_the_one_that_waits_and_contradicts_nobody(
    store: Database, seen: StoredVisit, door: Door, answer: str
) -> None:
    page = screen(seen, no_effects())
    if answer == "unheard":
        door.lose_answers()
    else:
        door.is_shut = True
    press(page, "Enter")
    page.session_state["parts"] = (effects(),)
    page.session_state["seen"] = SeenVisit(seen, "follow-up", "b")
    page.run()
    if answer == "saved later":
        door.mend()
    press(page, "Enter")
    waiting = said(page)
    door.mend()
    page.run()
    if answer != "saved later":
        press(page, "Try again")

    assert "Another tablet" not in waiting + said(page)
    assert waiting.count("Not saved, retrying") == (0 if answer == "saved later" else 1)
    assert [one.has_effects for one in read(store, seen).answers] == [True]
    assert address_of(page) == ""


def test_what_is_refused_for_what_it_says_stays_in_its_form(
    store: Database, seen: StoredVisit, door: Door
) -> None:
    page = screen(seen, new_effect(EffectKind.REDNESS, AT, MONDAY - timedelta(days=1), ""))

    press(page, "Enter")

    assert "taken False" in said(page)
    assert len(page.error) == 1
    assert "Not saved" not in said(page)
