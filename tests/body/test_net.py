"""The warp and the curves under it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body.monotone import monotone_cubic
from planner.body.net import Knot, Net, Rail, Row

RAIL = Rail(0.0, (Knot(0.0, ()), Knot(100.0, (("stature", 0.5),)), Knot(200.0, (("stature", 1.0),))))
ROW = Row(50.0, (Knot(10.0, ()), Knot(100.0, (("hip_breadth", 0.5),))))


@given(st.lists(st.floats(0.1, 50), min_size=3, max_size=8))
def test_rising_knots_give_a_rising_curve_through_them(steps: list[float]) -> None:
    values = np.cumsum(steps)
    knots = np.arange(float(len(values)))
    at = np.linspace(-1, len(values), 200)

    curve = monotone_cubic(knots, values[:, None], at)[:, 0]

    assert (np.diff(curve) > 0).all()
    assert monotone_cubic(knots, values[:, None], knots)[:, 0] == pytest.approx(values)


def test_a_straight_line_stays_straight() -> None:
    at = np.array([-3.0, 0.4, 1.7, 9.0])

    assert monotone_cubic(np.arange(3.0), np.arange(3.0)[:, None] * 2, at)[:, 0] == pytest.approx(2 * at)


def test_an_empty_net_moves_nothing() -> None:
    points = np.array([[-5.0, 3.0], [7.0, 80.0]])

    assert Net().warp(points, {}).tolist() == points.tolist()


def test_knots_move_by_their_share_of_the_growth_and_left_mirrors_right() -> None:
    net = Net((RAIL,), (ROW, Row(60.0, ROW.knots)))
    points = np.array([[-100.0, 100.0], [100.0, 100.0], [10.0, 200.0], [0.0, 0.0]])

    moved = net.warp(points, {"stature": 20.0, "hip_breadth": 8.0})

    assert moved.tolist() == [[-104.0, 110.0], [104.0, 110.0], [10.0, 220.0], [0.0, 0.0]]


def test_knots_never_fold_over_each_other() -> None:
    tight = Row(50.0, (Knot(90.0, (("bicristal_breadth", 0.5),)), Knot(100.0, ())))
    net = Net((), (tight, Row(60.0, tight.knots)))

    moved = net.warp(
        np.column_stack([np.linspace(0, 120, 60), np.full(60, 55.0)]), {"bicristal_breadth": 90.0}
    )

    assert (np.diff(moved[:, 0]) > 0).all()
