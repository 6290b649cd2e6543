import numpy as np
import pytest
import shapely
from shapely import Point, box

from planner.geometry.discs import largest_gap
from planner.geometry.ground import Ground
from planner.geometry.repair import repaired

SQUARE = box(0, 0, 100, 100)
EVERYWHERE = Ground.of(SQUARE.buffer(50), 0)
ALL = np.ones(4, dtype=bool)


def shaken_quarters(seed: int) -> np.ndarray:
    quarters = np.array([[25.0, 25], [75, 25], [25, 75], [75, 75]])
    return quarters + np.random.default_rng(seed).normal(0, 6, (4, 2))


@pytest.mark.parametrize("seed", range(4))
def test_four_shaken_deposits_find_the_best_cover_of_a_square_again(seed):
    radius_mm = 100 * np.sqrt(2) / 4 * 1.001

    places = repaired(shaken_quarters(seed), ALL, SQUARE, radius_mm, ground=EVERYWHERE)

    assert places is not None
    assert largest_gap(places, SQUARE)[0] <= radius_mm * (1 + 1e-9)


def test_deposits_that_may_not_move_stay_and_the_others_stay_on_the_ground():
    ground = Ground.of(SQUARE.difference(Point(75, 75).buffer(3)), 0)
    movable = np.array([True, True, True, False])
    start = shaken_quarters(1)

    places = repaired(start, movable, SQUARE, 42, ground=ground)

    assert places is not None
    assert np.array_equal(places[3], start[3])
    assert shapely.intersects_xy(ground.area.buffer(1e-6), places[:3, 0], places[:3, 1]).all()


def test_what_cannot_be_served_is_not_found():
    assert repaired(shaken_quarters(2), ALL, SQUARE, 30, ground=EVERYWHERE) is None
    assert repaired(shaken_quarters(2), ~ALL, SQUARE, 60, ground=EVERYWHERE) is None
