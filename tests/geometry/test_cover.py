import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from benchmarks.zones import crescent, disc20, two_discs
from planner.geometry import mend
from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.gaps import critical_points
from tests.at_length import examples

from .by_hand import as_places, pairs_nearer
from .plain_lattices import hexagonal_count, square_count
from .regions import mirrored, regions, scattered, stars

NO_ANCHORS = np.empty((0, 2))
LUMBAR = box(-120, -45, 120, 45).buffer(30, quad_segs=12)
spreads = st.sampled_from([8.0, 10.0, 17.5])


def anchors_in(zone: MultiPolygon, offsets: np.ndarray) -> np.ndarray:
    """Return the places that fall on the zone when scattered about its middle."""
    places = offsets + np.array(zone.centroid.coords[0])
    return places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]


def standing_apart(places: np.ndarray, least_mm: float) -> np.ndarray:
    """Return the places in turn that keep a distance to all before."""
    kept = np.empty((0, 2))
    for place in places:
        if (np.hypot(*(kept - place).T) >= least_mm).all():
            kept = np.vstack([kept, place])
    return kept


@given(zone=regions(), offsets=scattered(most=5), spread_mm=spreads)
@examples(8)
def test_every_place_is_served_and_every_deposit_is_needed(zone, offsets, spread_mm):
    anchors = anchors_in(zone, offsets)

    cover = fill_cover(zone, zone, anchors, spread_mm, spread_mm / 2)

    every = np.concatenate([anchors, cover.points])
    assert largest_gap(every, zone)[0] <= spread_mm * (1 + 1e-9)
    assert cover.uncovered_mm2 == 0
    for k in range(len(anchors), len(every)):
        assert largest_gap(np.delete(every, k, axis=0), zone)[0] > spread_mm


@given(zone=regions(), hole=stars(), offsets=scattered(most=5), spread_mm=spreads)
@examples(8)
def test_deposits_stand_on_allowed_ground_and_keep_their_distance(zone, hole, offsets, spread_mm):
    allowed = zone.buffer(5).difference(hole.buffer(0))
    anchors = anchors_in(zone, offsets)

    cover = fill_cover(zone, allowed, anchors, spread_mm, 4)

    every = np.concatenate([anchors, cover.points])
    assert shapely.contains_xy(allowed, cover.points[:, 0], cover.points[:, 1]).all()
    assert cover.conflicts.tolist() == pairs_nearer(as_places(every), 4)


@given(zone=regions(), offsets=scattered(most=5), spread_mm=spreads)
@examples(3)
def test_where_the_ground_is_free_deposits_keep_most_of_a_spread(zone, offsets, spread_mm):
    least_mm = 0.85 * spread_mm
    anchors = standing_apart(anchors_in(zone, offsets), least_mm)

    cover = fill_cover(zone, zone.buffer(spread_mm), anchors, spread_mm, least_mm)

    every = np.concatenate([anchors, cover.points])
    assert cover.uncovered_mm2 == 0
    assert pairs_nearer(as_places(every), least_mm) == []
    assert len(cover.conflicts) == 0


@given(zone=regions(), hole=stars(), spread_mm=spreads, seed=st.integers(0, 999))
@examples(8)
def test_all_that_the_ground_can_serve_is_served_and_the_rest_is_measured(zone, hole, spread_mm, seed):
    allowed = zone.difference(hole.buffer(0))
    x_min, y_min, x_max, y_max = zone.bounds
    places = shapely.points(np.random.default_rng(seed).uniform((x_min, y_min), (x_max, y_max), (300, 2)))
    wide_enough = allowed.buffer(-0.001)  # what two outlines all but share leaves slivers that are no ground
    near = shapely.distance(places, wide_enough) < 0.96 * spread_mm
    places = places[shapely.contains(zone, places) & near]

    cover = fill_cover(zone, allowed, NO_ANCHORS, spread_mm, 0)

    if len(cover.points):
        served = shapely.multipoints(cover.points)
        assert (shapely.distance(places, served) <= spread_mm * (1 + 1e-9)).all()
        union = served.buffer(spread_mm, quad_segs=64)
        assert cover.uncovered_mm2 == pytest.approx(zone.difference(union).area, abs=0.002 * zone.area + 0.01)


@given(zone=regions(), offsets=scattered(most=5), seed=st.integers(0, 99))
@examples(5)
def test_order_of_anchors_does_not_matter_and_mirrored_ground_gives_mirrored_deposits(zone, offsets, seed):
    anchors = anchors_in(zone, offsets)
    shuffled = np.random.default_rng(seed).permutation(anchors)

    points = fill_cover(zone, zone, anchors, 10, 5).points

    assert fill_cover(zone, zone, shuffled, 10, 5).points.tobytes() == points.tobytes()
    image = fill_cover(mirrored(zone), mirrored(zone), anchors * (-1, 1), 10, 5).points
    assert np.array_equal(image, points * (-1, 1))


