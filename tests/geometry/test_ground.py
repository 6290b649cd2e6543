import numpy as np
import pytest
import shapely
from shapely import box

from planner.geometry.ground import Ground

FIELD = box(0, 0, 100, 50)


def test_points_off_the_ground_are_moved_onto_its_nearest_place():
    ground = Ground.of(FIELD, 5)
    points = np.array([[50.0, 25.0], [120.0, 25.0], [-3.0, -4.0]])

    moved = ground.nearest(points)

    assert moved == pytest.approx(np.array([[50, 25], [100, 25], [0, 0]]), abs=1e-3)
    assert shapely.contains_xy(FIELD, moved[:, 0], moved[:, 1]).all()
    assert ground.holds(points).tolist() == [True, False, False]


def test_those_settled_keep_the_smallest_distance_and_those_kept_always_stay():
    ground = Ground.of(FIELD, 5)
    kept = np.array([[10.0, 10], [12, 10]])
    more = np.array([[14.0, 10], [20, 10], [24, 10], [25, 10]])

    settled = ground.settled(kept, more)

    assert settled.tolist() == [[10, 10], [12, 10], [20, 10], [25, 10]]


def test_a_spot_is_served_from_where_most_spots_are_served():
    ground = Ground.of(FIELD, 0)
    bare = np.array([[50.0, 25], [58, 25], [66, 25]])

    place = ground.serving(bare, 0, np.empty((0, 2)), 10)

    assert (np.hypot(*(bare - place).T) <= 10).all()


def test_a_spot_off_the_ground_is_served_from_its_edge():
    ground = Ground.of(FIELD, 5)

    place = ground.serving(np.array([[50.0, -9.5]]), 0, np.empty((0, 2)), 10)

    assert np.hypot(*(place - (50, -9.5))) <= 10
    assert shapely.contains_xy(FIELD, *place)
