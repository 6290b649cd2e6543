from dataclasses import replace

from planner.body import FittedMap
from planner.composite import DEFAULT_WEIGHTS
from planner.plan import build_plan
from planner.score import Figures, score_plan
from planner.ui.panels.total_words import said_of_totals
from tests.conftest import a_session, a_zone


def a_nappage(back: FittedMap) -> Figures:
    return score_plan(build_plan(a_session("nappage", a_zone()), back)).totals


def test_both_totals_are_said(back: FittedMap) -> None:
    figures = a_nappage(back)
    only_entries = dict.fromkeys(DEFAULT_WEIGHTS, 0.0) | {"entries": 1.0}

    said = said_of_totals((replace(figures, punctures=10), replace(figures, punctures=105)), only_entries)

    assert said == "**Total by your own weights: A 100 · B 50** of 100."


def test_what_is_left_out_is_said(back: FittedMap) -> None:
    figures = a_nappage(back)

    said = said_of_totals((figures, replace(figures, coverage=None, spacing_cv=None)), {})

    assert said.endswith("Left out, as it is not measured on both: covered, uneven spacing.")


def test_why_there_is_no_total_is_said(back: FittedMap) -> None:
    figures = a_nappage(back)
    empty = replace(figures, punctures=0, passes=0)

    assert said_of_totals((figures, empty), {}) == "**No total: plan B treats nothing.**"
    assert said_of_totals((empty, figures), {}) == "**No total: plan A treats nothing.**"
    assert said_of_totals((empty, empty), {}) == "**No total: both plans treat nothing.**"
    assert "has a weight" in said_of_totals((figures, figures), dict.fromkeys(DEFAULT_WEIGHTS, 0.0))
