from collections.abc import Callable

import numpy as np
import pytest

from planner.body.fitted_map import FittedMap
from planner.drawing.order_columns import order_columns
from planner.drawing.typed_arrays import typed_places
from planner.plan import Plan
from planner.session import Session
from tests.drawing.conftest import numbers_in

PlanOf = Callable[[Session], Plan]


WITHIN_MM = 0.0101  # half a step of the places that travel


def test_targets_come_numbered_and_titled_in_the_order_of_the_session(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    columns = order_columns(plan_of(mixed), trunk)

    assert [(target["id"], target["number"]) for target in columns] == [("t1", 1), ("t2", 2), ("t3", 3)]
    assert all(target["title"] for target in columns)


def test_injections_are_told_in_tape_millimetres_and_constant_figures_once(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan = plan_of(mixed)

    nappage = order_columns(plan, trunk)[2]

    grid = plan.targets[2].grid
    np.testing.assert_allclose(numbers_in(nappage["u"]), grid.u_mm, rtol=0, atol=WITHIN_MM)
    np.testing.assert_allclose(numbers_in(nappage["v"]), grid.v_mm, rtol=0, atol=WITHIN_MM)
    assert nappage["depth_mm"] == grid.depth_mm[0]
    assert nappage["volume_ml"] == pytest.approx(grid.volume_ml[0])


def test_passes_run_from_start_to_end_in_drawn_millimetres(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan = plan_of(mixed)

    passes = order_columns(plan, trunk)[1]["passes"]

    made = plan.targets[1].passes
    start = trunk.projection.drawn_x(made.from_u_mm, made.from_v_mm)
    end = trunk.projection.drawn_x(made.to_u_mm, made.to_v_mm)
    np.testing.assert_allclose(numbers_in(passes["x0"]), start, rtol=0, atol=WITHIN_MM)
    np.testing.assert_allclose(numbers_in(passes["x1"]), end, rtol=0, atol=WITHIN_MM)
    assert passes["inserted_mm"] >= passes["depth_mm"]


def test_a_target_that_got_nothing_has_no_columns(trunk: FittedMap, plan_of: PlanOf) -> None:
    assert order_columns(plan_of(Session()), trunk) == []


def test_a_place_beyond_what_two_bytes_hold_travels_in_single_precision() -> None:
    sent = typed_places(np.array([12.34, 700.0]))

    assert sent["dtype"] == "f4"
    np.testing.assert_allclose(numbers_in(sent), [12.34, 700.0], rtol=0, atol=1e-4)
