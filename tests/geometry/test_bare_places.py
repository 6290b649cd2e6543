import numpy as np
from hypothesis import given
from shapely import Point, box

from planner.geometry.bare_places import bare_places, settled
from planner.geometry.discs import largest_gap
from tests.at_length import examples

from .regions import at, regions, scattered


@given(zone=regions(), offsets=scattered(most=6))
@examples(10)
def test_centres_that_settle_leave_no_wider_gap_than_before(zone, offsets):
    centres = at(zone, offsets)

    moved = settled(centres, zone)

    assert moved.shape == centres.shape
    assert largest_gap(moved, zone)[0] <= largest_gap(centres, zone)[0] + 1e-9


@given(zone=regions(), offsets=scattered(most=6))
@examples(10)
def test_bare_places_are_of_the_zone_and_out_of_reach_of_the_moved_discs_or_the_others(zone, offsets):
    centres = at(zone, offsets)

    bare = bare_places(zone, centres, 12, most=3)

    assert len(bare) <= 6
    assert (zone.distance(np.array([Point(place) for place in bare])) < 1e-6).all() if len(bare) else True
    for place in bare:
        reach_mm = [np.hypot(*(one - place).T).min() for one in (centres, settled(centres, zone))]
        assert max(reach_mm) > 12


def test_four_discs_settle_on_a_square_that_they_cover():
    square = box(0, 0, 28, 28)
    centres = np.array([[5.0, 6], [20, 5], [6, 19], [24, 25]])

    assert largest_gap(centres, square)[0] > 10
    assert len(bare_places(square, centres, 10, most=3)) == 0
