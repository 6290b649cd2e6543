import pytest

from planner.series.adding import leg_in_hand, planned_ml
from planner.series.delivered import Delivery, give
from planner.series.ending import end_here
from tests.series.visits import COURSE, TEN, five_points, planned_course

STEPS = len(COURSE)


def test_the_needle_in_hand_is_that_of_the_next_step_and_then_of_the_last_one_given() -> None:
    first, *_, last = COURSE.legs
    begun = give(Delivery(STEPS), 1, 1, TEN)
    broken_off = end_here(begun, "Patient unwell", TEN)
    over = give(Delivery(STEPS), 1, STEPS, TEN)

    assert leg_in_hand(COURSE, Delivery(STEPS)) is first
    assert leg_in_hand(COURSE, begun) is COURSE.span_of(begun.next_step)[0]
    assert leg_in_hand(COURSE, broken_off) is first
    assert leg_in_hand(COURSE, over) is leg_in_hand(COURSE, end_here(Delivery(STEPS), "x", TEN)) is last


def test_one_more_point_gets_what_the_points_of_its_leg_get() -> None:
    (leg,) = planned_course(five_points()).legs

    assert planned_ml(leg) == 0.1


def test_one_more_point_among_passes_gets_what_they_give_to_as_much_skin_and_never_nothing() -> None:
    passes = next(leg for leg in COURSE.legs if not len(leg.grid))
    apart_mm = float(dict(passes.settings)["line_spacing_mm"])
    per_mm2_ml = passes.volumes_ml.sum() / (passes.passes.length_mm.sum() * apart_mm)

    assert planned_ml(passes) == pytest.approx(per_mm2_ml * apart_mm**2, rel=0.05)
    assert planned_ml(passes) > 0
