import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, affinity

from benchmarks.zones import crescent, moles10
from planner.geometry.discs import largest_gap
from planner.geometry.fold import covering_lattices
from tests.at_length import examples

from .regions import regions


@given(region=regions())
@examples(10)
def test_every_lattice_covers_the_region_with_the_points_it_counts(region):
    lattices = covering_lattices(region, 9.0)

    assert [lattice.count for lattice in lattices] == sorted(len(lattice.points) for lattice in lattices)
    for lattice in lattices:
        assert largest_gap(lattice.points, region)[0] <= 9.0 * (1 + 1e-9)


@pytest.mark.parametrize(("radius_mm", "published"), [(10, 7), (7.5, 14)])
def test_counts_for_a_disc_are_those_found_before(radius_mm, published):
    disc = Point(0, 0).buffer(20, quad_segs=32)

    assert covering_lattices(disc, radius_mm * (1 - 1e-9))[0].count == published


@given(region=regions(), power=st.sampled_from([-2, -1, 1, 2]))
@examples(4)
def test_a_region_and_a_radius_twice_as_large_take_the_same_lattices(region, power):
    factor = 2.0**power  # exact in floating point
    larger = affinity.scale(region, factor, factor, origin=(0, 0))

    lattices, of_larger = covering_lattices(region, 9.0), covering_lattices(larger, 9.0 * factor)

    assert [lattice.count for lattice in of_larger] == [lattice.count for lattice in lattices]
    assert np.allclose(of_larger[0].points, lattices[0].points * factor, atol=1e-6)


@pytest.mark.parametrize("angle_deg", [90, 180])
@pytest.mark.parametrize("region", [crescent(), moles10()])
def test_a_region_that_is_turned_takes_as_many(region, angle_deg):
    """On round numbers a cell may touch a region from outside, and rounding decides: so not any region."""
    turned = affinity.rotate(region, angle_deg, origin=(0, 0))

    counts, of_turned = (
        [lattice.count for lattice in covering_lattices(one, 9.0)] for one in (region, turned)
    )

    assert of_turned == counts


def test_an_empty_region_needs_no_lattice():
    assert covering_lattices(Polygon(), 5) == ()
