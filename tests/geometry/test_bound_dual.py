import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from planner.geometry.bound_dual import (
    WeightCertificate,
    fullest_discs,
    weight_bound,
    weight_certificate,
)
from planner.geometry.cover import fill_cover
from tests.at_length import examples

from .regions import scattered, stars

NO_ANCHORS = np.empty((0, 2))


@given(places=scattered(most=25), seed=st.integers(0, 99))
@examples(25)
def test_no_disc_holds_more_than_the_fullest_one_found(places, seed):
    rng = np.random.default_rng(seed)
    places = np.unique(places, axis=0)
    weights = rng.uniform(0, 1, len(places))
    centres = rng.uniform(-70, 70, (3000, 2))

    found = fullest_discs(places, weights, 20)

    held = (np.hypot(*(centres[:, None] - places).T) <= 20).T @ weights
    assert held.max() <= found.held.max() + 1e-9


@given(places=scattered(most=25))
@examples(15)
def test_the_fullest_disc_holds_what_it_says(places):
    places = np.unique(places, axis=0)

    found = fullest_discs(places, np.ones(len(places)), 20)

    apart_mm = np.hypot(*(found.centres[:, None] - places).T).T
    assert np.array_equal((apart_mm <= 20 + 1e-6).sum(axis=1), np.round(found.held))


def test_three_places_of_which_a_disc_holds_two_need_two_discs_by_half_weights():
    places = np.array([[0.0, 0], [19, 0], [9.5, 19 * np.sqrt(3) / 2]])
    zone = Point(9.5, 5).buffer(15)

    assert weight_bound(WeightCertificate(places, np.full(3, 0.5)), zone, 10) == 2
    assert weight_bound(WeightCertificate(places, np.full(3, 0.5)), zone, 11) == 1


@given(star=stars(largest_mm=30.0))
@examples(3)
def test_no_cover_has_fewer_discs_than_the_weights_prove(star):
    zone = star.buffer(0)

    value = weight_bound(weight_certificate(zone, 9), zone, 9)

    assert 1 <= value <= len(fill_cover(zone, zone.buffer(9), NO_ANCHORS, 9, 0).points)


def test_seven_discs_are_proved_best_on_a_disc_of_twice_the_radius():
    disc = Point(0, 0).buffer(20, quad_segs=32)

    certificate = weight_certificate(disc, 10)

    assert weight_bound(certificate, disc, 10) == 7
    assert weight_bound(certificate, disc.buffer(-5), 10) == 0


@pytest.mark.parametrize(
    ("places", "weights"),
    [
        ([[0.0, 0], [30, 0]], [1.0, -1.0]),
        ([[0.0, 0], [30, 0]], [1.0, float("nan")]),
        ([[0.0, 0], [30, 0]], [1.0]),
        ([[0.0, 0], [30, 50]], [1.0, 1.0]),
        (np.empty((0, 2)), []),
    ],
)
def test_false_weights_prove_nothing(places, weights):
    certificate = WeightCertificate(np.array(places), np.array(weights))

    assert weight_bound(certificate, box(0, 0, 40, 10), 10) == 0
