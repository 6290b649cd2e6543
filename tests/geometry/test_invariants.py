"""What must hold of lattices, passes, orders and zones whatever the region: by chance and from all sides."""

import hashlib

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, affinity, box

from planner.geometry.areas import build_zone, outer_buffer, polygons_of
from planner.geometry.lattice import staggered_lattice
from planner.geometry.order import crossings, hand_order
from planner.geometry.passes import parallel_passes
from tests.at_length import examples

from .regions import as_set, directions, regions, scattered, spacings, stars

BACK = box(-200, -50, 200, 500)
HAIR_MM = 0.02  # so far a zone is kept off what cuts it


def passes_through(region, spacing_mm, direction_deg=0.0, *, least_mm=2.0):
    return parallel_passes(
        region, spacing_mm, max_stroke_mm=40, min_stroke_mm=least_mm, direction_deg=direction_deg
    )


def lengths(passes) -> np.ndarray:
    return np.hypot(*(passes.end - passes.start).T)


@given(region=regions(), spacing_mm=spacings, power=st.sampled_from([-2, -1, 1, 2]))
@examples(40)
def test_a_region_and_a_spacing_twice_as_large_hold_the_same_nodes_twice_as_far(region, spacing_mm, power):
    factor = 2.0**power  # exact in floating point, so that not one bit may differ
    larger = affinity.scale(region, factor, factor, origin=(0, 0))

    points = staggered_lattice(region, spacing_mm) * factor
    of_larger = staggered_lattice(larger, spacing_mm * factor)

    differ = np.array(sorted(as_set(points) ^ as_set(of_larger))).reshape(-1, 2)
    assert (shapely.distance(larger.boundary, shapely.points(differ)) < 1e-7).all(), "only on the border"


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_turning_region_and_rows_by_a_right_angle_turns_the_passes(region, spacing_mm, direction_deg):
    turned = affinity.rotate(region, 90, origin=(0, 0))

    passes = passes_through(region, spacing_mm, direction_deg)
    image = passes_through(turned, spacing_mm, direction_deg + 90)

    assert abs(len(image.start) - len(passes.start)) <= 2, "a stretch of just 2 or 40 mm may fall either way"
    assert lengths(image).sum() == pytest.approx(lengths(passes).sum(), abs=4 + 1e-6)


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_no_stroke_comes_twice(region, spacing_mm, direction_deg):
    passes = passes_through(region, spacing_mm, direction_deg)

    middles = (passes.start + passes.end) / 2

    assert len(as_set(np.round(middles, 6))) == len(middles)


@given(region=regions(), direction_deg=directions)
@examples(20)
def test_track_times_spacing_tends_to_the_area(region, direction_deg):
    spacing_mm = 0.0517

    track_mm = lengths(passes_through(region, spacing_mm, direction_deg, least_mm=0)).sum()

    assert track_mm * spacing_mm == pytest.approx(region.area, abs=spacing_mm * region.length)


@given(points=scattered(most=25), seed=st.integers(0, 99))
@examples(30)
def test_an_order_visits_all_once_without_crossings_and_is_its_own_order(points, seed):
    order = hand_order(points)
    walked = points[order]

    shuffled = np.random.default_rng(seed).permutation(walked)
    again = shuffled[hand_order(shuffled)]

    assert sorted(order.tolist()) == list(range(len(points)))
    if len(as_set(points)) == len(points):
        shared = shapely.linestrings(np.stack([walked[:-1], walked[1:]], axis=1))
        crossed = [(a, b) for a, b in crossings(walked) if shapely.crosses(shared[a], shared[b])]
        assert crossed == []
    assert again.tolist() == walked.tolist()


@given(centres=scattered(most=8), region=regions(), hole=stars(largest_mm=20))
@examples(15)
def test_twenty_shuffles_of_the_inputs_give_one_zone_to_the_byte(centres, region, hole):
    rng = np.random.default_rng(20)
    drawn, excluded = list(region.geoms), outer_buffer(hole.buffer(0), 3.0)

    digests = set()
    for _ in range(20):
        shuffled = [drawn[k] for k in rng.permutation(len(drawn))]
        zone = build_zone(shuffled, rng.permutation(centres), 12.0, 10.0, outline=BACK, excluded=excluded)
        digests.add(hashlib.sha256(zone.area.wkb).hexdigest())

    assert len(digests) == 1


@given(centres=scattered(most=8), region=regions(), hole=stars(largest_mm=20))
@examples(20)
def test_the_zone_of_a_zone_is_that_zone_to_the_byte_unless_limits_cut_it_and_then_to_a_hair(
    centres, region, hole
):
    nowhere, excluded = np.empty((0, 2)), hole.buffer(0)
    built = build_zone(list(region.geoms), centres, 12.0, 0.0, outline=BACK, excluded=excluded)
    zone = built.area

    again = build_zone(polygons_of(zone), nowhere, 0.0, 0.0, outline=BACK, excluded=excluded).area
    third = build_zone(polygons_of(again), nowhere, 0.0, 0.0, outline=BACK, excluded=excluded).area

    assert not built.is_whole or zone.wkb == again.wkb == third.wkb
    assert again.symmetric_difference(zone).area <= HAIR_MM * max(zone.length, 1e-9)
    assert third.symmetric_difference(again).area <= HAIR_MM * max(again.length, 1e-9)


@pytest.mark.parametrize("region", [MultiPolygon(), box(0, 0, 1e-7, 1e-7), box(0, 0, 90, 1e-6)])
@pytest.mark.parametrize("direction_deg", [0.0, 33.0, 90.0])
def test_what_is_as_good_as_nothing_gives_nothing_and_raises_nothing(region, direction_deg):
    passes = passes_through(region, 5.0, direction_deg)

    assert len(passes.start) == 0
    assert len(staggered_lattice(region, 5.0, direction_deg=direction_deg)) <= 1
    assert hand_order(np.empty((0, 2))).size == 0
