"""A saved visit is looked at: as it was saved, and without anything being searched for."""

from dataclasses import replace

import numpy as np
import pytest

from planner.series.course import Course
from planner.series.delivered import Delivery
from planner.series.visit import Visit
from planner.ui import planned as planned_now
from planner.ui.optimised import searched
from planner.ui.panels.visit_shown import said_of_plan
from planner.ui.visit_picture import plan_shown, visit_svg
from tests.conftest import a_point, a_session, a_zone
from tests.series.visits import MONDAY, a_visit, planned_course, treated


def planned_yesterday() -> Visit:
    """Return a visit whose plan no Mesoplan of today would make: 3 mm aside, the last step first."""
    leg, *others = planned_course(a_visit().session).legs
    grid = replace(leg.grid, u_mm=leg.grid.u_mm[::-1] + 3.0, v_mm=leg.grid.v_mm[::-1])
    return with_steps(Course((replace(leg, grid=grid), *others)))


def planned_today() -> Visit:
    return with_steps(planned_course(a_visit().session))


def with_steps(course: Course) -> Visit:
    return replace(a_visit(), course=course, delivery=Delivery(len(course)))


def searched_for_long() -> Visit:
    session = a_session("point_by_point", a_point(60, 430), a_zone(), pattern="fill")
    return Visit(MONDAY, replace(session, targets=(searched(session.targets[0], 600),)))


def forbid_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every plan that is built fail the test."""
    monkeypatch.setattr(planned_now, "build_plan", lambda *_, **__: pytest.fail("planned anew"))
    planned_now.planned.cache_clear()


def test_a_planned_visit_shows_the_steps_that_were_saved_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit, today = planned_yesterday(), planned_today()
    forbid_plans(monkeypatch)

    shown = plan_shown(visit)

    assert visit.course is not None
    assert shown.plan is not None
    kept = [target.grid.places for target in shown.plan.targets]
    assert all(np.array_equal(a, leg.grid.places) for a, leg in zip(kept, visit.course.legs, strict=True))
    assert shown.plan.totals.punctures + shown.plan.totals.passes == len(visit.course)
    assert "as they were saved" in said_of_plan(shown)
    assert visit_svg(visit, dark=False) != visit_svg(today, dark=False)


def test_what_was_saved_is_drawn_as_the_desk_draws_it() -> None:
    visit = planned_today()
    plan = planned_now.planned(visit.session).plan

    shown = plan_shown(visit).plan

    assert plan is not None
    assert shown is not None
    assert [(t.id, t.settings, t.zone, t.reach_mm) for t in shown.targets] == [
        (t.id, t.settings, t.zone, t.reach_mm) for t in plan.targets
    ]


def test_a_target_without_steps_leaves_the_others_their_numbers() -> None:
    second = Course(planned_course(a_visit().session).legs[1:])

    shown = plan_shown(with_steps(second)).plan

    assert shown is not None
    steps = [(target.id, len(target.grid) + len(target.passes)) for target in shown.targets]
    assert steps == [("t1", 0), ("t2", len(second))]


def test_a_treated_visit_is_drawn_without_planning_it(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = treated(a_visit(session=a_session("point_by_point", a_point(61, 430))))
    forbid_plans(monkeypatch)

    assert "<svg" in visit_svg(visit, dark=True)


def test_a_visit_saved_without_a_plan_gets_the_quick_one_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("planner.techniques.fill.optimise_cover", lambda *_, **__: pytest.fail("searched"))
    planned_now.planned.cache_clear()

    shown = plan_shown(searched_for_long())

    assert shown.plan is not None
    assert shown.plan.totals.punctures > 0
    assert "the quick plan of today" in said_of_plan(shown)
