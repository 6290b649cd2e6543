"""Builders of regions for the tests of this room: ragged, holed, in parts, often on round numbers."""

import math

import numpy as np
import shapely
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, affinity

from planner.geometry.areas import polygons_of

directions = st.sampled_from([0.0, 90.0, -90.0, 30.0, 45.0, -37.0, 12.5])
spacings = st.sampled_from([2.0, 2.5, 3.3, 5.0, 7.0, 10.0])


@st.composite
def stars(draw: st.DrawFn, largest_mm: float = 60.0) -> Polygon:
    """Ragged simple polygons about any place of a back, half of them with whole-number corners."""
    count = draw(st.integers(3, 12))
    reach = draw(st.lists(st.floats(3, largest_mm), min_size=count, max_size=count))
    whole = draw(st.booleans())
    centre = (draw(st.integers(-100, 100)), draw(st.integers(0, 400)))
    corners = [
        (centre[0] + r * math.cos(2 * math.pi * i / count), centre[1] + r * math.sin(2 * math.pi * i / count))
        for i, r in enumerate(reach)
    ]
    return Polygon(np.round(corners, 0 if whole else 6))


@st.composite
def regions(draw: st.DrawFn) -> MultiPolygon:
    """Regions with several parts and holes; never empty, always valid."""
    shapes = [star.buffer(0) for star in draw(st.lists(stars(), min_size=1, max_size=3))]
    holes = [star.buffer(0) for star in draw(st.lists(stars(largest_mm=15), max_size=3))]
    region = shapely.union_all(shapes).difference(shapely.union_all(holes))
    kept = polygons_of(region)
    return MultiPolygon(kept) if kept else MultiPolygon([shapely.box(0, 0, 20, 30)])


@st.composite
def scattered(draw: st.DrawFn, most: int = 30, half_mm: float = 70.0) -> np.ndarray:
    """Scattered places as (n, 2), half of them on whole millimetres, so that ties happen."""
    count = draw(st.integers(1, most))
    seed = draw(st.integers(0, 2**32 - 1))
    places = np.random.default_rng(seed).uniform(-half_mm, half_mm, (count, 2))
    return np.round(places) if draw(st.booleans()) else places


def mirrored(region: MultiPolygon) -> MultiPolygon:
    return affinity.scale(region, xfact=-1, yfact=1, origin=(0, 0))


def at(geometry: MultiPolygon, offsets: np.ndarray) -> np.ndarray:
    """Return offsets as places about the middle of a geometry."""
    return offsets + np.array(geometry.centroid.coords[0])


def as_set(points: np.ndarray) -> set[tuple[float, ...]]:
    return {tuple(point) for point in (points + 0.0).tolist()}
