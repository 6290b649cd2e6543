import numpy as np
import pytest
from hypothesis import given
from shapely import Point, box

from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.ground import Ground
from planner.geometry.optimise import Patience, optimise_cover
from planner.geometry.tethers import Tethers
from tests.at_length import examples

from .regions import at, mirrored, regions, scattered

EVERYWHERE = Ground.of(box(-99, -99, 99, 99), 0)


def test_a_place_on_a_tether_goes_no_farther_and_the_others_go_where_they_like():
    tethers = Tethers.of_first(np.zeros((1, 2)), 2, 3.0)

    moved = tethers.moved(np.zeros((2, 2)), np.array([[30.0, 40], [30, 40]]), EVERYWHERE)

    assert moved[0] == pytest.approx([1.8, 2.4])
    assert np.hypot(*moved[0]) <= 3
    assert moved[1].tolist() == [30, 40]


def test_a_place_that_its_tether_would_hold_off_the_ground_stays():
    ground = Ground.of(box(-99, -99, 99, 99).difference(Point(2, 0).buffer(1.5)), 0)

    moved = Tethers.of_first(np.zeros((1, 2)), 1, 2.0).moved(np.zeros((1, 2)), np.array([[50.0, 0]]), ground)

    assert moved.tolist() == [[0, 0]]


@given(zone=regions(), offsets=scattered(most=5))
@examples(5)
def test_deposits_of_anchors_stand_within_the_tolerance_and_all_else_is_kept(zone, offsets):
    allowed = zone.buffer(10)
    anchors = at(zone, offsets)
    anchors = anchors[[allowed.contains(Point(place)) for place in anchors]]

    cover = fill_cover(zone, allowed, anchors, 15, 6, tolerance_mm=2)

    every = np.concatenate([cover.anchors, cover.points])
    assert cover.anchors.shape == anchors.shape
    assert (np.hypot(*(cover.anchors - anchors).T) <= 2).all()
    assert all(allowed.contains(Point(place)) for place in every)
    assert largest_gap(every, zone)[0] <= 15 * (1 + 1e-9)
    image = fill_cover(mirrored(zone), mirrored(allowed), anchors * (-1, 1), 15, 6, tolerance_mm=2)
    assert np.array_equal(image.anchors, cover.anchors * (-1, 1))


def test_no_tolerance_leaves_deposits_on_their_points_and_some_saves_deposits():
    zone = box(-70, -15, 70, 15)
    anchors = np.random.default_rng(2).uniform((-70, -15), (70, 15), (9, 2))
    where = zone, zone.buffer(10), anchors, 10.0, 0.0

    exact, loose = fill_cover(*where), fill_cover(*where, tolerance_mm=3)
    searched = optimise_cover(*where, patience=Patience(10), tolerance_mm=3)

    assert np.array_equal(exact.anchors, anchors)
    assert len(searched.points) <= len(loose.points) < len(exact.points)
    assert (np.hypot(*(searched.anchors - anchors).T) <= 3).all()
