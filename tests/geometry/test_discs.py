import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from planner.geometry.areas import outer_buffer
from planner.geometry.discs import (
    ServedAreas,
    disc_areas_in_zone,
    disc_union_areas,
    largest_gap,
    served_by_discs,
)
from planner.geometry.lattice import staggered_lattice
from tests.at_length import examples

from .regions import regions, scattered

radii = st.sampled_from([3.0, 5.0, 10.0, 17.5])
SQUARE = box(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("centre", "inside"),
    [((50, 50), 1.0), ((0, 50), 0.5), ((0, 0), 0.25), ((0, -10), 0.0), ((300, 300), 0.0)],
)
def test_one_disc_is_shared_between_inside_and_outside(centre, inside):
    whole_mm2 = math.pi * 100

    areas = disc_union_areas(np.array([centre], dtype=float), 10, SQUARE)

    assert areas == pytest.approx((inside * whole_mm2, (1 - inside) * whole_mm2), abs=1e-9)


def test_two_discs_one_radius_apart_make_the_known_lens():
    lens_mm2 = 100 * (2 * math.pi / 3 - math.sqrt(3) / 2)

    areas = disc_union_areas(np.array([[40.0, 50], [50.0, 50]]), 10, SQUARE)

    assert sum(areas) == pytest.approx(200 * math.pi - lens_mm2, rel=1e-13)


def test_a_zone_inside_one_disc_is_covered_whole():
    zone = box(-3, -3, 3, 3).difference(box(-1, -1, 1, 1))

    inside_mm2, outside_mm2 = disc_union_areas(np.zeros((1, 2)), 10, zone)

    assert inside_mm2 == pytest.approx(32, rel=1e-13)
    assert outside_mm2 == pytest.approx(100 * math.pi - 32, rel=1e-12)


def test_a_full_cover_covers_everything_to_the_last_digit():
    centres = staggered_lattice(SQUARE.buffer(10), 10 * math.sqrt(3) * (1 - 1e-9))

    assert disc_union_areas(centres, 10, SQUARE)[0] == pytest.approx(10_000, rel=1e-12)


@given(zone=regions(), offsets=scattered(), radius_mm=radii)
@examples(60)
def test_exact_area_lies_between_inscribed_and_circumscribed_discs(zone, offsets, radius_mm):
    centres = offsets + np.array(zone.centroid.coords[0])
    discs = shapely.points(centres)
    inner = shapely.union_all(shapely.buffer(discs, radius_mm, quad_segs=16))
    outer = shapely.union_all([outer_buffer(disc, radius_mm) for disc in discs])

    inside_mm2, outside_mm2 = disc_union_areas(centres, radius_mm, zone)

    slack = 1e-7
    assert inner.intersection(zone).area - slack <= inside_mm2 <= outer.intersection(zone).area + slack
    whole_mm2 = inside_mm2 + outside_mm2
    assert inner.area - slack <= whole_mm2 <= outer.area + slack


@given(zone=regions(), offsets=scattered(), radius_mm=radii, seed=st.integers(0, 99))
@examples(30)
def test_order_and_twins_of_the_centres_do_not_matter_and_more_discs_never_cover_less(
    zone, offsets, radius_mm, seed
):
    centres = offsets + np.array(zone.centroid.coords[0])
    shuffled = np.random.default_rng(seed).permutation(centres)

    inside_mm2, _ = disc_union_areas(centres, radius_mm, zone)

    assert disc_union_areas(np.concatenate([shuffled, shuffled[:3]]), radius_mm, zone)[0] == inside_mm2
    assert disc_union_areas(centres[:-1], radius_mm, zone)[0] <= inside_mm2 + 1e-9


@given(zone=regions(), offsets=scattered(), radius_mm=radii)
@examples(30)
def test_the_areas_of_single_discs_sum_to_at_least_the_union(zone, offsets, radius_mm):
    centres = offsets + np.array(zone.centroid.coords[0])

    single_mm2 = disc_areas_in_zone(centres, radius_mm, zone)

    alone = [disc_union_areas(centre[None], radius_mm, zone)[0] for centre in centres]
    assert single_mm2 == pytest.approx(alone, abs=1e-8)
    assert single_mm2.sum() >= disc_union_areas(centres, radius_mm, zone)[0] - 1e-8


