"""The head of a page about a patient says what to do where nobody is shown."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import record_state, state
from tests.ui.patience import LONG_S


def a_head() -> None:
    from planner.ui.panels.patient_choice import show_patient_head

    show_patient_head("Series", "series", asks="Choose a patient above.")


@pytest.mark.parametrize(
    ("codes", "asked", "said"),
    [
        ((), "", "No patient is kept here yet: add one at Home."),
        ((), "P-777F", "No patient is kept here yet: add one at Home."),
        (("P-888K",), "", "Choose a patient above."),
        (("P-888K",), "P-777F", "No patient P-777F is kept here: choose one."),
        (("P-888K",), "P-888K", ""),
    ],
)
def test_the_head_says_what_to_do_where_nobody_is_shown(
    monkeypatch: pytest.MonkeyPatch, codes: tuple[str, ...], asked: str, said: str
) -> None:
    monkeypatch.setattr(record_state, "codes", lambda: codes)
    monkeypatch.setattr(state, "is_demonstration", lambda: False)
    page = AppTest.from_function(a_head, default_timeout=LONG_S)
    page.query_params["patient"] = asked

    page.run()

    assert not page.exception
    assert "".join(one.value for one in (*page.info, *page.warning)) == said


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_head_says_whether_the_patients_are_invented(
    monkeypatch: pytest.MonkeyPatch, *, is_demonstration: bool
) -> None:
    monkeypatch.setattr(record_state, "codes", lambda: ("P-777F",))
    monkeypatch.setattr(state, "is_demonstration", lambda: is_demonstration)

    page = AppTest.from_function(a_head, default_timeout=LONG_S).run()

    assert not page.exception
    assert any("Demonstration data" in one.value for one in page.markdown) == is_demonstration


def test_the_head_asks_for_nobody_any_more_as_soon_as_somebody_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record_state, "codes", lambda: ("P-777F", "P-888K"))
    monkeypatch.setattr(state, "is_demonstration", lambda: False)
    page = AppTest.from_function(a_head, default_timeout=LONG_S).run()

    page.selectbox[0].select("P-888K").run()

    assert not page.exception
    assert page.query_params["patient"] == "P-888K"
    assert not page.info
