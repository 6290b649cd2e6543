import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely import Polygon, box

from planner.geometry.gaps import critical_points, farthest_places
from tests.at_length import examples

from .regions import at, regions, scattered


@given(zone=regions(), offsets=scattered(most=15))
@examples(25)
def test_no_place_on_the_border_is_farther_than_the_worst_critical_point(zone, offsets):
    centres = at(zone, offsets)
    border = shapely.get_coordinates(zone.boundary.segmentize(0.5))

    _, gaps_mm = critical_points(centres, zone)

    assert np.hypot(*(border[:, None] - centres).T).min(axis=0).max() <= gaps_mm.max() + 1e-9


def test_places_between_two_centres_on_an_edge_are_found():
    places, gaps_mm = critical_points(np.array([[20.0, -3], [80, -3]]), box(0, 0, 100, 1))

    meeting = np.flatnonzero((np.abs(places - (50, 0)) < 1e-9).all(axis=1))
    assert meeting.size >= 1
    assert gaps_mm[meeting[0]] == pytest.approx(np.hypot(30, 3))


def test_the_middle_of_three_centres_is_found_inside():
    centres = np.array([[0.0, 0], [40, 0], [20, 40]])

    places, gaps_mm = critical_points(centres, box(-50, -50, 90, 90))

    assert ((np.abs(places - (20, 15)) < 1e-9).all(axis=1) & (np.abs(gaps_mm - 25) < 1e-9)).any()


def test_no_zone_has_no_critical_point():
    assert len(critical_points(np.zeros((1, 2)), Polygon())[0]) == 0


@given(zone=regions(), offsets=scattered(most=25))
@examples(40)
def test_the_farthest_places_are_the_worst_of_all_critical_points(zone, offsets):
    centres = at(zone, offsets)

    places, distance_mm = farthest_places(centres, zone)

    assert distance_mm == critical_points(centres, zone)[1].max()
    assert np.hypot(*(places[:, None] - centres).T).min(axis=0) == pytest.approx(distance_mm, abs=1e-8)
