from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body import PointMm
from planner.series.follow_up import due_questions, may_be_late_infection, open_questions, received_batch
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


@settings(deadline=None)
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

    assert received_batch(visit, asked)
    assert not received_batch(visit, "AB-12")
    assert not received_batch(visit, "")
