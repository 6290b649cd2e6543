import numpy as np
from shapely import Polygon, box

from planner.geometry.discs import largest_gap
from planner.geometry.lattice import staggered_lattice
from planner.geometry.prune import pruned

ZONE = box(0, 0, 60, 40)


def test_superfluous_discs_go_and_the_cover_stays_whole():
    dense = staggered_lattice(ZONE.buffer(6), 7)

    left = pruned(dense, 0, 10, ZONE)

    assert len(left) < len(dense) / 2
    assert largest_gap(left, ZONE)[0] <= 10 * (1 + 1e-9)


def test_fixed_discs_stay_even_when_superfluous():
    dense = staggered_lattice(ZONE.buffer(6), 7)

    left = pruned(dense, 5, 10, ZONE)

    assert np.array_equal(left[:5], dense[:5])


def test_a_disc_needed_for_less_than_any_sample_shows_is_kept():
    # two discs leave a sliver of 0.01 mm at the corner that only the third serves
    zone = box(0, 0, 30, 0.5)
    centres = np.array([[9.99, 0.25], [20.01, 0.25], [15.0, 9.0], [30.5, 0.25], [-0.5, 0.25]])

    left = pruned(centres, 0, 10.0, zone)

    assert largest_gap(left, zone)[0] <= 10 * (1 + 1e-9)


def test_without_a_zone_only_the_fixed_discs_stay():
    centres = np.array([[0.0, 0], [1, 1], [2, 2]])

    assert len(pruned(centres, 1, 10, Polygon())) == 1
