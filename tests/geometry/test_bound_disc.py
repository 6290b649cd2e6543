from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, box

from planner.geometry.bound import bound
from planner.geometry.bound_check import BoundKind
from planner.geometry.bound_disc import DiscCertificate, disc_bound, disc_certificate, is_covered_by

from .published import instances


@pytest.mark.parametrize(
    ("name", "figure", "count", "radius_mm"), [found for found in instances() if "circle" in found[0]]
)
def test_published_coverings_of_a_disc_are_best_up_to_eleven(name, figure, count, radius_mm):
    proved = disc_bound(disc_certificate(figure, radius_mm), figure, radius_mm)

    assert proved == min(count, 11)


@pytest.mark.parametrize(
    ("name", "figure", "count", "radius_mm"), [found for found in instances() if "circle" not in found[0]]
)
def test_a_disc_in_another_figure_takes_no_more_than_the_figure(name, figure, count, radius_mm):
    assert 1 <= disc_bound(disc_certificate(figure, radius_mm), figure, radius_mm) <= count


@pytest.mark.parametrize(("spread_mm", "count"), [(5, 9), (7.5, 5), (10, 4)])
def test_the_zone_round_a_tender_point_is_proved_at_once_to_need_as_many_as_it_takes(spread_mm, count):
    zone = Point(30, 40).buffer(12)

    claim = bound(zone, spread_mm)

    assert (claim.value, claim.kind) == (count, BoundKind.DISC)
    assert is_covered_by(count, zone, spread_mm)
    assert not is_covered_by(count - 1, zone, spread_mm)


@pytest.mark.parametrize(
    "false",
    [
        {"radius_mm": 12.1},
        {"radius_mm": float("nan")},
        {"radius_mm": -1.0},
        {"centre": np.array([30.5, 40.0])},
        {"centre": np.array([float("inf"), 40.0])},
        {"centre": np.array([90.0, 40.0])},
    ],
)
def test_a_disc_that_is_not_in_the_zone_proves_nothing(false):
    zone = Point(30, 40).buffer(12)
    certificate = disc_certificate(MultiPolygon([zone]), 5)

    assert disc_bound(certificate, zone, 5) == 9
    assert disc_bound(replace(certificate, **false), zone, 5) == 0


@pytest.mark.parametrize("zone", [Point(5, 5), LineString([(0, 5), (10, 5)]), MultiPolygon()])
def test_no_disc_is_in_a_zone_without_an_area(zone):
    assert disc_bound(DiscCertificate(np.array([5.0, 5.0]), 4.9), zone, 1) == 0


def test_a_disc_over_a_hole_is_not_in_the_zone():
    zone = box(0, 0, 60, 60).difference(Point(30, 30).buffer(2))

    assert disc_bound(DiscCertificate(np.array([30.0, 30.0]), 20.0), zone, 9) == 0
    assert disc_bound(DiscCertificate(np.array([31.0, 30.0]), 20.0), zone, 9) == 0
    assert shapely.contains_properly(zone, Point(disc_certificate(zone, 9).centre))
