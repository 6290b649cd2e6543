"""What was delivered is drawn step by step, each in its place and in the looks of how it stands."""

import numpy as np
import pytest

from planner.body import FittedMap, PointMm
from planner.drawing.body_drawing import draw_body
from planner.drawing.close_up import close_up
from planner.drawing.drawing import Dots, Label, Line
from planner.drawing.roles import Role
from planner.drawing.visit_drawing import draw_delivered, draw_effects
from planner.series.delivered import Delivery, add_point, give, skip
from planner.series.visit import EffectKind, SideEffect
from tests.series.visits import COURSE, MIXED, MONDAY, TEN


def test_given_skipped_and_open_steps_have_looks_of_their_own(back: FittedMap) -> None:
    delivery = skip(give(Delivery(len(COURSE)), 1, 1, TEN), 2, 3, "a mole", TEN)
    delivery = add_point(delivery, PointMm(30.0, 380.0), target="t1", volume_ml=0.1, moment=TEN)

    drawing = draw_delivered(COURSE, delivery, MIXED, back)

    dots = {mark.role: len(mark.at) for mark in drawing.marks if isinstance(mark, Dots)}
    lines = {
        mark.role: np.isnan(mark.points).any(axis=1).sum() + 1
        for mark in drawing.marks
        if isinstance(mark, Line)
    }
    assert dots == {Role.INJECTION: 1, Role.STEP_ADDED: 1}
    assert lines == {Role.STEP_SKIPPED: 2, Role.STEP_OPEN: len(COURSE) - 3}


def test_a_step_on_a_finding_is_drawn_round_its_sign(back: FittedMap) -> None:
    drawing = draw_delivered(COURSE, Delivery(len(COURSE)), MIXED, back)

    (ring,) = (mark for mark in drawing.marks if isinstance(mark, Dots))
    np.testing.assert_allclose(ring.at, [[back.projection.drawn_x(15.0, 409.0), 409.0]])
    assert ring.diameter_mm > 18.0


def test_a_side_effect_stands_on_its_place_with_its_name(back: FittedMap) -> None:
    effect = SideEffect("e1", EffectKind.NODULE, PointMm(40.0, 420.0), MONDAY)

    dots, label = draw_effects((effect,), back).marks

    assert isinstance(dots, Dots)
    assert isinstance(label, Label)
    assert label.text == "nodule"
    assert label.v_mm == dots.at[0, 1] == 420.0


@pytest.mark.parametrize("places", [[(15.0, 409.0)], [(-100.0, 100.0), (100.0, 500.0)]])
def test_a_close_up_holds_its_places_and_has_l_and_r(
    back: FittedMap, places: list[tuple[float, float]]
) -> None:
    near = close_up(draw_body(back), np.array(places), back)

    sides = {mark.text: mark.x_mm for mark in near.marks_of(Role.SIDE) if isinstance(mark, Label)}
    assert near.x_range_mm[0] < sides["L"] < sides["R"] < near.x_range_mm[1]
    for u_mm, v_mm in places:
        assert near.x_range_mm[0] < back.projection.drawn_x(u_mm, v_mm) < near.x_range_mm[1]
        assert near.v_range_mm[0] < v_mm < near.v_range_mm[1]


def test_without_places_the_whole_body_is_shown(back: FittedMap) -> None:
    whole = draw_body(back)

    assert close_up(whole, np.empty((0, 2)), back) is whole