@pytest.mark.parametrize("spread_mm", [5, 7.5, 10])
def test_a_lumbar_band_takes_at_most_four_fifths_of_a_square_lattice(spread_mm):
    square, hexagonal = square_count(LUMBAR, spread_mm), hexagonal_count(LUMBAR, spread_mm)

    cover = fill_cover(LUMBAR, LUMBAR.buffer(spread_mm), NO_ANCHORS, spread_mm, spread_mm / 2)

    assert len(cover.points) <= 0.8 * square
    assert len(cover.points) <= hexagonal
    assert largest_gap(cover.points, LUMBAR)[0] <= spread_mm * (1 + 1e-9)


@pytest.mark.parametrize("zone_of", [disc20, two_discs, crescent])
def test_small_and_thin_zones_take_no_more_than_a_hexagonal_lattice_laid_at_their_middle(zone_of):
    zone = zone_of()

    cover = fill_cover(zone, zone.buffer(10), NO_ANCHORS, 10, 0)

    assert len(cover.points) <= hexagonal_count(zone, 10)


@given(zone=regions(), spread_mm=spreads)
@examples(4)
def test_no_zone_takes_more_than_a_hexagonal_lattice_laid_at_its_middle(zone, spread_mm):
    cover = fill_cover(zone, zone.buffer(spread_mm), NO_ANCHORS, spread_mm, 0)

    assert len(cover.points) <= hexagonal_count(zone, spread_mm)


def test_a_disc_of_twice_the_spread_takes_seven():
    disc = Point(0, 0).buffer(20, quad_segs=32)

    assert len(fill_cover(disc, disc.buffer(10), NO_ANCHORS, 10, 5).points) == 7


def test_anchors_that_serve_everything_need_no_more():
    zone = box(-5, -5, 5, 5)

    cover = fill_cover(zone, zone, np.zeros((1, 2)), 8, 4)

    assert cover.points.shape == (0, 2)
    assert cover.uncovered_mm2 == 0


def test_ground_out_of_reach_is_measured_and_not_served():
    zone = box(0, 0, 100, 20)
    allowed = box(0, 0, 50, 20)

    cover = fill_cover(zone, allowed, NO_ANCHORS, 10, 5)

    assert 40 * 20 <= cover.uncovered_mm2 <= 42.5 * 20


def test_a_smallest_distance_that_cannot_be_kept_is_a_conflict_and_not_a_hole():
    zone = box(0, 0, 60, 60)

    cover = fill_cover(zone, zone, np.array([[30.0, 30.0]]), 8, 25)

    assert largest_gap(np.concatenate([[[30, 30]], cover.points]), zone)[0] <= 8 * (1 + 1e-9)
    assert len(cover.conflicts) > 0


def test_anchors_too_near_each_other_are_a_conflict():
    zone = box(0, 0, 20, 20)

    cover = fill_cover(zone, zone, np.array([[10.0, 10], [10, 12], [2, 2]]), 15, 5)

    assert [0, 1] in cover.conflicts.tolist()


def test_no_zone_takes_nothing_and_no_ground_serves_nothing():
    zone = box(0, 0, 20, 20)

    assert len(fill_cover(Polygon(), zone, NO_ANCHORS, 5, 2).points) == 0
    assert fill_cover(zone, Polygon(), NO_ANCHORS, 5, 2).uncovered_mm2 == pytest.approx(400)


@pytest.mark.parametrize("spread_mm", [0.0, -1.0, float("nan")])
def test_a_spread_that_is_no_length_is_a_mistake(spread_mm):
    with pytest.raises(ValueError, match="spread_mm"):
        fill_cover(box(0, 0, 9, 9), box(0, 0, 9, 9), NO_ANCHORS, spread_mm, 1)


def test_far_holes_are_mended_in_one_round(monkeypatch):
    rounds = []
    monkeypatch.setattr(mend, "critical_points", lambda *a: rounds.append(1) or critical_points(*a))
    anchors = np.array([[x, y] for x in (20.0, 70, 120, 170) for y in (20.0, 70, 120, 170)])
    zone = box(0, 0, 200, 200)

    found = fill_cover(zone, zone, anchors, 6.0, 6.0)

    assert found.uncovered_mm2 == 0
    assert len(rounds) < len(found.points) / 4
