import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body import PointMm
from planner.plan import build_plan
from planner.series.course import course_of
from planner.series.delivered import Delivery, give, skip
from planner.series.replan import skipped_session
from planner.session import Session
from tests.conftest import a_mixed_session, a_session, a_zone, an_exclusion
from tests.series.visits import COURSE, MIXED, TEN, back, five_points, planned_course

NAPPAGE = a_session("nappage", a_zone(), exclusions=(an_exclusion(),), spacing_mm=7.0)
NAPPAGE_COURSE = planned_course(NAPPAGE)
GRADED = a_session("nappage", a_zone(), *five_points().findings, density="follows_pain")
GRADED_COURSE = planned_course(GRADED)
PLACES = NAPPAGE_COURSE.legs[0].grid.places


def skipping(steps: set[int], count: int) -> Delivery:
    delivery = Delivery(count)
    for step in sorted(steps):
        delivery = skip(delivery, step, step, "too sore", TEN)
    return give(delivery, 1, count, TEN) if len(steps) < count else delivery


def test_nothing_skipped_leaves_nothing_to_plan() -> None:
    assert skipped_session(MIXED, COURSE, give(Delivery(len(COURSE)), 1, len(COURSE), TEN)) is None


@settings(max_examples=40)
@given(st.sets(st.integers(1, len(PLACES)), min_size=1))
def test_skipped_micro_drops_are_planned_again_on_their_places_and_no_others(steps: set[int]) -> None:
    delivery = skipping(steps, len(PLACES))

    again = skipped_session(NAPPAGE, NAPPAGE_COURSE, delivery)

    assert again is not None
    plan = build_plan(again, back())
    wanted = {tuple(np.round(PLACES[step - 1], 6).tolist()) for step in steps}
    assert {tuple(np.round(place, 6).tolist()) for place in plan.targets[0].grid.places} == wanted
    each_ml = NAPPAGE_COURSE.legs[0].volumes_ml[0]
    assert plan.totals.volume_ml == pytest.approx(each_ml * len(steps))


@given(st.sets(st.integers(1, 5), min_size=1))
def test_skipped_deposits_are_planned_again_one_by_one(steps: set[int]) -> None:
    session = five_points()
    course = planned_course(session)

    again = skipped_session(session, course, skipping(steps, 5))

    assert again is not None
    places = build_plan(again, back()).targets[0].grid.places
    assert sorted(map(tuple, places.tolist())) == sorted(
        (course.step(n).at.u_mm, course.step(n).at.v_mm) for n in steps
    )


def test_a_corner_of_a_square_is_planned_again_alone_with_its_depth_and_volume() -> None:
    session = a_session("point_by_point", *five_points().findings[:1], pattern="square", depth_mm=3.0)
    course = planned_course(session)

    again = skipped_session(session, course, skipping({2}, len(course)))

    assert again is not None
    grid = build_plan(again, back()).targets[0].grid
    assert len(grid) == 1
    assert PointMm(float(grid.u_mm[0]), float(grid.v_mm[0])) == course.step(2).at
    assert (float(grid.depth_mm[0]), float(grid.volume_ml[0])) == (3.0, course.step(2).volume_ml)


@settings(max_examples=25)
@given(st.sets(st.integers(2, len(COURSE)), min_size=1))
def test_skipped_passes_are_planned_again_along_their_lines(steps: set[int]) -> None:
    again = skipped_session(MIXED, COURSE, skipping(steps, len(COURSE)))

    assert again is not None
    course = course_of(build_plan(again, back()))
    wanted = {round(COURSE.step(n).at.v_mm, 3) for n in steps}
    assert {round(step.at.v_mm, 3) for step in course} == wanted
    assert sum(step.volume_ml for step in course) == pytest.approx(
        sum(COURSE.step(n).volume_ml for n in steps)
    )


@settings(max_examples=20)
@given(st.sets(st.integers(1, len(GRADED_COURSE)), min_size=1))
def test_drops_whose_spacing_follows_the_pain_are_planned_again_one_by_one(steps: set[int]) -> None:
    again = skipped_session(GRADED, GRADED_COURSE, skipping(steps, len(GRADED_COURSE)))

    assert again is not None
    course = planned_course(again)
    wanted = [GRADED_COURSE.step(n) for n in sorted(steps)]
    assert {step.at for step in course} == {step.at for step in wanted}
    assert {step.depth_mm for step in course} == {step.depth_mm for step in wanted}
    assert sum(step.volume_ml for step in course) == pytest.approx(sum(step.volume_ml for step in wanted))


def test_what_keeps_needles_out_stays() -> None:
    session: Session = a_mixed_session()

    again = skipped_session(session, COURSE, skipping({1, 2}, len(COURSE)))

    assert again is not None
    assert again.exclusions == session.exclusions
    assert [target.id for target in again.targets] == ["t1", "t2"]
