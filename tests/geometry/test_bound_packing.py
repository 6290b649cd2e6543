import numpy as np
from hypothesis import given
from shapely import box

from planner.geometry.bound_packing import PackingCertificate, packing_bound, packing_certificate
from tests.at_length import examples

from .regions import regions


@given(zone=regions())
@examples(10)
def test_witnesses_stand_on_the_zone_and_more_than_two_radii_apart(zone):
    certificate = packing_certificate(zone, 8)

    assert packing_bound(certificate, zone, 8) == len(certificate.witnesses) >= 1


def test_a_long_strip_needs_a_disc_every_two_radii():
    certificate = packing_certificate(box(0, 0, 210, 1), 10)

    assert packing_bound(certificate, box(0, 0, 210, 1), 10) == 11


def test_witnesses_too_near_or_off_the_zone_prove_nothing():
    zone = box(0, 0, 100, 10)

    near = PackingCertificate(np.array([[0.0, 0], [20, 0]]))
    off = PackingCertificate(np.array([[0.0, 0], [50, -1]]))

    assert packing_bound(near, zone, 10) == 0
    assert packing_bound(off, zone, 10) == 0
    assert packing_bound(near, zone, 9.9) == 2
