from dataclasses import replace
from datetime import timedelta

import pytest

from planner.body import PointMm
from planner.series.stop_rule import Verdict, judge
from planner.series.visit import EffectKind, Scores, SideEffect, Visit
from tests.series.visits import MONDAY, a_visit, treated

NODULE = SideEffect("e1", EffectKind.NODULE, PointMm(15, 409), MONDAY + timedelta(days=30))


def weekly(*pains: int | None) -> list[Visit]:
    return [treated(a_visit(MONDAY + timedelta(weeks=n), nrs=nrs)) for n, nrs in enumerate(pains)]


@pytest.mark.parametrize(
    ("pains", "verdict"),
    [
        ((), Verdict.TOO_EARLY),
        ((8, 2), Verdict.TOO_EARLY),
        ((7, 6, 6), Verdict.NOT_FELL),  # the published case: a fall of 14 %
        ((8, 5, 3), Verdict.FELL),
        ((3, 3, 2), Verdict.FELL),  # a third of the first value
        ((7, 6, 6, 5), Verdict.FELL),
        ((None, None, None), Verdict.NOT_KNOWN),
        ((5, 7), Verdict.DIAGNOSE_AGAIN),
        ((5, 4, 8), Verdict.DIAGNOSE_AGAIN),
        ((8, 5, None), Verdict.NOT_KNOWN),  # what the last needles came to was not asked
        ((8, None, 5), Verdict.FELL),
        ((5, 8, None), Verdict.DIAGNOSE_AGAIN),
    ],
)
def test_a_series_is_judged_after_the_third_session(pains: tuple[int | None, ...], verdict: Verdict) -> None:
    assert judge(weekly(*pains)).verdict is verdict


def test_a_visit_without_a_needle_is_no_session() -> None:
    visits = [*weekly(7, 6), a_visit(MONDAY + timedelta(weeks=2), nrs=6)]

    assert judge(visits).verdict is Verdict.TOO_EARLY


def test_no_pain_and_almost_no_disability_is_recovered_at_any_time() -> None:
    first, second = weekly(6, 0)

    recovered = replace(second, before=Scores(nrs=0, roland_morris=2))

    assert judge([first, recovered]).verdict is Verdict.RECOVERED
    assert judge([first, replace(second, before=Scores(nrs=0, roland_morris=3))]).verdict is Verdict.TOO_EARLY


def test_nobody_is_recovered_before_the_first_needles_or_by_an_older_answer_than_the_last_needles() -> None:
    first, second, third = weekly(6, 0, None)
    recovered = replace(second, before=Scores(nrs=0, roland_morris=2))

    assert judge([recovered]).verdict is Verdict.TOO_EARLY
    assert judge([first, recovered, third]).verdict is Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("pains", "said"),
    [
        ((8, 6, 5), "8 (session 1) → 5 (session 3)"),
        ((None, 8, 7, 5), "8 (session 2) → 5 (session 4)"),
        ((5, 8, None), "5 (session 1) to 8 (session 2)"),
        (
            (8, 5, None),
            "before the needles of session 3, the last one treated; the last NRS is that of session 2",
        ),
    ],
)
def test_the_pain_that_is_compared_is_named_by_its_sessions(pains: tuple[int | None, ...], said: str) -> None:
    assert said in judge(weekly(*pains)).text


def test_pain_asked_for_a_session_that_is_still_to_be_treated_counts_for_those_before() -> None:
    visits = [*weekly(8, 7, None), a_visit(MONDAY + timedelta(weeks=3), nrs=4)]

    judged = judge(visits)

    assert judged.verdict is Verdict.FELL
    assert "8 (session 1) → 4 (session 4)" in judged.text


@pytest.mark.parametrize(
    ("befores", "after", "verdict"), [((7, 6, 6), 1, Verdict.NOT_FELL), ((3,), 5, Verdict.TOO_EARLY)]
)
def test_what_is_said_minutes_after_the_needles_is_not_judged(
    befores: tuple[int, ...], after: int, verdict: Verdict
) -> None:
    *earlier, last = weekly(*befores)

    judged = judge([*earlier, replace(last, after=Scores(nrs=after, roland_morris=0))])

    assert judged.verdict is verdict
    assert ("not judged" in judged.text) == (verdict is Verdict.NOT_FELL)


def test_pain_asked_once_is_compared_with_nothing() -> None:
    assert judge(weekly(7, None, None)).verdict is Verdict.NOT_KNOWN


def test_a_nodule_asks_for_another_diagnosis_until_it_is_gone() -> None:
    visits = weekly(8, 5, 3)
    gone = replace(NODULE, gone=NODULE.noticed + timedelta(days=20))

    assert judge([replace(visits[0], effects=(NODULE,)), *visits[1:]]).verdict is Verdict.DIAGNOSE_AGAIN
    assert judge([replace(visits[0], effects=(gone,)), *visits[1:]]).verdict is Verdict.FELL


@pytest.mark.parametrize("pains", [(8, 2), (7, 6, 6), (8, 5, 3), (None,) * 3, (5, 7)])
def test_every_verdict_comes_with_a_sentence_and_its_source(pains: tuple[int | None, ...]) -> None:
    judged = judge(weekly(*pains))

    assert judged.text.endswith(".")
    assert f"({judged.source.key}" in judged.text or "our own rule" in judged.text
