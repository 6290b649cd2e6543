from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body import PointMm
from planner.plan import build_plan
from planner.series.course import course_of
from planner.series.delivered import Delivery, add_point, give
from planner.series.figures import figures_of, given_area_mm2, given_ml
from planner.session import FindingKind, Session
from tests.conftest import a_point, a_session
from tests.series.visits import (
    COURSE,
    MIXED,
    TEN,
    a_visit,
    back,
    deliveries,
    five_points,
    planned_course,
    treated,
)


def test_a_course_has_every_injection_and_pass_of_the_plan_in_its_order() -> None:
    plan = build_plan(MIXED, back())

    steps = list(COURSE)

    assert [step.n for step in steps] == list(range(1, plan.totals.punctures + plan.totals.passes + 1))
    assert [step.target for step in steps] == ["t1"] + ["t2"] * plan.totals.passes
    assert sum(step.volume_ml for step in steps) == pytest.approx(plan.totals.volume_ml)
    assert [step.is_pass for step in steps] == [False] + [True] * plan.totals.passes


def test_a_pass_goes_from_one_place_to_another() -> None:
    plan = build_plan(MIXED, back())

    step = COURSE.step(2)

    assert step.to is not None
    assert (step.at.u_mm, step.at.v_mm) == tuple(plan.targets[1].passes.starts[0])
    assert (step.to.u_mm, step.to.v_mm) == tuple(plan.targets[1].passes.ends[0])


@pytest.mark.parametrize("n", [0, -1, len(COURSE) + 1])
def test_there_is_no_step_beyond_the_course(n: int) -> None:
    with pytest.raises(IndexError):
        COURSE.step(n)


def test_a_target_without_findings_is_no_part_of_the_course() -> None:
    assert len(course_of(build_plan(Session(targets=MIXED.targets[:0]), back()))) == 0


def test_a_tap_takes_the_nearest_of_the_steps_that_are_open() -> None:
    course = planned_course(five_points())

    assert course.nearest(PointMm(16.0, 401.0), (1, 2, 3)) == 1
    assert course.nearest(PointMm(16.0, 401.0), (2, 3)) == 2
    assert course.nearest(PointMm(16.0, 401.0), ()) == 0


def test_what_was_given_whole_has_the_volume_of_the_plan() -> None:
    whole = give(Delivery(len(COURSE)), 1, len(COURSE), TEN)

    assert given_ml(COURSE, whole) == pytest.approx(build_plan(MIXED, back()).totals.volume_ml)


def test_deposits_far_from_one_another_treat_a_disc_each() -> None:
    visit = treated(a_visit(session=five_points()), steps=(1,))
    assert visit.course is not None
    reach_mm = visit.course.legs[0].reach_mm

    area_mm2 = figures_of(visit).area_mm2

    assert area_mm2 == pytest.approx(np.pi * reach_mm**2, rel=0.01)


def test_passes_are_counted_beside_the_punctures_as_in_a_plan() -> None:
    added = add_point(Delivery(len(COURSE)), PointMm(15.0, 409.0), target="t1", volume_ml=0.1, moment=TEN)
    whole = give(added, 1, len(COURSE), TEN)
    totals = build_plan(MIXED, back()).totals

    figures = figures_of(replace(a_visit(), course=COURSE, delivery=whole))

    assert totals.passes > 0
    assert (figures.punctures, figures.passes) == (totals.punctures + 1, totals.passes)


def test_neither_trigger_points_nor_points_without_pain_are_tender_points() -> None:
    points = a_point(0.0, 400.0, point_id="p1"), a_point(15.0, 400.0, point_id="p2")
    tender, other = points[0], replace(points[1], kind=FindingKind.TRIGGER_POINT)
    painless = replace(points[1], id="p3", intensity=0)

    figures = figures_of(a_visit(session=a_session("point_by_point", tender, other, painless)))

    assert figures.tender_points == 1


def test_a_visit_before_its_treatment_has_points_and_no_punctures() -> None:
    figures = figures_of(a_visit(nrs=7))

    assert (figures.tender_points, figures.before.nrs) == (1, 7)
    assert (figures.punctures, figures.volume_ml, figures.area_mm2) == (0, 0.0, 0.0)


@settings(max_examples=25)
@given(deliveries(), st.integers(1, len(COURSE)))
def test_one_more_step_never_treats_less(delivery: Delivery, step: int) -> None:
    less = [given_area_mm2(COURSE, delivery), given_ml(COURSE, delivery)]

    whole = Delivery(delivery.steps, tuple(d for d in delivery.deeds if d.kind in {"given", "added"}))
    more = Delivery(whole.steps, (*whole.deeds, *give(Delivery(whole.steps), step, step, TEN).deeds))

    assert given_area_mm2(COURSE, more) >= less[0] - 1e-6
    assert given_ml(COURSE, more) >= less[1] - 1e-12
