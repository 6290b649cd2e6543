"""A form that its own button sends keeps what stands in it, whatever another tablet saves meanwhile."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from planner.body.patient import Sex
from planner.storage.database import Database
from planner.storage.patients import PatientEntry, StoredPatient, change_patient, find_patient
from planner.storage.principal import DESK
from planner.ui import not_saved
from tests.series.visits import TEN
from tests.storage.records import a_patient
from tests.ui.patience import LONG_S


def an_entry() -> None:
    import streamlit as st

    from planner.ui.panels.not_saved import show_not_saved
    from planner.ui.panels.patient_entry import show_entry

    show_not_saved()
    show_entry(st.session_state["patient"])


@pytest.fixture
def patient(store: Database, monkeypatch: pytest.MonkeyPatch) -> StoredPatient:
    monkeypatch.setattr(not_saved, "opened_store", lambda: store)
    return a_patient(store, "first")


def entry_form(patient: StoredPatient) -> AppTest:
    page = AppTest.from_function(an_entry, default_timeout=LONG_S)
    page.session_state["patient"] = patient
    return page.run()


def of_another_tablet(store: Database, patient: StoredPatient, **changed: object) -> StoredPatient:
    entry = PatientEntry(**{"birth_from_year": 1980, "note": "first"} | changed)
    return change_patient(store, DESK, patient, entry, at=TEN)


def note(page: AppTest) -> str:
    return str(page.text_area[0].value)


def test_a_form_in_which_nothing_was_entered_shows_what_another_tablet_saved(
    store: Database, patient: StoredPatient
) -> None:
    page = entry_form(patient)

    page.session_state["patient"] = of_another_tablet(store, patient, note="theirs")
    page.run()

    assert note(page) == "theirs"


def test_words_in_a_form_stay_and_go_with_what_another_tablet_saved_beside_them(
    store: Database, patient: StoredPatient
) -> None:
    page = entry_form(patient)
    page.text_area[0].set_value("phoned").run()

    page.session_state["patient"] = of_another_tablet(store, patient, sex=Sex.FEMALE)
    page.run()
    words = note(page)
    page.button[0].click().run()

    assert not page.exception
    assert words == "phoned"
    assert find_patient(store, DESK, patient.code).entry == PatientEntry(1980, Sex.FEMALE, "phoned")


def test_of_two_notes_both_are_shown_with_the_own_words(store: Database, patient: StoredPatient) -> None:
    page = entry_form(patient)
    page.text_area[0].set_value("better at night").run()

    page.session_state["patient"] = of_another_tablet(store, patient, note="worse in the morning")
    page.run()
    page.button[0].click().run()
    shown = page.get("html")[0].proto.body
    next(button for button in page.button if button.label == "Keep yours").click().run()

    assert not page.exception
    assert "<td>worse in the morning</td><td>better at night</td>" in shown
    assert find_patient(store, DESK, patient.code).entry.note == "better at night"


def test_a_form_begins_afresh_once_it_was_sent(store: Database, patient: StoredPatient) -> None:
    page = entry_form(patient)
    page.text_area[0].set_value("phoned").run()

    page.button[0].click().run()
    page.session_state["patient"] = replace(find_patient(store, DESK, patient.code))
    page.run()
    page.text_area[0].set_value("phoned twice").run()
    page.button[0].click().run()

    assert not page.exception
    assert find_patient(store, DESK, patient.code).entry.note == "phoned twice"
    assert not page.get("html")
