import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint, Polygon

from planner.geometry.bound_area_check import CELL, SIDE, border_gain
from planner.geometry.bound_bends import ring_corners, turns
from tests.at_length import examples


def gain_at(angle: np.ndarray, turn: np.ndarray, price: float) -> np.ndarray:
    """Return what the theorem takes the least of, written as in the theorem."""
    chord = 2 * np.sin(angle / 2)
    level = angle / 4 + 2 * SIDE - np.sin(angle) / 2 - chord**2 / 4 * np.tan(turn / 2) + price * turn
    return level * np.cos(turn / 2) / chord


@given(price=st.floats(0, 0.5), largest_turn=st.floats(0, 2.8), seed=st.integers(0, 99))
@examples(25)
def test_the_gain_of_the_border_is_below_every_value_it_is_the_least_of(price, largest_turn, seed):
    angle, turn = np.random.default_rng(seed).uniform((1e-6, 0), (math.pi, largest_turn), (2000, 2)).T

    gain = border_gain(price, largest_turn, cells=(200, 30))

    assert gain <= gain_at(angle, turn, price).min()


def test_the_gain_of_a_straight_border_is_the_published_one():
    assert border_gain(0.0, 0.0) == pytest.approx(0.15333, abs=2e-4)
    assert pytest.approx(0.171213, abs=1e-6) == SIDE
    assert pytest.approx(2.598076, abs=1e-6) == CELL


def test_the_gain_of_a_border_that_turns_back_is_none():
    assert border_gain(0.5, 3.0) == -math.inf


@given(seed=st.integers(0, 99), count=st.integers(3, 30))
@examples(15)
def test_the_turns_of_a_convex_border_make_a_full_turn(seed, count):
    points = np.random.default_rng(seed).uniform(-50, 50, (count, 2))
    hull = MultiPoint(points).convex_hull

    corners = ring_corners(shapely.get_coordinates(hull.exterior))

    assert turns(corners).sum() == pytest.approx(2 * math.pi)
    assert (turns(corners) > 0).all()
    assert Polygon(corners).normalize().equals(hull.normalize())
