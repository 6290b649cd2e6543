"""Two states of a visit are told apart line by line, and nothing that differs is left out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import PointMm
from planner.series.difference import IN_DETAIL, NOTHING, Difference, differences
from planner.series.visit import Answer, EffectKind, Product, QuestionKind, Scores, SideEffect, Visit
from planner.series.visit_words import count_text
from planner.session import Exclusion, Marked
from tests.conftest import a_point, a_rectangle, a_zone, an_exclusion
from tests.series.visits import COURSE, MIXED, MONDAY, a_visit, deliveries, treated

HAEMATOMA = SideEffect("e1", EffectKind.HAEMATOMA, PointMm(20.0, 410.0), MONDAY)

CHANGES = {
    "day": lambda v: replace(v, on=v.on + timedelta(days=1)),
    "moved finding": lambda v: replace(v, session=replace(v.session, findings=(a_point(16.0), a_zone()))),
    "order of findings": lambda v: replace(v, session=replace(v.session, findings=v.session.findings[::-1])),
    "zone in detail": lambda v: replace(
        v, session=replace(v.session, findings=(a_point(), replace(a_zone(), outline=a_zone().outline[::-1])))
    ),
    "exclusion": lambda v: replace(v, session=replace(v.session, exclusions=())),
    "target": lambda v: replace(v, session=replace(v.session, targets=v.session.targets[:1])),
    "ghost": lambda v: replace(v, ghosts=(Marked(a_point(0, 400), ()),)),
    "ghost's target": lambda v: replace(v, ghosts=(Marked(a_point(0, 400), ("t2",)),)),
    "score": lambda v: replace(v, after=Scores(vas=30)),
    "product": lambda v: replace(v, products=(Product("saline", "AB-12", volume_ml=2.0),)),
    "effect": lambda v: replace(v, effects=(HAEMATOMA,)),
    "answer": lambda v: replace(v, answers=(Answer(QuestionKind.LATE, MONDAY, has_effects=False),)),
    "note": lambda v: replace(v, note="slept well"),
    "schedule": lambda v: replace(v, schedule="weekly_4"),
    "next session": lambda v: replace(v, next_on=MONDAY + timedelta(weeks=1)),
    "treatment": treated,
}


def with_exclusion(visit: Visit, exclusion: Exclusion) -> Visit:
    return replace(visit, session=replace(visit.session, exclusions=(exclusion,)))


@given(st.lists(st.sampled_from(sorted(CHANGES)), max_size=4), deliveries())
def test_only_equal_states_have_no_difference(names: list[str], delivery: object) -> None:
    before = replace(a_visit(nrs=5), course=COURSE, delivery=delivery)
    after = before
    for name in names:
        after = CHANGES[name](after)

    assert (differences(before, after) == ()) == (before == after)
    assert differences(before, before) == ()


def test_what_was_corrected_later_is_said_with_both_values() -> None:
    before = replace(a_visit(nrs=7), products=(Product("saline", "AB-12"),), effects=(HAEMATOMA,))
    after = replace(
        before,
        before=Scores(nrs=6),
        products=(Product("saline", "AB-21"),),
        effects=(replace(HAEMATOMA, gone=MONDAY + timedelta(days=7)),),
        note="phoned",
    )

    assert differences(before, after) == (
        Difference("NRS, 0 to 10, before", "7", "6"),
        Difference("Product 1", "saline, batch AB-12", "saline, batch AB-21"),
        Difference(
            "Side effect e1",
            "haematoma 20 mm right of midline, 410 mm below C7, noticed 2026-11-23",
            "haematoma 20 mm right of midline, 410 mm below C7, noticed 2026-11-23, gone 2026-11-30",
        ),
        Difference("Note", NOTHING, "phoned"),
    )


@pytest.mark.parametrize(
    ("down_mm", "longer_mm", "becomes"),
    [
        (12.0, 0.0, "800 mm² with its middle on the midline, 452 mm below C7, moved 12 mm"),
        (0.0, 8.0, "880 mm² with its middle on the midline, 444 mm below C7, moved 4 mm"),
        (0.0, 0.0, "800 mm² with its middle on the midline, 440 mm below C7"),
    ],
)
def test_an_exclusion_is_said_by_its_area_and_how_far_it_moved(
    down_mm: float, longer_mm: float, becomes: str
) -> None:
    before = a_visit()
    scar = an_exclusion(a_rectangle(-5, 400, 5, 480))
    other = an_exclusion(a_rectangle(-5, 400 + down_mm, 5, 480 + down_mm + longer_mm), margin_mm=3.0)

    (found,) = differences(with_exclusion(before, scar), with_exclusion(before, other))

    was = "800 mm² with its middle on the midline, 440 mm below C7"
    assert found.what == f"Exclusion {scar.id}"
    assert found.was == f"scar, {scar.margin_mm:g} mm margin, {was}"
    assert found.becomes == f"scar, 3 mm margin, {becomes}"


def test_a_point_is_said_where_it_is_and_how_far_it_moved() -> None:
    (found,) = differences(a_visit(), CHANGES["moved finding"](a_visit()))

    assert found.was.endswith("15 mm right of midline, 409 mm below C7")
    assert found.becomes.endswith("16 mm right of midline, 409 mm below C7, moved 1 mm")


def test_a_target_is_said_in_the_words_of_its_form() -> None:
    before = a_visit()
    target = replace(before.session.targets[0], technique="nappage", settings=(("spacing_mm", 8.0),))
    after = replace(before, session=replace(before.session, targets=(target, *before.session.targets[1:])))

    (found,) = differences(before, after)

    assert found.becomes == f"Nappage of {', '.join(target.findings)}; between drops 8 mm"


def test_an_outline_that_reads_the_same_is_said_to_differ_in_detail() -> None:
    turned = CHANGES["zone in detail"](a_visit())

    (found,) = differences(a_visit(), turned)

    assert found.becomes == found.was + IN_DETAIL


def test_a_visit_begins_with_everything_new() -> None:
    empty = Visit(MONDAY, replace(MIXED, findings=(), exclusions=(), targets=()))

    assert [one.what for one in differences(empty, a_visit())] == [
        "Finding p1",
        "Finding z1",
        "Exclusion x1",
        "Target t1",
        "Target t2",
    ]


@pytest.mark.parametrize(("count", "said"), [(0, "0 passes"), (1, "1 pass"), (2, "2 passes")])
def test_a_count_is_said_with_the_noun_that_it_asks_for(count: int, said: str) -> None:
    assert count_text(count, "pass", "passes") == said
