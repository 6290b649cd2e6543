import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from planner.geometry.areas import (
    closing,
    crosses_itself,
    mend_outline,
    outer_buffer,
    polygons_of,
    united,
)
from tests.at_length import examples

from .regions import regions, scattered, stars

NOTHING = Polygon()
NO_CENTRES = np.empty((0, 2))
BOW_TIE = np.array([[0, 0], [40, 40], [40, 0], [0, 40]], dtype=float)


@given(places=scattered(most=6), radius_mm=st.floats(0.5, 30))
@examples(30)
def test_an_outer_buffer_holds_the_true_discs(places, radius_mm):
    angle = np.linspace(0, 2 * math.pi, 257)
    rim = (places[:, None] + radius_mm * np.column_stack((np.cos(angle), np.sin(angle)))).reshape(-1, 2)

    buffer = outer_buffer(MultiPoint(places), radius_mm)

    assert shapely.covers(buffer.buffer(1e-9), shapely.points(rim)).all()
    assert buffer.area <= len(places) * math.pi * radius_mm**2 * 1.003


@given(star=stars(), radius_mm=st.floats(0.5, 20), seed=st.integers(0, 9999))
@examples(30)
def test_an_outer_buffer_of_an_area_holds_every_place_within_its_radius(star, radius_mm, seed):
    area = star.buffer(0)
    x_min, y_min, x_max, y_max = area.buffer(radius_mm).bounds
    places = shapely.points(np.random.default_rng(seed).uniform((x_min, y_min), (x_max, y_max), (400, 2)))
    near = places[shapely.distance(places, area) <= radius_mm]

    assert shapely.intersects(outer_buffer(area, radius_mm), near).all()


@given(region=regions(), radius_mm=st.floats(0.5, 20))
@examples(30)
def test_closing_takes_nothing_away_but_a_hundredth_of_its_radius_at_blunt_corners(region, radius_mm):
    closed = closing(region, radius_mm)

    assert region.difference(closed.buffer(0.011 * radius_mm)).area < 1e-9


def test_closing_bridges_a_narrow_gap_and_leaves_a_wide_one():
    narrow = united([box(0, 0, 20, 20), box(24, 0, 44, 20)])
    wide = united([box(0, 0, 20, 20), box(26, 0, 46, 20)])

    assert len(polygons_of(closing(narrow, 2.5))) == 1
    assert closing(wide, 2.5).equals_exact(wide, 1e-6, normalize=True)


def test_closing_leaves_a_convex_area_untouched():
    disc = Point(3, 4).buffer(20)

    assert closing(disc, 8) is disc


def test_polygons_of_finds_nested_polygons_and_nothing_else():
    nested = GeometryCollection(
        [Point(0, 0), GeometryCollection([box(0, 0, 1, 1), LineString([(0, 0), (1, 1)])])]
    )

    assert polygons_of(nested) == (box(0, 0, 1, 1),)
    assert polygons_of(NOTHING) == ()


@given(region=regions(), more=regions())
@examples(20)
def test_a_union_has_the_same_bytes_in_any_order(region, more):
    parts = [*region.geoms, *more.geoms]

    assert united(parts).wkb == united(reversed(parts)).wkb


def test_a_bow_tie_is_mended_to_both_its_wings():
    mended = mend_outline(BOW_TIE)

    assert crosses_itself(BOW_TIE)
    assert len(mended) == 2
    assert sum(wing.area for wing in mended) == pytest.approx(800)


def test_a_lasso_drawn_twice_round_is_one_full_area():
    once = np.array([[0, 0], [60, 2], [58, 70], [1, 68]], dtype=float)
    twice = np.concatenate([once, np.add(once, (1.5, 0.5))])

    mended = mend_outline(twice)

    assert crosses_itself(twice)
    assert len(mended) == 1
    assert len(mended[0].interiors) == 0
    assert mended[0].area >= Polygon(once).area


@given(star=stars())
@examples(30)
def test_a_simple_outline_is_mended_to_itself(star):
    corners = np.asarray(star.exterior.coords)

    if star.is_valid:
        assert not crosses_itself(corners)
        assert sum(part.area for part in mend_outline(corners)) == pytest.approx(star.area)


@pytest.mark.parametrize(
    "corners",
    [
        NO_CENTRES,
        [[1, 1]],
        [[1, 1], [1, 1], [1, 1]],
        [[0, 0], [5, 5]],
        [[0, 0], [5, 5], [10, 10]],
        [[0, 0], [5, 5], [0, 0], [5, 5]],
    ],
)
def test_an_outline_that_encloses_nothing_mends_to_nothing(corners):
    assert mend_outline(np.asarray(corners, dtype=float)) == ()
    assert not crosses_itself(np.asarray(corners, dtype=float))


def test_repeated_corners_do_no_harm():
    corners = np.array([[0, 0], [0, 0], [10, 0], [10, 10], [10, 10], [0, 10], [0, 0]], dtype=float)

    assert not crosses_itself(corners)
    assert mend_outline(corners)[0].area == pytest.approx(100)
