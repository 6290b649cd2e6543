import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from scipy.spatial import KDTree
from shapely import MultiPolygon, Polygon, box

from planner.geometry.lattice import ROW_RATIO, square_lattice, staggered_lattice
from planner.geometry.turning import turned
from tests.at_length import examples

from .regions import as_set, directions, mirrored, regions, spacings, stars

both_lattices = pytest.mark.parametrize("lattice", [staggered_lattice, square_lattice])


def all_nodes(spacing_mm: float, direction_deg: float, *, stagger: bool, reach_mm: float = 720) -> np.ndarray:
    """Return every node of the lattice about the back, computed one row at a time."""
    row_step = spacing_mm * (ROW_RATIO if stagger else 1)
    count = math.ceil(reach_mm / spacing_mm)
    along = np.arange(-count, count + 1)
    rows = [
        np.column_stack(
            ((along + (0.5 if stagger and k % 2 else 0.0)) * spacing_mm, np.full(along.size, k * row_step))
        )
        for k in range(-math.ceil(reach_mm / row_step), math.ceil(reach_mm / row_step) + 1)
    ]
    return turned(np.concatenate(rows), direction_deg)


@both_lattices
@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(60)
def test_every_point_lies_strictly_inside(lattice, region, spacing_mm, direction_deg):
    points = lattice(region, spacing_mm, direction_deg=direction_deg)

    assert shapely.contains_xy(region, points[:, 0], points[:, 1]).all()


@both_lattices
@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(25)
def test_no_node_well_inside_is_missing_and_none_comes_twice(lattice, region, spacing_mm, direction_deg):
    nodes = all_nodes(spacing_mm, direction_deg, stagger=lattice is staggered_lattice)
    inner = region.buffer(-1e-6)

    points = lattice(region, spacing_mm, direction_deg=direction_deg)

    expected = nodes[shapely.contains_xy(inner, nodes[:, 0], nodes[:, 1])]
    found = KDTree(points).query(expected)[0] if len(points) else np.full(len(expected), np.inf)
    assert (found < 1e-9).all()
    assert len(as_set(points)) == len(points)
    assert len(points) - len(expected) <= 40, "only nodes within 1e-6 mm of the border may differ"


@both_lattices
@given(small=stars(), more=stars(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_lattice_stays_put_while_the_region_grows(lattice, small, more, spacing_mm, direction_deg):
    small = small.buffer(0)
    grown = small.union(more.buffer(0))

    before = lattice(small, spacing_mm, direction_deg=direction_deg)
    after = lattice(grown.union(small.buffer(1e-6)), spacing_mm, direction_deg=direction_deg)

    assert as_set(before) <= as_set(after)


@both_lattices
@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_mirrored_region_gives_the_mirrored_points(lattice, region, spacing_mm, direction_deg):
    points = lattice(region, spacing_mm, direction_deg=direction_deg)

    image = lattice(mirrored(region), spacing_mm, direction_deg=-direction_deg)

    assert as_set(image) == as_set(points * (-1, 1))


@given(region=regions(), spacing_mm=spacings)
@examples(30)
def test_neighbours_of_the_staggered_lattice_stand_one_spacing_apart(region, spacing_mm):
    points = staggered_lattice(region, spacing_mm)

    if len(points) > 1:
        nearest = KDTree(points).query(points, k=2)[0][:, 1]
        assert nearest.min() >= spacing_mm * (1 - 1e-12)


@both_lattices
@given(region=regions(), spacing_mm=spacings)
@examples(30)
def test_rows_are_walked_downwards_and_back_and_forth(lattice, region, spacing_mm):
    points = lattice(region, spacing_mm)
    row_step = spacing_mm * (ROW_RATIO if lattice is staggered_lattice else 1)

    row = np.rint(points[:, 1] / row_step).astype(int)
    forward = np.diff(points[:, 0])[np.diff(row) == 0] > 0

    assert (np.diff(row) >= 0).all()
    assert (forward == (row[1:][np.diff(row) == 0] % 2 == 0)).all()


@both_lattices
@pytest.mark.parametrize("direction_deg", [0.0, 90.0, -90.0])
def test_nodes_on_a_straight_border_are_left_out(lattice, direction_deg):
    region = box(0, 0, 10, 10).difference(box(4, 4, 5, 6))

    points = lattice(region, 1.0, direction_deg=direction_deg)

    assert len(points) > 60
    assert shapely.distance(shapely.points(points), region.boundary).min() > 1e-9


def test_square_lattice_holds_its_anchor():
    points = square_lattice(box(-20, -20, 20, 20), 5, anchor_mm=(1.3, 2.1))

    assert as_set(np.round(points, 9)) >= {(1.3, 2.1), (6.3, 2.1), (1.3, -2.9)}
    assert len(points) == 64


def test_square_lattice_of_a_box_keeps_the_inner_nodes_only():
    points = square_lattice(box(0, 0, 60, 100), 10)

    assert len(points) == 5 * 9


@pytest.mark.parametrize("region", [Polygon(), MultiPolygon(), box(0.1, 0.1, 0.2, 0.2)])
@both_lattices
def test_nothing_fits_gives_an_empty_array(lattice, region):
    assert lattice(region, 5.0).shape == (0, 2)


@both_lattices
@pytest.mark.parametrize("spacing_mm", [0.0, -1.0, math.nan, math.inf])
def test_a_spacing_that_is_no_length_is_a_mistake(lattice, spacing_mm):
    with pytest.raises(ValueError, match="spacing_mm"):
        lattice(box(0, 0, 9, 9), spacing_mm)
