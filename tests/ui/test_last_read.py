"""While the store cannot be reached a page shows what it read last and says so; its forms stay on it."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.errors import NotInStore, StorageRefused, StoreUnreachable
from tests.ui.patience import LONG_S

AWAY = "The store cannot be reached."


def a_page() -> None:
    import streamlit as st

    from planner.errors import StorageRefused
    from planner.ui import last_read
    from planner.ui.panels.away import show_away

    last_read.begin_run(st.session_state["erased"])
    try:
        st.text(last_read.read("note", st.session_state["of"], st.session_state["reading"]))
    except StorageRefused as refusal:
        st.error(str(refusal))
    show_away("page")


def refusing(refusal: StorageRefused) -> object:
    def reading() -> str:
        raise refusal

    return reading


@pytest.fixture
def page() -> AppTest:
    made = AppTest.from_function(a_page, default_timeout=LONG_S)
    made.session_state["of"], made.session_state["erased"] = "P-777F", 0
    made.session_state["reading"] = lambda: "first"
    return made.run()


def said(page: AppTest) -> list[str]:
    page.run()
    assert not page.exception
    return [*(one.value for one in page.text), *(one.value for one in page.error)]


def test_what_was_read_last_stands_with_the_reason_until_it_can_be_read_anew(page: AppTest) -> None:
    page.session_state["reading"] = refusing(StoreUnreachable(AWAY))
    away = said(page)
    page.session_state["reading"] = lambda: "second"
    back = said(page)

    assert away == ["first", f"{AWAY} What stands here was read before."]
    assert back == ["second"]


def test_nothing_of_another_patient_is_shown(page: AppTest) -> None:
    page.session_state["of"] = "P-888K"
    page.session_state["reading"] = refusing(StoreUnreachable(AWAY))

    assert said(page) == [AWAY]


def test_what_is_not_kept_any_more_is_forgotten(page: AppTest) -> None:
    page.session_state["reading"] = refusing(NotInStore("She is not kept here."))
    gone = said(page)
    page.session_state["reading"] = refusing(StoreUnreachable(AWAY))
    away = said(page)

    assert (gone, away) == (["She is not kept here."], [AWAY])


@pytest.mark.parametrize(
    ("erased", "shown"), [(1, [AWAY]), (None, ["first", f"{AWAY} What stands here was read before."])]
)
def test_all_is_forgotten_once_a_patient_was_erased(
    page: AppTest, erased: int | None, shown: list[str]
) -> None:
    page.session_state["erased"] = erased
    page.session_state["reading"] = refusing(StoreUnreachable(AWAY))

    assert said(page) == shown
