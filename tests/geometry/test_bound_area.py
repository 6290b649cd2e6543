from dataclasses import replace

import numpy as np
import pytest
from shapely import LineString, Point, box

from planner.geometry.bound_area import area_certificate, most_by_area
from planner.geometry.bound_area_check import area_bound
from planner.geometry.bound_bends import turns

BAND = box(0, 0, 300, 150)


def test_a_mole_costs_its_area_and_a_little_more():
    mole = Point(150, 75).buffer(6)

    whole, holed = BAND, BAND.difference(mole)

    lost = area_bound(area_certificate(whole, 5), whole, 5) - area_bound(area_certificate(holed, 5), holed, 5)
    assert 0 <= lost <= 1 + mole.area / (2.598 * 25) + 0.2


def test_a_bay_too_deep_for_bends_is_cut_out_by_a_disc_that_takes_little_of_the_zone():
    bay = BAND.difference(Point(150, 0).buffer(25))

    certificate = area_certificate(bay, 5)

    assert len(certificate.notches) == 1
    assert area_bound(certificate, bay, 5) >= 0.97 * bay.area / (2.598 * 25)


def test_a_waist_is_cut_along_a_few_tangents():
    waist = BAND.difference(Point(150, -180).buffer(200)).difference(Point(150, 330).buffer(200))

    certificate = area_certificate(waist, 5)

    assert len(certificate.notches) == 0
    assert 2 <= (turns(certificate.ring) < 0).sum() <= 10
    assert area_bound(certificate, waist, 5) >= waist.area / (2.598 * 25)


@pytest.mark.parametrize("zone", [BAND, Point(0, 0).buffer(20), BAND.difference(Point(150, 75).buffer(20))])
def test_what_is_known_at_once_is_never_below_the_bound_and_hardly_above_it(zone):
    proved = area_bound(area_certificate(zone, 5), zone, 5)

    assert proved <= most_by_area(zone, 5) <= 1.02 * proved + 3


def test_a_line_has_no_area_bound():
    assert area_certificate(LineString([(0, 0), (9, 9)]), 5) is None


def test_a_zone_in_one_disc_proves_nothing():
    speck = box(0, 0, 5, 5)

    certificate = area_certificate(speck, 10)

    assert certificate is None or area_bound(certificate, speck, 10) == 0


@pytest.mark.parametrize(
    "false",
    [
        {"kept": np.array([[1.0, 2.0]])},
        {"kept": np.array([[0.0, 0.0], [0.0, 0.0]])},
        {"turn_price": -0.1},
        {"turn_price": float("nan")},
        {"ring": np.array([[-50.0, 0], [300, 0], [300, 150], [0, 150]])},
        {"ring": np.zeros((4, 2))},
        {"notches": np.array([[150.0, 75.0, 500.0]])},
    ],
)
def test_a_false_certificate_proves_nothing(false):
    certificate = area_certificate(BAND, 5)

    assert area_bound(certificate, BAND, 5) > 690
    assert area_bound(replace(certificate, **false), BAND, 5) == 0


def test_a_hole_without_its_notch_proves_nothing():
    holed = BAND.difference(Point(150, 75).buffer(6))
    certificate = area_certificate(holed, 5)

    assert area_bound(certificate, holed, 5) > 680
    assert area_bound(replace(certificate, notches=np.empty((0, 3))), holed, 5) == 0
