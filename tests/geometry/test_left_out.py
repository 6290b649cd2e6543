import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.bands import bands_along, slabs_of
from planner.geometry.left_out import left_out_beyond
from planner.geometry.passes import parallel_passes
from tests.at_length import examples

from .regions import directions, regions, spacings


def served(zone, spacing_mm, direction_deg):
    passes = parallel_passes(zone, spacing_mm, max_stroke_mm=30, min_stroke_mm=2, direction_deg=direction_deg)
    bands = bands_along(passes.start, passes.end, spacing_mm / 2)
    return shapely.linestrings(np.stack([passes.start, passes.end], axis=1)), slabs_of(bands, zone)


def places_about(zone, seed, count):
    x_min, y_min, x_max, y_max = zone.bounds
    return np.random.default_rng(seed).uniform((x_min - 9, y_min - 9), (x_max + 9, y_max + 9), (count, 2))


@given(zone=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(15)
def test_what_is_covered_and_what_is_left_out_make_up_the_zone(zone, spacing_mm, direction_deg):
    strokes, slabs = served(zone, spacing_mm, direction_deg)
    if len(strokes) == 0:
        return

    left_out = left_out_beyond(slabs, zone, -1.0)

    assert shapely.area(left_out).sum() + slabs.inside_mm2 == pytest.approx(zone.area, abs=1e-6)
    assert slabs.summed_mm2 >= slabs.inside_mm2 - 1e-9
    assert slabs.covered_mm2 >= slabs.inside_mm2 - 1e-9


@given(zone=regions(), spacing_mm=spacings, direction_deg=directions, seed=st.integers(0, 9999))
@examples(20)
def test_no_place_that_is_passed_over_is_farther_than_the_distance(zone, spacing_mm, direction_deg, seed):
    strokes, slabs = served(zone, spacing_mm, direction_deg)
    if len(strokes) == 0:
        return
    places = places_about(zone, seed, 600)
    places = places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]
    away_mm = shapely.distance(shapely.points(places)[:, None], strokes).min(axis=1)
    distance_mm = spacing_mm * np.random.default_rng(seed).uniform(0.5, 1.5)

    parts = left_out_beyond(slabs, zone, distance_mm)

    farther = shapely.points(places[away_mm > distance_mm + 1e-6])
    assert (shapely.distance(farther, shapely.union_all(parts)) < 1e-6).all()


def test_slivers_beside_the_ends_of_bands_are_passed_over():
    zone = shapely.Polygon([(0, 1), (100, 1), (130, 49), (30, 49)])
    _, slabs = served(zone, 5.0, 0.0)

    parts = left_out_beyond(slabs, zone, math.hypot(2.5, 1.6))

    assert len(slabs.between.slab) == 20
    assert len(parts) == 0


@given(zone=regions(), spacing_mm=spacings, direction_deg=directions, seed=st.integers(0, 9999))
@examples(10)
def test_the_nearest_band_is_the_one_whose_stroke_is_nearest(zone, spacing_mm, direction_deg, seed):
    strokes, slabs = served(zone, spacing_mm, direction_deg)
    if len(strokes) == 0:
        return
    places = places_about(zone, seed, 300)

    nearest = slabs.bands.nearest(places)

    away_mm = shapely.distance(shapely.points(places)[:, None], strokes)
    assert away_mm[np.arange(len(places)), nearest] == pytest.approx(away_mm.min(axis=1), abs=1e-8)
