"""The signs of a treatment's map in words: those that stand on it, and no others."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.patience import LONG_S


def a_key() -> None:
    from dataclasses import replace

    import streamlit as st

    from planner.body.points import PointMm
    from planner.series.delivered import skip
    from planner.series.follow_up import with_effect
    from planner.series.visit import EffectKind
    from planner.ui.panels.map_key import show_map_key
    from planner.ui.treatment import done
    from tests.series.visits import MONDAY, TEN
    from tests.ui.test_treatment import begun, given

    treatment = begun()
    if st.session_state["stage"] > 0:
        treatment = done(given(treatment, 1), lambda delivery: skip(delivery, 2, 2, "Bleeds", TEN))
    if st.session_state["stage"] > 1:
        visit = with_effect(treatment.visit, EffectKind.NODULE, PointMm(0.0, 400.0), MONDAY)
        treatment = replace(given(treatment, 3, 4, 5), visit=visit)
    show_map_key(treatment, dark=False)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (0, ["not given"]),
        (1, ["given", "skipped", "not given"]),
        (2, ["given", "skipped", "not given", "side effect"]),
    ],
)
def test_each_sign_that_stands_on_the_map_is_said_in_a_word(stage: int, words: list[str]) -> None:
    page = AppTest.from_function(a_key, default_timeout=LONG_S)
    page.session_state["stage"] = stage
    page.run()

    said = page.get("html")[0].proto.body

    assert not page.exception
    assert re.findall(r"</b> ([a-z ]+)<", said) == words
