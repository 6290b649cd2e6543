"""How far places stand from one another."""

import numpy as np

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray

NEARER = 1 - 1e-8
"""Places at this share of a distance or more keep it: what is missing is rounding."""

_TWIN_MM = 1e-9  # nearer than this, two places are one: what lies between them is rounding


def nearest_distances(points: FloatArray) -> FloatArray:
    """Return the distance from each point to its nearest other one as (n,); ``inf`` for a lone point."""
    if len(points) < 2:
        return np.full(len(points), np.inf)
    return Nearest(points).query(points, 2)[0][:, 1]


def pairs_nearer_than(points: FloatArray, distance_mm: float) -> IntArray:
    """Return the pairs of points strictly nearer to each other than a distance, as sorted (n, 2) indices."""
    if len(points) < 2 or distance_mm <= 0:
        return np.empty((0, 2), dtype=np.int64)
    pairs = Nearest(points).pairs_within(distance_mm)
    apart = points[pairs[:, 0]] - points[pairs[:, 1]]
    near: IntArray = pairs[np.hypot(apart[:, 0], apart[:, 1]) < distance_mm * NEARER]
    return near[np.lexsort((near[:, 1], near[:, 0]))]


def sorted_without_twins(points: FloatArray, distance_mm: float) -> tuple[FloatArray, IntArray]:
    """Return the points in order of x then y, without those that stand on another one, and who is near whom.

    Returns
    -------
    places, pairs
        (n, 2), and the pairs of them that are not farther apart than a distance, as (m, 2) indices. [mm]
    """
    places = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    places = places[np.lexsort((places[:, 1], places[:, 0]))]
    if len(places) < 2:
        return places, np.empty((0, 2), dtype=np.int64)
    pairs = Nearest(places).pairs_within(distance_mm)
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    twins = pairs[np.hypot(apart[:, 0], apart[:, 1]) <= _TWIN_MM]
    if len(twins) == 0:
        return places, pairs
    return sorted_without_twins(np.delete(places, twins[:, 1], axis=0), distance_mm)
