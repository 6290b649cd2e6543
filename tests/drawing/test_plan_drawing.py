from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Area, Arrows, Dots, Drawing, Label, Line, Numbers, Shape
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.plan_drawing import circled, draw_plan
from planner.drawing.roles import Role
from planner.plan import Plan
from planner.session import Exclusion, ExclusionKind, Session
from tests.drawing.conftest import HALF_BREADTH_MM, a_point, a_rectangle, a_target

PlanOf = Callable[[Session], Plan]


def drawn_plan(session: Session, trunk: FittedMap, plan_of: PlanOf) -> tuple[Plan, Drawing]:
    plan = plan_of(session)
    return plan, draw_plan(plan, session, trunk)


def dots_of(drawing: Drawing, role: Role, target: str) -> list[Dots]:
    return [mark for mark in drawing.marks_of(role) if isinstance(mark, Dots) and mark.target == target]


def test_every_injection_stands_at_its_projected_place(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan, drawing = drawn_plan(mixed, trunk, plan_of)

    for target in plan.targets:
        if len(target.grid):
            (dots,) = dots_of(drawing, Role.INJECTION, target.id)
            there = trunk.projection.drawn_x(target.grid.u_mm, target.grid.v_mm)
            np.testing.assert_allclose(dots.at[:, 0], there, atol=1e-3)
            np.testing.assert_allclose(dots.at[:, 1], target.grid.v_mm, atol=1e-3)
            assert dots.is_order


def test_columns_close_up_towards_the_flank(trunk: FittedMap, plan_of: PlanOf) -> None:
    session = Session(
        findings=tuple(a_point(number, 20.0 * number, 300) for number in range(1, 10)),
        targets=(a_target(1, "point_by_point", *(f"p{n}" for n in range(1, 10)), pattern="anchors"),),
    )

    _, drawing = drawn_plan(session, trunk, plan_of)

    (dots,) = dots_of(drawing, Role.INJECTION, "t1")
    steps = np.diff(np.sort(dots.at[:, 0]))
    assert steps[0] == pytest.approx(20.0)
    assert steps[-1] < 12.0


def test_a_deposit_of_a_tenth_of_a_millilitre_is_eight_millimetres_wide(
    trunk: FittedMap, plan_of: PlanOf
) -> None:
    session = Session(
        findings=(a_point(1, 15, 409),),
        targets=(a_target(1, "point_by_point", "p1", pattern="anchors", volume_per_deposit_ml=0.1),),
    )

    _, drawing = drawn_plan(session, trunk, plan_of)

    (wheal,) = dots_of(drawing, Role.DEPOSIT, "t1")
    (needle,) = dots_of(drawing, Role.INJECTION, "t1")
    assert (wheal.diameter_mm, wheal.shape) == (8.0, Shape.CIRCLE)
    assert needle.diameter_mm == 3.0


def test_a_drop_smaller_than_the_needle_sign_is_drawn_as_small_as_it_is(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    tiny = replace(mixed, targets=(a_target(1, "nappage", "z2", zone_volume_ml=0.1),))

    plan, drawing = drawn_plan(tiny, trunk, plan_of)

    drop_ml = 0.1 / len(plan.targets[0].grid)
    (dots,) = dots_of(drawing, Role.INJECTION, "t1")
    assert dots.diameter_mm == pytest.approx(8.0 * (drop_ml / 0.1) ** (1 / 3))
    assert dots.diameter_mm < 3.0
    assert not dots_of(drawing, Role.DEPOSIT, "t1")


def test_arrows_point_along_their_passes(mixed: Session, trunk: FittedMap, plan_of: PlanOf) -> None:
    plan, drawing = drawn_plan(mixed, trunk, plan_of)

    (arrows,) = (mark for mark in drawing.marks_of(Role.DIRECTION) if isinstance(mark, Arrows))
    passes = plan.targets[1].passes
    there = trunk.projection.drawn_x(passes.to_u_mm, passes.to_v_mm)
    np.testing.assert_allclose(arrows.end[:, 0], there)
    assert np.all(np.sign(arrows.end - arrows.start) == np.sign(passes.ends - passes.starts))


def test_the_ends_of_every_pass_are_drawn_where_the_needle_turns(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan, drawing = drawn_plan(mixed, trunk, plan_of)

    (track,) = (mark for mark in drawing.marks_of(Role.STROKE) if isinstance(mark, Line))
    drawn = {(round(x, 6), round(v, 6)) for x, v in track.points.tolist() if not np.isnan(x)}
    passes = plan.targets[1].passes
    starts = trunk.projection.drawn_x(passes.from_u_mm, passes.from_v_mm)
    assert {(round(x, 6), round(v, 6)) for x, v in zip(starts, passes.from_v_mm, strict=True)} <= drawn


def test_a_withheld_point_is_crossed_out_where_it_was_asked_for(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    _, drawing = drawn_plan(mixed, trunk, plan_of)

    (crossed,) = dots_of(drawing, Role.WITHHELD, "t1")
    assert crossed.shape is Shape.CROSSED
    np.testing.assert_allclose(crossed.at, [(0.0, 430.0)])


def test_an_exclusion_is_drawn_with_its_margin_and_cut_at_the_contour(
    trunk: FittedMap, plan_of: PlanOf
) -> None:
    scar = Exclusion("x1", ExclusionKind.SCAR, a_rectangle(190, 300, 40, 20), 10.0)
    far_out = Session(exclusions=(scar,))

    drawing = draw_plan(plan_of(far_out), far_out, trunk)

    margin, core = (
        shapely.Polygon(mark.rings[0])
        for role in (Role.EXCLUSION_MARGIN, Role.EXCLUSION)
        for mark in drawing.marks_of(role)
        if isinstance(mark, Area)
    )
    assert margin.contains_properly(core.centroid)
    assert margin.bounds[1] == pytest.approx(290.0, abs=0.1)
    assert margin.bounds[2] <= HALF_BREADTH_MM + 1e-9


def test_treatment_zones_keep_the_colour_number_of_their_target(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    _, drawing = drawn_plan(mixed, trunk, plan_of)

    zones = [mark for mark in drawing.marks_of(Role.ZONE) if isinstance(mark, Area)]
    assert {(mark.target, mark.category) for mark in zones} == {("t2", 1), ("t3", 2)}


def test_order_numbers_count_from_one_and_wait_until_they_fit(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan, drawing = drawn_plan(mixed, trunk, plan_of)

    numbers = {mark.target: mark for mark in drawing.marks_of(Role.NUMBER) if isinstance(mark, Numbers)}
    count = len(plan.targets[2].grid)
    assert numbers["t3"].numbers.tolist() == list(range(1, count + 1))
    digits = 2
    nearest_mm = 10.0
    assert 0.6 * digits * numbers["t3"].text_mm < nearest_mm
    assert numbers["t3"].shown_from_px_per_mm * numbers["t3"].text_mm == pytest.approx(9.0, abs=0.02)


def test_numbers_of_a_crowded_grid_are_small_enough_not_to_touch(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    crowded = replace(mixed, targets=(a_target(1, "nappage", "z2", spacing_mm=2.0),))

    plan, drawing = drawn_plan(crowded, trunk, plan_of)

    (numbers,) = (mark for mark in drawing.marks_of(Role.NUMBER) if isinstance(mark, Numbers))
    digits = len(str(len(plan.targets[0].grid)))
    assert digits * 0.6 * numbers.text_mm < 2.0
    assert numbers.shown_from_px_per_mm > 9.0


def test_a_plan_without_targets_draws_nothing(trunk: FittedMap, plan_of: PlanOf) -> None:
    assert draw_plan(plan_of(Session()), Session(), trunk).marks == ()


def test_every_target_carries_its_number_so_that_colour_need_not_tell_it(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    _, drawing = drawn_plan(mixed, trunk, plan_of)

    numbers = [mark.text for mark in drawing.marks_of(Role.TARGET_NUMBER) if isinstance(mark, Label)]
    assert numbers == ["①", "②", "③"]
    assert circled(21) == "(21)"


def test_a_withheld_finding_is_crossed_out_more_widely_than_its_own_sign(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    _, drawing = drawn_plan(mixed, trunk, plan_of)

    (crossed,) = dots_of(drawing, Role.WITHHELD, "t1")
    signs = [mark for mark in draw_findings(mixed, trunk).marks if isinstance(mark, Dots)]
    assert crossed.diameter_mm > max(sign.diameter_mm for sign in signs) + 4.0
