"""The number by which an open page notices that a patient was erased elsewhere."""

import json

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from planner.errors import StoreUnreachable
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession
from planner.ui import erasures
from planner.ui.erasures import erased, send_erased
from tests.series.visits import TEN
from tests.ui.patience import LONG_S

A_QUESTION = Request({"type": "http", "method": "GET", "path": erasures.ERASED_URL, "headers": []})


def a_page() -> None:
    from planner.ui.page_watch import show_watch

    show_watch()


def away() -> Database:
    raise StoreUnreachable("The store is away.")


@pytest.fixture
def asked_store(store: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(erasures, "opened_store", lambda: store)
    return store


def test_an_erasure_changes_the_number_that_a_page_asks_for_and_names_nobody(
    asked_store: Database, begun_session: StoredSession
) -> None:
    before = send_erased(A_QUESTION)

    erase_patient(asked_store, DESK, begun_session.patient_id, at=TEN)
    after = send_erased(A_QUESTION)

    assert json.loads(before.body) == {"erased": 0}
    assert json.loads(after.body) == {"erased": 1}
    assert after.headers["cache-control"] == "no-store"


def test_a_store_that_is_away_gives_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasures, "opened_store", away)

    answer = send_erased(A_QUESTION)

    assert erased() is None
    assert answer.status_code == 503


@pytest.mark.usefixtures("asked_store")
def test_every_page_is_told_the_number_of_its_run_and_which_forms_to_keep() -> None:
    page = AppTest.from_function(a_page, default_timeout=LONG_S).run()

    (mounted,) = page.get("bidi_component")
    told = json.loads(mounted.proto.json)
    assert not page.exception
    assert (told["erased"], told["url"]) == (0, "/erased")
    product = {
        "fields": "st-key-treat-product-",
        "sentBy": ["st-key-treat-add-"],
        "within": "st-key-treat-outcome",
    }
    assert product in told["forms"]
    assert not any("erase" in form["fields"] for form in told["forms"])
