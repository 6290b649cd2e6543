import math
import tracemalloc

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from benchmarks.zones import crescent, tender40, two_discs
from planner.geometry.lattice import staggered_lattice
from planner.geometry.moves import UPWARD, Path
from planner.geometry.order import _in_bands, crossings, hand_order
from tests.at_length import examples

from .regions import scattered


def length(path: np.ndarray) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


@given(points=scattered(most=40), start_right=st.booleans())
@examples(80)
def test_every_place_is_visited_once_and_no_steps_cross(points, start_right):
    order = hand_order(points, start_right=start_right)

    path = points[order]
    steps = shapely.linestrings(np.stack([path[:-1], path[1:]], axis=1)) if len(path) > 1 else []
    assert sorted(order.tolist()) == list(range(len(points)))
    assert not any(shapely.crosses(steps[i], steps[i + 2 :]).any() for i in range(len(steps) - 2))


@given(points=scattered(most=40), seed=st.integers(0, 999))
@examples(40)
def test_any_order_of_the_input_gives_the_same_path(points, seed):
    shuffled = np.random.default_rng(seed).permutation(points)

    assert np.array_equal(points[hand_order(points)], shuffled[hand_order(shuffled)])


@given(points=scattered(most=40))
@examples(40)
def test_mirrored_places_started_from_the_other_side_give_the_mirrored_path(points):
    flip = np.array([-1, 1])

    image = points * flip

    assert np.array_equal(image[hand_order(image, start_right=True)], points[hand_order(points)] * flip)


@given(points=scattered(most=40))
@examples(40)
def test_a_path_is_short_and_tends_downwards(points):
    path = points[hand_order(points)]

    step = np.diff(path[:, 1])
    height = np.ptp(points[:, 1])
    upward_mm = -step[step < 0].sum()
    rows = points[np.lexsort((points[:, 0], points[:, 1]))]
    assert length(path) <= length(rows) + np.hypot(*np.ptp(points, axis=0)), "only the start is not free"
    assert upward_mm <= length(path) / 2
    assert path[0, 1] <= points[:, 1].min() + height / 2 + 1e-9


def test_a_lattice_is_walked_row_by_row():
    points = staggered_lattice(box(0, 0, 300, 150), 12.0)
    shuffled = np.random.default_rng(3).permutation(points)

    path = shuffled[hand_order(shuffled)]

    assert length(path) <= 12.0 * (len(points) - 1) * 1.001
    assert (np.diff(path[:, 1]) >= -1e-9).all()


def test_the_path_starts_at_the_top_on_the_side_asked_for():
    points = np.array([[x, y] for y in (0.0, 30.0) for x in (-20.0, 0.0, 20.0)])

    assert points[hand_order(points)[0]].tolist() == [-20, 0]
    assert points[hand_order(points, start_right=True)[0]].tolist() == [20, 0]


def test_scattered_places_get_a_path_near_the_known_mean_of_the_shortest():
    points = np.random.default_rng(1).uniform(0, 300, (120, 2))

    shortest_mm = 0.7124 * math.sqrt(len(points) * 300 * 300) * (1 + 0.33 / len(points))
    assert length(points[hand_order(points)]) <= 1.15 * shortest_mm


@given(points=scattered(most=40))
@examples(40)
def test_no_path_costs_more_than_the_bands_it_began_as(points):
    ranked = points[np.lexsort((points[:, 0], points[:, 1]))]

    walked, bands = points[hand_order(points)], ranked[_in_bands(ranked)]

    assert Path.through(walked).total() <= Path.through(bands).total() + 1e-9


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_places_are_walked_from_the_top(count):
    points = np.array([[5.0, 9.0], [1.0, 2.0]])[:count]

    assert hand_order(points).tolist() == list(range(count))[::-1]


def test_places_on_one_spot_and_on_one_line_do_no_harm():
    points = np.array([[0.0, 0]] * 4 + [[0.0, k] for k in range(1, 6)])

    path = points[hand_order(points)]

    assert length(path) == 5
    assert len(crossings(path[3:])) == 0


@pytest.mark.parametrize("count", [1201, 3000])
def test_thousands_of_places_are_walked_once_downwards_and_without_crossings(count):
    points = np.random.default_rng(count).uniform(0, 300, (count, 2))

    order = hand_order(points)

    shortest_mm = 0.7124 * math.sqrt(count * 300 * 300)
    assert sorted(order.tolist()) == list(range(count))
    assert len(crossings(points[order])) == 0
    assert length(points[order]) <= 1.35 * shortest_mm
    assert points[order[0], 1] < 30
    assert points[order[-1], 1] > 270


def test_twenty_thousand_places_take_no_square_of_memory():
    points = np.random.default_rng(7).uniform(0, 300, (20_000, 2))
    hand_order(points[:10])

    tracemalloc.start()
    order = hand_order(points)
    peak_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()

    assert sorted(order.tolist()) == list(range(len(points)))
    assert peak_mb < 100


def our_measure_mm(path: np.ndarray) -> float:
    steps = np.diff(path, axis=0)
    return float(np.hypot(*steps.T).sum() - UPWARD * np.minimum(steps[:, 1], 0).sum())


@pytest.mark.parametrize(
    ("zone", "spacing_mm", "found_by_lkh_mm"),
    [
        (two_discs, 8.0, 490.392),
        (crescent, 6.4, 375.885),
        (tender40, 12.9, 2508.529),
        (tender40, 10.0, 2939.699),
    ],
)
def test_the_path_over_a_lattice_costs_within_half_a_per_cent_of_lkhs(zone, spacing_mm, found_by_lkh_mm):
    points = staggered_lattice(zone(), spacing_mm)

    path = points[hand_order(points)]

    assert our_measure_mm(path) <= 1.005 * found_by_lkh_mm


def test_parts_that_stand_apart_are_walked_the_same_in_any_order_and_in_the_mirror():
    points = staggered_lattice(tender40(), 11.9)
    shuffled, image = np.random.default_rng(5).permutation(points), points * (-1, 1)

    path = points[hand_order(points)]

    assert np.array_equal(shuffled[hand_order(shuffled)], path)
    assert np.array_equal(image[hand_order(image, start_right=True)], path * (-1, 1))
    assert len(crossings(path)) == 0


def test_patience_finds_what_haste_leaves_over_parts_that_stand_apart():
    points = staggered_lattice(tender40(), 7.5)

    hasty, patient = points[hand_order(points)], points[hand_order(points, patience=4)]

    assert our_measure_mm(patient) < our_measure_mm(hasty)
    assert our_measure_mm(patient) <= 1.001 * 3474.494, "found by LKH"


@pytest.mark.parametrize("seed", range(4))
def test_a_path_found_with_patience_is_never_dearer(seed):
    points = np.random.default_rng(seed).uniform(0, 300, (40 + 8 * seed, 2))

    hasty, patient = points[hand_order(points)], points[hand_order(points, patience=2)]

    assert our_measure_mm(patient) <= our_measure_mm(hasty) + 1e-9
