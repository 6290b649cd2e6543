import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from planner.geometry.areas import (
    GRID_MM,
    build_zone,
    polygons_of,
)
from tests.at_length import examples

from .regions import mirrored, regions, scattered, stars

NOTHING = Polygon()
NO_CENTRES = np.empty((0, 2))
BACK = box(-200, -50, 200, 500)


def zone_of(drawn=(), centres=NO_CENTRES, margin_mm=15.0, bridge_mm=10.0, outline=BACK, excluded=NOTHING):
    limits = {"outline": outline, "excluded": excluded}
    return build_zone(drawn, np.asarray(centres), margin_mm, bridge_mm, **limits).area


def test_a_drawn_box_on_free_ground_is_the_zone_as_drawn():
    zone = zone_of([box(20, 400, 90, 460)])

    assert zone.equals_exact(MultiPolygon([box(20, 400, 90, 460)]), 0, normalize=True)
    assert zone.area == 4200


def test_a_drawn_box_beside_discs_keeps_its_corners():
    zone = zone_of([box(20, 400, 90, 460)], [[-60, 100], [-50, 130]])

    assert {(20, 400), (90, 460)} <= {tuple(corner) for corner in shapely.get_coordinates(zone).tolist()}


@given(
    centres=scattered(most=12), star=stars(), region=regions(), bridge_mm=st.sampled_from([0.0, 8.0, 20.0])
)
@examples(60)
def test_a_zone_is_valid_on_the_grid_inside_the_outline_and_off_the_exclusions(
    centres, star, region, bridge_mm
):
    outline = box(-60, -40, 70, 90)

    zone = zone_of([star.buffer(0)] if star.is_valid else [], centres, 12, bridge_mm, outline, region)

    corners = shapely.get_coordinates(zone)
    assert zone.is_valid
    assert np.allclose(corners, np.round(corners / GRID_MM) * GRID_MM, atol=1e-9)
    if not zone.is_empty:
        assert shapely.contains_properly(outline, zone)
        assert shapely.distance(zone, region) > 0.005


@given(centres=scattered(most=15), region=regions(), seed=st.integers(0, 99))
@examples(30)
def test_any_order_of_the_inputs_gives_the_same_bytes(centres, region, seed):
    shuffled = np.random.default_rng(seed).permutation(centres)

    one = zone_of(list(region.geoms), centres)
    other = zone_of(list(reversed(region.geoms)), np.concatenate([shuffled, shuffled[:2]]))

    assert one.wkb == other.wkb


@given(centres=scattered(most=10), region=regions(), hole=stars())
@examples(30)
def test_mirrored_inputs_give_exactly_the_mirrored_zone(centres, region, hole):
    excluded = hole.buffer(0)

    zone = zone_of(list(region.geoms), centres, excluded=excluded)

    image = zone_of(list(mirrored(region).geoms), centres * (-1, 1), excluded=mirrored(excluded))
    assert image.equals_exact(mirrored(zone), 0, normalize=True)


@given(centres=scattered(most=10), star=stars(), grow_mm=st.floats(0.1, 9))
@examples(30)
def test_a_larger_exclusion_never_enlarges_the_zone(centres, star, grow_mm):
    exclusion = star.buffer(0)

    zone = zone_of(centres=centres, excluded=exclusion)
    smaller = zone_of(centres=centres, excluded=exclusion.buffer(grow_mm))

    assert smaller.difference(zone.buffer(0.02)).area < 1e-9


@given(centres=scattered(most=10), star=stars())
@examples(30)
def test_a_zone_built_from_a_zone_is_the_same_zone(centres, star):
    zone = zone_of([star.buffer(0)] if star.is_valid else [], centres, bridge_mm=0)

    again = zone_of(polygons_of(zone), bridge_mm=0)

    assert again.symmetric_difference(zone).area < 1e-6 * max(zone.area, 1)


@pytest.mark.parametrize(
    ("drawn", "centres", "outline", "excluded"),
    [
        ([], NO_CENTRES, BACK, NOTHING),
        ([], [[900, 900]], BACK, NOTHING),
        ([], [[1e9, -1e9]], BACK, NOTHING),
        ([box(0, 0, 20, 20)], NO_CENTRES, BACK, box(-50, -50, 50, 50)),
        ([box(0, 0, 20, 20)], NO_CENTRES, NOTHING, NOTHING),
        ([NOTHING], NO_CENTRES, BACK, NOTHING),
        ([box(0, 0, 30, 0.05)], NO_CENTRES, BACK, NOTHING),
    ],
    ids=[
        "no input",
        "off the map",
        "far off",
        "all excluded",
        "no ground",
        "empty shape",
        "thinner than a needle",
    ],
)
def test_nothing_left_is_an_empty_zone(drawn, centres, outline, excluded):
    zone = zone_of(drawn, centres, outline=outline, excluded=excluded)

    assert isinstance(zone, MultiPolygon)
    assert zone.is_empty


def test_a_centre_inside_an_exclusion_still_makes_ground_round_it():
    zone = zone_of(centres=[[0, 100]], margin_mm=20, excluded=Point(0, 100).buffer(5))

    assert zone.area == pytest.approx(math.pi * (400 - 25), rel=0.01)


def test_touching_lines_of_a_cut_leave_no_lines_in_the_zone():
    zone = zone_of([box(0, 0, 10, 10), box(10, 10, 20, 20)], bridge_mm=0, outline=box(0, 0, 10, 30))

    assert zone.geom_type == "MultiPolygon"
    assert all(part.area > 1 for part in zone.geoms)


@given(centres=scattered(most=6), region=regions(), hole=stars(largest_mm=20), edge_mm=st.floats(60, 260))
@examples(15)
def test_a_zone_is_whole_only_if_nothing_was_taken_from_it(centres, region, hole, edge_mm):
    limits = {"outline": box(-edge_mm, -50, edge_mm, 500), "excluded": hole.buffer(0)}

    zone = build_zone(list(region.geoms), centres, 15.0, 10.0, **limits)
    asked = build_zone(
        list(region.geoms), centres, 15.0, 10.0, outline=box(-1e4, -1e4, 1e4, 1e4), excluded=NOTHING
    )

    assert zone.is_whole <= (abs(zone.area.area - asked.area.area) < 0.02 * asked.area.length)
    assert zone.is_whole <= (shapely.distance(zone.area, limits["excluded"]) > 0.1)
    assert asked.is_whole


def test_a_zone_clear_of_its_limits_is_whole_and_one_at_a_limit_is_not():
    clear, at_the_edge, at_a_scar = (
        build_zone([box(0, 0, 50, 40)], NO_CENTRES, 0, 0, outline=outline, excluded=excluded)
        for outline, excluded in (
            (BACK, box(60, 0, 70, 40)),
            (box(0, -10, 100, 50), NOTHING),
            (BACK, box(50, 0, 60, 40)),
        )
    )

    assert clear.is_whole
    assert not at_the_edge.is_whole
    assert not at_a_scar.is_whole
    assert clear.area.equals(box(0, 0, 50, 40))
