from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given
from hypothesis import strategies as st
from shapely import Point, box

from planner.geometry.bound import bound
from planner.geometry.bound_check import BoundKind, confirm
from planner.geometry.bound_search import search_certificate
from planner.geometry.bound_search_check import SearchCertificate, search_bound
from planner.geometry.cover import fill_cover
from planner.geometry.covers_tried import holdable_sets
from tests.at_length import examples

from .published import instances
from .regions import scattered, stars

NO_ANCHORS = np.empty((0, 2))


def fewest_by_hand(sets: np.ndarray) -> int:
    """Return the fewest sets that hold all places, all choices tried in turn."""
    return next(
        count
        for count in range(1, len(sets) + 1)
        if any(sets[list(chosen)].any(axis=0).all() for chosen in combinations(range(len(sets)), count))
    )


@given(places=scattered(most=20), seed=st.integers(0, 99))
@examples(20)
def test_what_any_disc_holds_is_in_one_of_the_sets(places, seed):
    places = np.unique(places, axis=0)
    centres = np.random.default_rng(seed).uniform(-80, 80, (2000, 2))

    sets = holdable_sets(places, 25)

    held = np.unique((np.hypot(*(centres[:, None] - places).T) <= 25).T, axis=0)
    assert all(sets[:, row].all(axis=1).any() for row in held)


@given(places=scattered(most=25))
@examples(20)
def test_every_set_fits_in_a_disc(places):
    places = np.unique(places, axis=0)

    for row in holdable_sets(places, 25):
        pairs = places[row]
        assert np.hypot(*(pairs[:, None] - pairs).T).max() <= 50 + 1e-6


@given(places=scattered(most=11, half_mm=50.0))
@examples(20)
def test_the_search_confirms_the_true_count_and_no_more(places):
    places = np.unique(places, axis=0)
    count = fewest_by_hand(holdable_sets(places, 20))
    zone = box(-60, -60, 60, 60)
    claim = SearchCertificate(places, np.zeros((1, len(places))), count)

    assert search_bound(claim, zone, 20) == count
    assert search_bound(replace(claim, count=count + 1), zone, 20) == 0


@given(places=scattered(most=11, half_mm=50.0), seed=st.integers(0, 99))
@examples(20)
def test_no_weights_prove_more_than_is_true(places, seed):
    places = np.unique(places, axis=0)
    count = fewest_by_hand(holdable_sets(places, 20))
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0, 1, (6, len(places))) * (rng.uniform(0, 1, (6, len(places))) < 0.6)

    claim = SearchCertificate(places, weights, count + 1)

    assert search_bound(claim, box(-60, -60, 60, 60), 20) == 0


# six discs take as long as seven and prove no more; `python -m benchmarks.oracles --thorough` asks for all
@pytest.mark.parametrize(
    ("name", "figure", "count", "radius_mm"),
    [found for found in instances() if found[2] <= 7 and found[0] not in {"square 6", "triangle 6"}],
)
def test_all_small_published_coverings_are_proved_to_be_best(name, figure, count, radius_mm):
    claim = bound(figure, radius_mm, thorough=True)

    assert claim.value == count
    assert confirm(claim, figure, radius_mm)


@given(star=stars(largest_mm=30.0))
@examples(4, phases=[Phase.generate])
def test_no_cover_has_fewer_discs_than_the_search_proves(star):
    zone = star.buffer(0)

    claim = bound(zone, 12, thorough=True)

    assert claim.value <= len(fill_cover(zone, zone.buffer(12), NO_ANCHORS, 12, 0).points)
    assert claim.value >= bound(zone, 12).value


@pytest.fixture(scope="module")
def seven() -> tuple[SearchCertificate, Point]:
    disc = Point(0, 0).buffer(20, quad_segs=32)
    return search_certificate(disc, 10, known=6).certificate, disc


@pytest.mark.parametrize(
    "false",
    [
        {"count": 8},
        {"count": 0},
        {"witnesses": np.empty((0, 2)), "weights": np.empty((1, 0))},
        {"weights": np.array([[1.0]])},
        {"weights": np.empty((0, 0))},
        {"weights": np.array([1.0])},
        {"witnesses": np.array([[0.0, 0], [300, 0]]), "weights": np.ones((1, 2)), "count": 2},
        {"witnesses": np.array([[0.0, 0], [9, 0]]), "weights": np.ones((1, 2)), "count": 2},
    ],
)
def test_a_false_certificate_proves_nothing(seven, false):
    certificate, disc = seven

    assert search_bound(certificate, disc, 10) == 7
    assert search_bound(replace(certificate, **false), disc, 10) == 0


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf"), 1e308])
def test_weights_that_are_none_prove_nothing(seven, weight):
    certificate, disc = seven
    weights = certificate.weights.copy()
    weights[-1, -1] = weight
    false = replace(certificate, weights=weights)

    assert search_bound(false, disc, 10) == 0


def test_the_place_where_one_disc_more_is_needed_is_kept_apart_from_larger_ones(seven):
    certificate, disc = seven

    assert search_bound(certificate, disc, 11) == 0


def test_parts_that_share_discs_are_proved_to_need_more_than_places_or_weights_prove():
    zone = shapely.union_all(shapely.buffer(shapely.points([[0.0, 0], [17, 21], [40, 2]]), 12))

    quick, claim = bound(zone, 10), bound(zone, 10, thorough=True)

    assert claim.kind is BoundKind.SEARCH
    assert quick.value < claim.value == 9
    assert confirm(claim, zone, 10)
    assert not confirm(replace(claim, value=claim.value + 1), zone, 10)
