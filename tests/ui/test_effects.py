"""The form of a side effect, which begins afresh with what this screen entered, and with nothing else."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from planner.body.points import PointMm
from planner.series.visit import EffectKind, Visit
from planner.ui import record_state
from planner.ui.entered import Part
from tests.series.visits import a_visit
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


def lit_step(page: AppTest) -> object:
    """Return the step that the map lights as the next one."""
    told = [json.loads(mounted.proto.json) for mounted in page.get("bidi_component")]
    (shown,) = [one for one in told if "spots" in one]
    return shown["next"]


def reason(page: AppTest) -> object:
    return next(field.value for field in page.text_input if "reason of the amendment" in field.label)


def save(page: AppTest) -> None:
    """Save it at a place that is typed."""
    page.session_state["follow.typed.s1.place"] = True
    page.run()
    next(one for one in page.button_group if "By tape" in one.options).set_value("By tape").run()
    next(one for one in page.number_input if one.label.startswith("Down")).set_value(410.0).run()
    next(one for one in page.button if one.label == "Save this side effect here").click().run()
    assert not page.exception


def test_what_was_chosen_of_an_effect_is_let_go_once_it_is_taken(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[Part[Visit]] = []
    monkeypatch.setattr(record_state, "enter", lambda _, part, **__: not parts.append(part))
    page.button_group[0].set_value(EffectKind.NODULE)
    page.date_input[0].set_value(date(2026, 11, 24))
    page.text_input[0].set_value("told by Mrs Rossi")
    page.text_input[1].set_value("seen on a photograph").run()
    hints = [one.value for one in page.warning]
    before, reason_before = kept(page), reason(page)
    save(page)
    after = kept(page)

    assert ["held a name" in one for one in hints] == [True]
    assert lit_step(page) == 0  # of its steps one was given; it lights none as a treatment does
    assert before["chosen"] == {
        "kind": ["nodule", "redness"],
        "noticed": ["2026-11-24", "2026-11-26"],
    }
    assert after["chosen"] == {}
    assert (reason_before, reason(page)) == ("seen on a photograph", "follow-up")
    (effect,) = parts[0].take(a_visit()).effects
    assert (effect.kind, effect.noticed, effect.at) == (
        EffectKind.NODULE,
        date(2026, 11, 24),
        PointMm(0.0, 410.0),
    )


def test_what_another_tablet_saves_leaves_the_fields_as_they_are(page: AppTest) -> None:
    page.button_group[0].set_value(EffectKind.NODULE)
    page.text_input[0].set_value("as a pea").run()
    page.session_state["n"] = 5
    page.run()

    assert not page.exception
    assert kept(page)["chosen"] == {"kind": ["nodule", "redness"]}
    assert page.text_input[0].value == "as a pea"


def test_what_is_refused_leaves_the_fields_as_they_are(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_state, "enter", lambda *_, **__: False)
    page.text_input[0].set_value("as a pea").run()

    save(page)

    assert page.text_input[0].value == "as a pea"
