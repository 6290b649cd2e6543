"""Points nearer than deposits may stand, with a tolerance: the deposits move apart as far as it lets them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from planner.geometry.apart import badness_of, moved_apart
from planner.geometry.cover import fill_cover
from planner.geometry.ground import Ground
from planner.geometry.rows import FloatArray
from planner.geometry.spacing import NEARER, nearest_distances
from tests.at_length import examples

LEAST_MM, TOLERANCE_MM = 10.0, 3.0
EVERYWHERE = box(-99, -99, 99, 99)
PAIR = np.array([[0.0, 0], [5, 0]])


def freed(posts: FloatArray, allowed: Polygon = EVERYWHERE) -> FloatArray:
    places = moved_apart(posts, TOLERANCE_MM, Ground.of(allowed, LEAST_MM))
    assert (np.hypot(*(places - posts).T) <= TOLERANCE_MM).all()
    return places


@pytest.mark.parametrize(
    "posts",
    [
        PAIR,
        [[0, 0], [4, 0]],  # all of both tethers
        [[0, 0], [7, 0], [3.5, 6]],
        [[0, 0], [8, 0], [16, 0], [24, 0], [32, 0]],  # in line: only aside there is room
    ],
)
def test_points_too_near_have_their_deposits_apart_where_the_tolerance_lets_them(posts) -> None:
    assert nearest_distances(freed(np.array(posts, dtype=np.float64))).min() >= LEAST_MM * NEARER


def test_points_that_the_tolerance_cannot_free_are_farther_apart_than_before() -> None:
    assert nearest_distances(freed(np.array([[0.0, 0], [3, 0]]))) == pytest.approx([9, 9])


def test_deposits_move_apart_along_the_border_of_the_ground_and_never_over_it() -> None:
    wall = box(5.5, -50, 60, 50)

    places = freed(PAIR, EVERYWHERE.difference(wall))

    assert places[:, 0].max() < 5.5
    assert nearest_distances(places).min() > np.hypot(8.5, 2.5)  # straight away from each other it is 8.5


def test_no_tolerance_and_no_conflict_leave_every_place_as_it_is() -> None:
    ground = Ground.of(EVERYWHERE, LEAST_MM)

    assert moved_apart(PAIR, 0.0, ground) is PAIR
    apart = PAIR * 2
    assert moved_apart(apart, TOLERANCE_MM, ground) is apart


@given(seed=st.integers(0, 10_000), count=st.integers(2, 12))
@examples(15)
def test_no_crowd_is_worse_off_and_no_pair_left_too_near_is_nearer_than_its_points(seed, count) -> None:
    posts = np.random.default_rng(seed).uniform(-20, 20, (count, 2))

    places = freed(posts)

    assert badness_of(places, LEAST_MM) <= badness_of(posts, LEAST_MM)
    assert nearest_distances(places).min() >= min(nearest_distances(posts).min(), LEAST_MM) * NEARER


@pytest.mark.parametrize(
    "zone",
    [
        box(-8, -8, 13, 8),  # which the two serve where they are
        box(-30, -20, 30, 20),
        box(-90, -90, -60, -60),  # far from both
        box(-90, -30, -41, 30),  # just too far for both to matter to it
    ],
)
def test_a_cover_with_a_tolerance_keeps_apart_whom_it_can_in_any_order_and_in_the_mirror(zone) -> None:
    allowed = EVERYWHERE.difference(box(-3, 6, 4, 9))
    how = {"spread_mm": 15.0, "min_distance_mm": LEAST_MM, "tolerance_mm": TOLERANCE_MM}

    cover = fill_cover(zone, allowed, PAIR, **how)

    assert len(cover.conflicts) == 0
    assert cover.uncovered_mm2 == 0
    assert (np.hypot(*(cover.anchors - PAIR).T) <= TOLERANCE_MM).all()
    again = fill_cover(zone, allowed, PAIR[::-1], **how)
    assert again.anchors[::-1].tobytes() == cover.anchors.tobytes()
    assert again.points.tobytes() == cover.points.tobytes()
    flipped = [Polygon([(-x, y) for x, y in one.exterior.coords]) for one in (zone, box(-3, 6, 4, 9))]
    image = fill_cover(flipped[0], EVERYWHERE.difference(flipped[1]), PAIR * (-1, 1), **how)
    assert np.array_equal(image.anchors, cover.anchors * (-1, 1))
    assert len(image.points) == len(cover.points)


def test_a_repair_brings_no_deposits_nearer_that_the_tolerance_cannot_free() -> None:
    near = np.array([[0.0, 0], [3, 0]])
    where = box(-30, -20, 30, 20), EVERYWHERE, near

    cover = fill_cover(*where, spread_mm=15.0, min_distance_mm=LEAST_MM, tolerance_mm=TOLERANCE_MM)

    assert cover.conflicts.tolist() == [[0, 1]]
    assert cover.uncovered_mm2 == 0
    assert np.hypot(*(cover.anchors[0] - cover.anchors[1])) == pytest.approx(9)


def test_deposits_that_mending_parts_anyway_cost_no_further_one() -> None:
    posts, zone = np.array([[50.0, 430], [58, 430]]), box(20, 400, 90, 460)
    how = {"spread_mm": 10.0, "min_distance_mm": LEAST_MM, "tolerance_mm": TOLERANCE_MM}

    cover = fill_cover(zone, zone.buffer(50), posts, **how)

    assert len(cover.conflicts) == 0
    assert len(cover.points) == 19  # 20 if the deposits only ever begin apart
