import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely import Point, affinity, box

from planner.geometry.lattice import staggered_lattice
from planner.geometry.moves import Path
from planner.geometry.order import hand_order
from planner.geometry.short_path import short_path
from tests.at_length import examples

from .regions import scattered


def length_mm(path: np.ndarray) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


@given(points=scattered(most=30))
@examples(20)
def test_a_path_keeps_its_start_and_its_places_and_never_costs_more(points):
    if len(points) < 10:
        return
    before = np.random.default_rng(len(points)).permutation(len(points))

    path = short_path(points, int(before[0]), [before])

    assert path[0] == before[0]
    assert sorted(path.tolist()) == list(range(len(points)))
    assert Path.through(points[path]).total() <= Path.through(points[before]).total() + 1e-9


@pytest.mark.parametrize("spacing_mm", [14.8, 9.4])
def test_a_lattice_with_holes_is_walked_from_each_place_to_a_nearest_one(spacing_mm):
    rng = np.random.default_rng(10)
    places = rng.uniform((-75, -50), (75, 50), (10, 2))
    moles = [Point(place).buffer(size) for place, size in zip(places, rng.uniform(3, 6, 10), strict=True)]
    zone = affinity.scale(Point(0, 0).buffer(1, quad_segs=32), 100, 75).difference(shapely.union_all(moles))
    points = staggered_lattice(zone, spacing_mm)

    path = points[hand_order(points)]

    # None is shorter than steps to nearest places alone; by reversals and reinsertions it was 1.025 of that.
    assert length_mm(path) <= 1.005 * spacing_mm * (len(points) - 1)


def test_parts_that_stand_apart_are_joined_by_short_ways():
    parts = shapely.union_all([box(x, y, x + 30, y + 20) for x in (0, 70, 140) for y in (0, 60, 120)])
    points = staggered_lattice(parts, 8.0)
    before = np.lexsort((points[:, 0], points[:, 1]))

    path = points[short_path(points, int(before[0]), [before])]

    hops_mm = np.hypot(*np.diff(path, axis=0).T)
    assert (hops_mm > 20).sum() == 8, "nine parts, each entered once"
