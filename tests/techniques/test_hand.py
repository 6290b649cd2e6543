"""The order begins at the top on the side away from the operator, whatever the technique."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.plan import TargetPlan, build_plan
from planner.session import Hand, Operator, Session, Side
from tests.conftest import a_rectangle, a_session, a_zone, some_points
from tests.sessions_to_try import is_its_own_mirror_image, mirrored, sessions
from tests.techniques.test_placing import as_table, assert_same_set, few, plan_of
from tests.techniques.ways import Way, every_way

every_hand = pytest.mark.parametrize("hand", Hand)
every_side = pytest.mark.parametrize("stands", Side)
operators = st.builds(Operator, st.sampled_from(Hand), st.sampled_from(Side))


def far_side(stands: Side) -> int:
    """Return the sign of u on the side away from the operator."""
    return 1 if stands is Side.PATIENT_LEFT else -1


def target_of(session: Session, fitted: FittedMap, hand: Hand, stands: Side) -> TargetPlan:
    return build_plan(replace(session, operator=Operator(hand, stands)), fitted).targets[0]


def exchanged(operator: Operator) -> Operator:
    """Return the operator on the other side of the patient, with the other hand: the mirror image."""
    hand = Hand.LEFT if operator.hand is Hand.RIGHT else Hand.RIGHT
    stands = Side.PATIENT_LEFT if operator.stands is Side.PATIENT_RIGHT else Side.PATIENT_RIGHT
    return Operator(hand, stands)


@every_way
@few
@given(data=st.data(), operator=operators)
def test_an_operator_changes_the_order_and_no_place(
    way: Way, back: FittedMap, data: st.DataObject, operator: Operator
) -> None:
    session = data.draw(sessions(*way))

    plan = plan_of(session, back).targets[0]
    for_hand = plan_of(replace(session, operator=operator), back).targets[0]

    assert_same_set(as_table(for_hand), as_table(plan))
    assert for_hand.volume_ml == pytest.approx(plan.volume_ml, abs=1e-12)


@every_way
@few
@given(data=st.data(), operator=operators)
def test_the_mirrored_patient_and_operator_give_the_mirrored_order(
    way: Way, back: FittedMap, data: st.DataObject, operator: Operator
) -> None:
    technique, choices = way
    session = replace(data.draw(sessions(technique, choices | {"direction_deg": 0.0})), operator=operator)
    assume(not is_its_own_mirror_image(session))

    plan = plan_of(session, back).targets[0]
    image = plan_of(replace(mirrored(session), operator=exchanged(operator)), back).targets[0]

    np.testing.assert_allclose(as_table(image), as_table(plan) * [-1, 1, -1, 1], atol=1e-6)


@every_hand
@every_side
@pytest.mark.parametrize("technique", ["nappage", "intraepidermal"])
@pytest.mark.parametrize("top_mm", [380.0, 385.0, 390.0, 395.0])
def test_rows_across_begin_at_the_top_away_from_the_operator(
    back: FittedMap, technique: str, top_mm: float, hand: Hand, stands: Side
) -> None:
    session = a_session(technique, a_zone(a_rectangle(-40, top_mm, 40, 440)), direction_deg=0.0)

    walk = as_table(target_of(session, back, hand, stands))[:, :2]

    assert walk[0, 1] == walk[:, 1].min()
    assert far_side(stands) * walk[0, 0] == pytest.approx(40, abs=10)
    assert np.all(np.diff(walk[:, 1]) >= 0)


@every_hand
@every_side
@pytest.mark.parametrize("direction_deg", [90.0, 60.0, -60.0])
def test_rows_along_the_body_come_from_the_far_side_and_begin_at_the_top(
    back: FittedMap, direction_deg: float, hand: Hand, stands: Side
) -> None:
    session = a_session("nappage", a_zone(a_rectangle(-40, 380, 40, 440)), direction_deg=direction_deg)

    walk = as_table(target_of(session, back, hand, stands))[:, :2]

    first, last = walk[:3].mean(axis=0), walk[-3:].mean(axis=0)
    assert far_side(stands) * (first[0] - last[0]) > 0


@every_hand
@every_side
def test_passes_along_the_body_are_first_drawn_towards_the_hand(
    back: FittedMap, hand: Hand, stands: Side
) -> None:
    session = a_session("intraepidermal", a_zone(a_rectangle(-40, 380, 40, 440)), direction_deg=90.0)

    passes = target_of(session, back, hand, stands).passes

    feet_at_right_hand = stands is Side.PATIENT_LEFT
    drawn_down = passes.to_v_mm[0] > passes.from_v_mm[0]
    assert drawn_down == (feet_at_right_hand == (hand is Hand.RIGHT))
    assert far_side(stands) * passes.from_u_mm[0] > 35
    assert np.all(np.diff(far_side(stands) * passes.from_u_mm) <= 1e-6)


@every_hand
@every_side
def test_points_begin_at_the_top_away_from_the_operator(back: FittedMap, hand: Hand, stands: Side) -> None:
    points = some_points((-40, 300), (0, 302), (40, 300), (-40, 360), (0, 360), (40, 360))

    grid = target_of(a_session("point_by_point", *points), back, hand, stands).grid

    assert (far_side(stands) * grid.u_mm[0], grid.v_mm[0]) == (40, 300)
