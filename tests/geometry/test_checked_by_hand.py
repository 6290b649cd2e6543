"""Bounds by weights and by search, worked out once more by other means (`by_hand`)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from planner.geometry.bound_dual import fullest_discs, weight_bound, weight_certificate
from planner.geometry.bound_search import search_certificate
from planner.geometry.bound_search_check import SearchCertificate, search_bound
from tests.at_length import examples

from .by_hand import as_places, can_be_held_by, heaviest
from .published import instances
from .regions import scattered

REACH_MM = 20.0
HAIR = 1e-6


@given(places=scattered(most=18), seed=st.integers(0, 99))
@examples(15)
def test_the_fullest_disc_holds_as_much_as_all_discs_through_two_places_say(places, seed):
    places = np.unique(places, axis=0)
    weights = np.random.default_rng(seed).uniform(0, 1, len(places))

    found = fullest_discs(places, weights, REACH_MM).held.max()

    smaller, larger = (
        heaviest(as_places(places), weights.tolist(), REACH_MM * scale) for scale in (1 - HAIR, 1 + HAIR)
    )
    assert smaller - 1e-9 <= found <= larger + 1e-9


def test_the_weights_on_a_disc_prove_by_hand_what_they_are_said_to_prove():
    disc = Point(0, 0).buffer(20, quad_segs=16)

    certificate = weight_certificate(disc, 10)

    heaviest_held = heaviest(as_places(certificate.witnesses), certificate.weights.tolist(), 10)
    by_hand = math.ceil(certificate.weights.sum() / heaviest_held - HAIR)
    assert by_hand == weight_bound(certificate, disc, 10) == 7


@pytest.mark.parametrize("name", ["square 4", "triangle 3"])
def test_a_search_that_ruled_out_one_disc_fewer_is_right_by_all_discs_through_two_places(name):
    figure, count, radius_mm = next(found[1:] for found in instances() if found[0] == name)

    certificate = search_certificate(figure, radius_mm, known=count - 1).certificate

    places = as_places(certificate.witnesses)
    assert search_bound(certificate, figure, radius_mm) == count
    assert not can_be_held_by(places, count - 1, radius_mm)
    assert can_be_held_by(places, count, radius_mm)


@given(places=scattered(most=14, half_mm=50.0))
@examples(15)
def test_as_few_discs_as_hold_all_places_are_found_and_no_fewer(places):
    by_hand = as_places(np.unique(places, axis=0))

    fewest = next(count for count in range(1, 15) if can_be_held_by(by_hand, count, REACH_MM))

    zone = Point(0, 0).buffer(80)
    certificate = SearchCertificate(np.array(by_hand), np.zeros((1, len(by_hand))), fewest)
    assert search_bound(certificate, zone, REACH_MM) == fewest
