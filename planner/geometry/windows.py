"""Fewer deposits in a window: those inside are thrown away and searched for anew, those outside stay."""

import numpy as np
import shapely
from shapely import MultiPolygon

from planner.geometry.areas import polygons_of
from planner.geometry.problem import Problem
from planner.geometry.rows import FloatArray
from planner.geometry.search import by_grid

_SIZES = (2.0, 4.5)  # half a window, in radii
_ON_BORDER = 0.7  # share of the windows that stand on the border of the target, where most is wasted
_SWAPS_EACH = 30


def searched_in_window(problem: Problem, places: FloatArray, chance: np.random.Generator) -> FloatArray:
    """Return a cover that takes fewer deposits in a window drawn by lot, or the places as they are."""
    fixed = len(problem.known)
    centre = _drawn(problem, places, chance)
    half_mm = float(chance.uniform(*_SIZES)) * problem.spread_mm
    apart_mm = np.abs(places - centre).max(axis=1)
    free = (apart_mm < half_mm) & (np.arange(len(places)) >= fixed)
    if free.sum() < 2:
        return places
    low, high = centre - half_mm - problem.spread_mm, centre + half_mm + problem.spread_mm
    window = shapely.clip_by_rect(problem.target, low[0], low[1], high[0], high[1])
    reach_mm = half_mm + 2 * problem.spread_mm + problem.ground.min_distance_mm
    near = ~free & (apart_mm < reach_mm)
    local = Problem(MultiPolygon(polygons_of(window)), problem.ground, places[near], problem.spread_mm)
    now = np.concatenate([places[near], places[free]])
    swaps = _SWAPS_EACH * int(free.sum())
    better = by_grid(local, now, chance, first=swaps, each=swaps // 10)
    if local.rank(better) >= local.rank(now):
        return places
    return np.concatenate([places[~free], better[int(near.sum()) :]])


def _drawn(problem: Problem, places: FloatArray, chance: np.random.Generator) -> FloatArray:
    """Return a place drawn by lot: on the border of the target, or at one of the deposits."""
    if chance.random() < _ON_BORDER:
        border = problem.coarse.boundary
        spot = border.interpolate(float(chance.random()), normalized=True)
        return np.array([spot.x, spot.y])
    drawn: FloatArray = places[int(chance.integers(len(places)))]
    return drawn
