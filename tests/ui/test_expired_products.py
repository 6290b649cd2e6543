"""A product that was used after its last day is said to have been, wherever it is read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.visit import Product
from planner.storage.database import Database
from planner.storage.revisions import SessionState
from planner.ui import record_state
from tests.series.visits import MONDAY, a_visit, treated
from tests.storage.records import a_patient
from tests.ui.patience import LONG_S
from tests.ui.test_stored_visits import keep

LATE = Product("saline", "AB-12", MONDAY - timedelta(days=1))
IN_TIME = Product("saline", "AB-12", MONDAY)


def an_outcome() -> None:
    from dataclasses import replace

    from planner.ui.panels.treat_outcome import show_outcome
    from tests.ui.test_expired_products import IN_TIME, LATE
    from tests.ui.test_treatment import begun

    show_outcome(replace(begun().visit, products=(IN_TIME, LATE)))


def a_search() -> None:
    from planner.ui.panels.batch_search import show_batch_search

    show_batch_search()


def test_a_treatment_warns_of_the_product_whose_last_day_is_over() -> None:
    page = AppTest.from_function(an_outcome, default_timeout=LONG_S).run()

    assert not page.exception
    assert [one.value for one in page.warning] == [
        f"Its last day was {LATE.expires}, before this session: check the vial and the date."
    ]


def test_a_search_for_a_batch_tells_which_session_used_it_too_late(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for product in (IN_TIME, LATE):
        visit = replace(treated(a_visit()), products=(product,))
        keep(store, a_patient(store).id, visit, SessionState.CLOSED)
    monkeypatch.setattr(record_state, "opened_store", lambda: store)
    page = AppTest.from_function(a_search, default_timeout=LONG_S).run()

    page.text_input[0].set_value("ab 12")
    page.button[0].click().run()

    assert not page.exception
    found = [one.value for one in page.text]
    assert sorted("(used after that day)" in one for one in found) == [False, True]
