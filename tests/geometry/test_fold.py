import pytest
from hypothesis import given, settings
from shapely import Point, Polygon

from planner.geometry.discs import largest_gap
from planner.geometry.fold import covering_lattices

from .regions import regions


@given(region=regions())
@settings(max_examples=10)
def test_every_lattice_covers_the_region_with_the_points_it_counts(region):
    lattices = covering_lattices(region, 9.0)

    assert [lattice.count for lattice in lattices] == sorted(len(lattice.points) for lattice in lattices)
    for lattice in lattices:
        assert largest_gap(lattice.points, region)[0] <= 9.0 * (1 + 1e-9)


@pytest.mark.parametrize(("radius_mm", "published"), [(10, 7), (7.5, 14)])
def test_counts_for_a_disc_are_those_found_before(radius_mm, published):
    disc = Point(0, 0).buffer(20, quad_segs=32)

    assert covering_lattices(disc, radius_mm * (1 - 1e-9))[0].count == published


def test_an_empty_region_needs_no_lattice():
    assert covering_lattices(Polygon(), 5) == ()
