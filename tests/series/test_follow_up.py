from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import PointMm
from planner.series.follow_up import (
    due_questions,
    may_be_late_infection,
    open_questions,
    received_batch,
    with_answer,
    with_effect,
    with_gone,
    without_effect,
)
from planner.series.visit import Answer, EffectKind, Product, QuestionKind, SideEffect
from tests.series.visits import MONDAY, a_visit, treated

LATE = MONDAY + timedelta(weeks=12)


def test_a_visit_is_asked_about_at_the_next_one_and_at_twelve_weeks() -> None:
    first = treated(a_visit())
    second = a_visit(MONDAY + timedelta(weeks=1))

    questions = open_questions([first, second])

    assert [(q.visit, q.kind, q.due) for q in questions] == [
        (0, QuestionKind.NEXT_VISIT, second.on),
        (0, QuestionKind.LATE, LATE),
    ]


def test_nothing_is_asked_where_no_needle_went_in() -> None:
    assert open_questions([a_visit()]) == ()


def test_without_a_next_visit_only_the_late_question_gets_due() -> None:
    visits = [treated(a_visit())]

    assert due_questions(visits, LATE - timedelta(days=1)) == ()
    assert [q.kind for q in due_questions(visits, LATE)] == [QuestionKind.LATE]


def test_what_was_answered_is_not_asked_again() -> None:
    answered = replace(treated(a_visit()), answers=(Answer(QuestionKind.LATE, LATE, has_effects=False),))

    assert due_questions([answered], LATE + timedelta(days=100)) == ()


@given(st.integers(0, 200))
def test_a_question_that_is_due_stays_due(days: int) -> None:
    visits = [treated(a_visit()), a_visit(MONDAY + timedelta(weeks=1))]

    today = {q.kind for q in due_questions(visits, MONDAY + timedelta(days=days))}
    tomorrow = {q.kind for q in due_questions(visits, MONDAY + timedelta(days=days + 1))}

    assert today <= tomorrow


@pytest.mark.parametrize(
    ("kind", "days", "may_be"),
    [
        (EffectKind.NODULE, 6, False),
        (EffectKind.NODULE, 7, True),
        (EffectKind.ABSCESS, 84, True),
        (EffectKind.ABSCESS, 85, False),
        (EffectKind.HAEMATOMA, 30, False),
    ],
)
def test_a_late_nodule_falls_within_the_published_latency(
    kind: EffectKind, days: int, *, may_be: bool
) -> None:
    effect = SideEffect("e1", kind, PointMm(15, 409), MONDAY + timedelta(days=days))

    assert may_be_late_infection(effect, a_visit()) is may_be


@pytest.mark.parametrize("asked", ["AB-12/x", "ab12X", " AB 12 x "])
def test_a_batch_is_found_however_it_was_typed(asked: str) -> None:
    visit = replace(a_visit(), products=(Product("saline", "AB-12/x"),))

    assert received_batch(visit.products, asked)
    assert not received_batch(visit.products, "AB-12")
    assert not received_batch(visit.products, "")


def test_a_side_effect_gets_an_id_of_its_own_and_comes_and_goes() -> None:
    visit = treated(a_visit())
    at = PointMm(20.0, 410.0)

    two = with_effect(with_effect(visit, EffectKind.NODULE, at, MONDAY), EffectKind.REDNESS, at, MONDAY)
    nodule, redness = two.effects
    gone = with_gone(two, redness, MONDAY)

    assert [(one.id, one.kind, one.gone) for one in gone.effects] == [
        ("e1", EffectKind.NODULE, None),
        ("e2", EffectKind.REDNESS, MONDAY),
    ]
    assert with_gone(gone, redness, None) == two
    assert without_effect(without_effect(gone, nodule), redness) == visit


def test_an_effect_that_another_tablet_took_away_stays_away_or_is_put_back_under_a_free_id() -> None:
    visit = treated(a_visit())
    nodule = SideEffect("e1", EffectKind.NODULE, PointMm(20.0, 410.0), MONDAY)
    other = with_effect(visit, EffectKind.REDNESS, PointMm(30.0, 410.0), MONDAY)  # under the same id

    assert without_effect(other, nodule) == other
    assert with_gone(other, nodule, MONDAY).effects == (*other.effects, replace(nodule, id="e2", gone=MONDAY))


def test_an_answer_given_anew_replaces_the_one_before_and_closes_the_question() -> None:
    visit = treated(a_visit())

    first = with_answer(visit, Answer(QuestionKind.LATE, MONDAY, has_effects=False))
    second = with_answer(first, Answer(QuestionKind.LATE, MONDAY, has_effects=True))

    assert [one.has_effects for one in second.answers] == [True]
    assert with_answer(second, second.answers[0]) is second
    assert QuestionKind.LATE not in {question.kind for question in open_questions([second])}
