from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.series.adding import leg_in_hand, planned_ml
from planner.series.delivered import MOST_ADDED_ML, Delivery
from planner.series.delivered import give as given_steps
from planner.series.ending import end_here
from tests.conftest import a_point, a_rectangle, a_session, a_zone
from tests.series.visits import COURSE, TEN, five_points, planned_course

STEPS = len(COURSE)


def test_the_needle_in_hand_is_that_of_the_next_step_and_then_of_the_last_one_given() -> None:
    first, *_, last = COURSE.legs
    begun = given_steps(Delivery(STEPS), 1, 1, TEN)
    broken_off = end_here(begun, "Patient unwell", TEN)
    over = given_steps(Delivery(STEPS), 1, STEPS, TEN)

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


def test_one_more_point_never_gets_more_than_an_added_point_may() -> None:
    zone = a_zone(a_rectangle(20, 400, 32, 412))
    (one_drop,) = planned_course(a_session("nappage", zone, zone_volume_ml=25.0)).legs

    assert (len(one_drop), one_drop.volumes_ml.sum()) == (1, 25.0)
    assert planned_ml(one_drop) == MOST_ADDED_ML


def test_one_more_point_beside_a_short_track_gets_no_more_than_all_of_its_passes() -> None:
    zone = a_zone(a_rectangle(20, 400, 40, 460))
    session = a_session("intraepidermal", zone, line_spacing_mm=50.0, direction_deg=0.0, zone_volume_ml=10.0)
    (short,) = planned_course(session).legs

    assert short.passes.length_mm.sum() < 2 * short.reach_mm
    assert planned_ml(short) == short.volumes_ml.sum()


@given(st.floats(0.001, 30.0))
def test_no_point_gets_more_than_its_whole_leg(volume_ml: float) -> None:
    (leg,) = planned_course(a_session("point_by_point", a_point(15.0, 400.0))).legs
    only = replace(leg, grid=replace(leg.grid, volume_ml=np.full(len(leg), volume_ml)))

    assert 0 < planned_ml(only) <= min(only.volumes_ml.sum(), MOST_ADDED_ML)