@given(zone=regions(), offsets=scattered(), seed=st.integers(0, 9999))
@examples(60)
def test_the_largest_gap_is_a_place_of_the_zone_and_no_place_is_farther(zone, offsets, seed):
    centres = offsets + np.array(zone.centroid.coords[0])
    x_min, y_min, x_max, y_max = zone.bounds
    places = np.random.default_rng(seed).uniform((x_min, y_min), (x_max, y_max), (500, 2))
    places = places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]

    gap_mm, where = largest_gap(centres, zone)

    assert np.hypot(*(places[:, None] - centres).T).min(axis=0).max(initial=0) <= gap_mm + 1e-9
    assert zone.distance(shapely.Point(where)) < 1e-9
    assert np.hypot(*(centres - where).T).min() == pytest.approx(gap_mm, abs=1e-9)


@given(zone=regions(), offsets=scattered(), radius_mm=st.sampled_from([10.0, 25.0, 60.0]))
@examples(30)
def test_all_is_covered_just_when_the_largest_gap_is_within_the_radius(zone, offsets, radius_mm):
    centres = offsets + np.array(zone.centroid.coords[0])
    gap_mm, _ = largest_gap(centres, zone)

    at_gap = disc_union_areas(centres, gap_mm * (1 + 1e-9), zone)[0]
    given_mm2 = disc_union_areas(centres, radius_mm, zone)[0]

    assert at_gap == pytest.approx(zone.area, rel=1e-9)
    if radius_mm < gap_mm * 0.999:
        assert given_mm2 < zone.area


def test_a_lattice_has_the_gap_of_its_triangles():
    centres = staggered_lattice(box(-50, -50, 150, 150), 12.0)

    assert largest_gap(centres, SQUARE)[0] == pytest.approx(12 / math.sqrt(3), rel=1e-12)


@pytest.mark.parametrize("centres", [[[50, 50]], [[50, 20], [50, 80]], [[10, 10], [50, 50], [90, 90]]])
def test_gaps_of_one_centre_and_of_centres_on_one_line_are_exact(centres):
    places = np.array(centres, dtype=float)
    corners = shapely.get_coordinates(SQUARE)
    edge_middles = np.array([[0, 50], [100, 50], [0, 50], [100, 50]])
    candidates = np.concatenate([corners, edge_middles])

    gap_mm, _ = largest_gap(places, SQUARE)

    assert gap_mm == pytest.approx(np.hypot(*(candidates[:, None] - places).T).min(axis=0).max())


def test_no_centres_leave_an_endless_gap_and_no_zone_leaves_none():
    assert largest_gap(np.empty((0, 2)), SQUARE)[0] == math.inf
    assert largest_gap(np.array([[1.0, 2.0]]), Polygon())[0] == 0
    assert disc_union_areas(np.empty((0, 2)), 5, SQUARE) == (0.0, 0.0)
    assert disc_union_areas(np.zeros((1, 2)), 5, MultiPolygon()) == pytest.approx((0, 25 * math.pi))
    assert disc_areas_in_zone(np.empty((0, 2)), 5, SQUARE).shape == (0,)


@given(zone=regions(), offsets=scattered(), radius_mm=radii)
@examples(30)
def test_all_areas_together_are_the_areas_one_by_one(zone, offsets, radius_mm):
    centres = np.concatenate([offsets, offsets[:2]]) + np.array(zone.centroid.coords[0])

    served = served_by_discs(centres, radius_mm, zone)

    assert (served.inside_mm2, served.outside_mm2) == disc_union_areas(centres, radius_mm, zone)
    assert served.summed_mm2 == pytest.approx(disc_areas_in_zone(centres, radius_mm, zone).sum(), abs=1e-9)
    assert served.summed_mm2 >= served.inside_mm2 - 1e-8


def test_four_discs_at_the_corners_of_a_square_overlap_as_circles_do():
    """Neighbours meet in a lens, opposite ones just touch: the union is four discs less four lenses."""
    side_mm = 10 * math.sqrt(2)
    lens_mm2 = 2 * (100 * math.pi / 4 - 50)
    corners = np.array([[0, 0], [side_mm, 0], [side_mm, side_mm], [0, side_mm]])

    served = served_by_discs(corners, 10, box(-20, -20, 40, 40))

    assert served.inside_mm2 == pytest.approx(400 * math.pi - 4 * lens_mm2, rel=1e-13)
    assert served.outside_mm2 == pytest.approx(0, abs=1e-9)
    assert served.summed_mm2 == pytest.approx(400 * math.pi, rel=1e-13)


def test_without_discs_nothing_is_served():
    assert served_by_discs(np.empty((0, 2)), 5, SQUARE) == ServedAreas(0.0, 0.0, 0.0)
