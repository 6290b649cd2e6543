"""The only door to SciPy's spatial trees: they take half a second to load, so they load when first needed."""

import importlib
from typing import Any

import numpy as np

from planner.geometry.rows import FloatArray, IntArray


class Nearest:
    """The places of one set, ready to be asked which of them are near.

    Parameters
    ----------
    places
        (n, 2), at least one. [mm]
    """

    __slots__ = ("_tree",)

    def __init__(self, places: FloatArray) -> None:
        self._tree = _spatial().KDTree(places)

    def query(self, points: FloatArray, count: int = 1) -> tuple[FloatArray, IntArray]:
        """Return distance and index of the nearest places: (n,) each, or (n, count) for more than one."""
        distances_mm, indices = self._tree.query(points, k=count)
        return distances_mm, indices

    def within(self, points: FloatArray, distance_mm: float) -> list[list[int]]:
        """Return for each point the indices of the places not farther than a distance, ascending."""
        found: list[list[int]] = self._tree.query_ball_point(points, distance_mm, return_sorted=True).tolist()
        return found

    def pairs_within(self, distance_mm: float) -> IntArray:
        """Return the pairs of places not farther apart than a distance, as (n, 2) indices, lower first."""
        pairs: IntArray = self._tree.query_pairs(distance_mm, output_type="ndarray").astype(np.int64)
        return pairs


def delaunay_triangles(places: FloatArray) -> IntArray:
    """Return the corners of the Delaunay triangles as (n, 3) indices; none if all places are on one line."""
    spatial = _spatial()
    if len(places) < 3:
        return np.empty((0, 3), dtype=np.int64)
    try:
        triangles: IntArray = spatial.Delaunay(places - places.mean(axis=0)).simplices.astype(np.int64)
    except spatial.QhullError:  # all on one line
        return np.empty((0, 3), dtype=np.int64)
    return triangles


def _spatial() -> Any:
    return importlib.import_module("scipy.spatial")
