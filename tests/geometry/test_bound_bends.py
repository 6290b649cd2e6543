import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_area_check import AreaCertificate, area_bound
from planner.geometry.bound_bends import bends_hold, is_convex, ring_corners, sharpest_bend_rad, turns
from planner.geometry.bound_shape import bent_area
from planner.geometry.cover import fill_cover
from tests.at_length import examples

NO_ANCHORS = np.empty((0, 2))


def strip(swing_mm: float, half_mm: float = 15.0, length_mm: float = 267.0) -> Polygon:
    v_mm = np.linspace(0, length_mm, 60)
    return LineString(np.column_stack((swing_mm * np.sin(v_mm / 42), v_mm))).buffer(half_mm, quad_segs=16)


def hollow(depth_mm: float) -> np.ndarray:
    """Return a band, 100 mm wide and 40 mm high, whose long side has one bend in its middle."""
    return np.array([[0.0, 0], [100, 0], [100, 40], [50, 40 - depth_mm], [0, 40]])


def certificate_of(corners: np.ndarray) -> AreaCertificate:
    return AreaCertificate(corners, np.empty((0, 3)), corners[turns(corners) > 1], 0.0)


@given(swing_mm=st.floats(4, 14), spread_mm=st.sampled_from([6.5, 8.0, 10.0]))
@examples(4, phases=[Phase.generate])
def test_no_cover_of_a_winding_strip_has_fewer_discs_than_its_bends_prove(swing_mm, spread_mm):
    zone = strip(swing_mm)
    certificate = area_certificate(zone, spread_mm)

    value = area_bound(certificate, zone, spread_mm)

    assert value <= len(fill_cover(zone, zone.buffer(spread_mm), NO_ANCHORS, spread_mm, 0).points)
    assert value >= 0.8 * zone.area / (1.5 * math.sqrt(3) * spread_mm**2)


def test_a_winding_strip_is_proved_to_need_a_tenth_more_than_weights_prove():
    zone = strip(12)

    certificate = area_certificate(zone, 5)

    assert (turns(certificate.ring) < 0).any()
    assert area_bound(certificate, zone, 5) >= 140 > 1.1 * 125


def test_what_is_left_without_the_hollows_lies_in_the_zone_and_is_nearly_all_of_it():
    zone = strip(12)

    left = Polygon(bent_area(zone, 5))

    assert zone.contains(left)
    assert left.area > 0.97 * zone.area


def test_a_zone_in_which_no_shallow_bends_can_be_had_gives_none():
    lobes = Point(-18, 0).buffer(25).union(Point(18, 0).buffer(25))

    assert bent_area(lobes, 5) is None


def test_a_straight_corner_is_no_bend():
    corners = ring_corners(np.array([[0, 0], [0.1, 1e-15], [0.3, 0], [1, 0], [1, 1], [0, 1.0]]))

    assert is_convex(Polygon(corners))
    assert sharpest_bend_rad(corners) == 0
    assert bends_hold(corners, 5)


@pytest.mark.parametrize(("depth_mm", "holds"), [(5.0, True), (8.0, True), (12.0, False)])
def test_a_bend_may_turn_by_little_only(depth_mm, holds):
    assert bends_hold(ring_corners(hollow(depth_mm)), 5) is holds


@pytest.mark.parametrize(("reach_mm", "holds"), [(5.0, True), (20.0, True), (25.0, False)])
def test_the_edges_of_a_bend_are_longer_than_a_disc_is_wide(reach_mm, holds):
    assert bends_hold(ring_corners(hollow(5)), reach_mm) is holds


@pytest.mark.parametrize(("gap_mm", "holds"), [(0.5, False), (5.5, False), (6.5, True)])
def test_no_disc_may_reach_from_one_arm_to_another_across_what_lies_outside(gap_mm, holds):
    angle = np.linspace(0, 2 * math.pi, 20, endpoint=False)
    inside = Polygon(40 * np.column_stack((np.cos(angle), np.sin(angle))))
    arms = Point(0, 0).buffer(60).difference(inside).difference(box(0, -gap_mm / 2, 80, gap_mm / 2))

    corners = ring_corners(shapely.get_coordinates(arms.exterior))

    assert sharpest_bend_rad(corners) < 0.32
    assert bends_hold(corners, 3) is holds


def test_a_bend_may_not_be_a_kept_corner():
    zone = Polygon(hollow(5))
    honest = certificate_of(ring_corners(hollow(5)))
    false = replace(honest, kept=np.concatenate([honest.kept, [[50.0, 35.0]]]))

    assert area_bound(honest, zone, 5) > 60
    assert area_bound(false, zone, 5) == 0


def test_a_notch_of_an_area_with_bends_lies_inside_of_it():
    zone = Polygon(hollow(5)).difference(Point(25, 20).buffer(3))
    plain = certificate_of(ring_corners(hollow(5)))
    inside = replace(plain, notches=np.array([[25.0, 20, 3.01]]))
    across = replace(plain, notches=np.array([[25.0, 20, 24.0]]))

    assert area_bound(inside, zone, 5) > 55
    assert area_bound(across, zone, 5) == 0


def test_an_area_that_crosses_itself_proves_nothing():
    bow = np.array([[0.0, 0], [100, 80], [100, 0], [0, 80]])

    assert area_bound(certificate_of(bow), box(-10, -10, 110, 90), 5) == 0
