"""The form of a side effect, which begins afresh with what is saved."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.visit import EffectKind
from tests.ui.patience import LONG_S


def a_follow_up() -> None:
    from datetime import timedelta

    import streamlit as st

    from planner.storage.revisions import Revision, SessionState
    from planner.ui.panels.effects import show_effects
    from planner.ui.stored_visits import StoredVisit
    from tests.series.visits import MONDAY, a_visit, treated

    head = Revision("s1", st.session_state["n"], SessionState.CLOSED, 1, "desk", "", "", None, "")
    stored = StoredVisit("P-777F", head, treated(a_visit()))
    show_effects(stored, MONDAY + timedelta(days=3), dark=False)


@pytest.fixture
def page() -> AppTest:
    made = AppTest.from_function(a_follow_up, default_timeout=LONG_S)
    made.session_state["n"] = 4
    return made.run()


def kept(page: AppTest) -> dict[str, object]:
    """Return what the tab is told to keep."""
    told = [json.loads(mounted.proto.json) for mounted in page.get("bidi_component")]
    (chosen,) = [one for one in told if "heard" in one]
    return chosen


def reason(page: AppTest) -> object:
    return next(field.value for field in page.text_input if "reason of the amendment" in field.label)


def test_what_was_chosen_of_an_effect_is_let_go_once_it_is_saved(page: AppTest) -> None:
    page.button_group[0].set_value(EffectKind.NODULE)
    page.date_input[0].set_value(date(2026, 11, 24))
    page.text_input[0].set_value("told by Mrs Rossi")
    page.text_input[1].set_value("seen on a photograph").run()
    hints = [one.value for one in page.warning]
    before, reason_before = kept(page), reason(page)
    page.session_state["n"] = 5
    page.run()
    after = kept(page)

    assert not page.exception
    assert ["held a name" in one for one in hints] == [True]
    assert before["chosen"] == {
        "kind": ["nodule", "redness"],
        "noticed": ["2026-11-24", "2026-11-26"],
    }
    assert after["chosen"] == {}
    assert after["form"] != before["form"]
    assert (reason_before, reason(page)) == ("seen on a photograph", "follow-up")
