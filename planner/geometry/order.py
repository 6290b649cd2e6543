"""The order in which a hand visits scattered places: from the top down, side to side, without crossings.

What is kept short is length plus a price on the way travelled upwards (see `planner.geometry.moves`).
"""

import numpy as np
import shapely

from planner.geometry.moves import Moves, Path, reinsertions, reversals, step_costs
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray

_NEIGHBOURS = 8
_BAND_HEIGHTS = 32
_LEAST_GAIN_MM = 1e-9  # smaller gains are rounding and could go round in circles


def hand_order(points: FloatArray, *, start_right: bool = False) -> IntArray:
    """Return the indices of ``points`` in the order of a short path from the top down, without crossings.

    The path starts in the topmost band, on the side of least x, or of greatest x if ``start_right``. Any
    order of the input gives the same path; mirrored points from the other side give the mirrored path.

    Parameters
    ----------
    points
        (n, 2), y downwards. [mm]
    """
    places = np.asarray(points, dtype=np.float64).reshape(-1, 2) * ((-1.0 if start_right else 1.0), 1.0)
    ranked = np.lexsort((places[:, 0], places[:, 1]))
    if len(places) < 3:
        return ranked
    places = places[ranked]
    costs = step_costs(places)
    path = _shortened(places, costs, _in_bands(places, costs))
    return ranked[_uncrossed(places, costs, path)]


def crossings(points: FloatArray) -> IntArray:
    """Return which steps of a path meet others than their neighbours, as (n, 2) pairs of step numbers."""
    steps = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
    first, second = shapely.STRtree(steps).query(steps, predicate="intersects")
    apart = second - first > 1
    return np.column_stack((first[apart], second[apart])).astype(np.int64)


def _in_bands(places: FloatArray, costs: FloatArray) -> IntArray:
    """Return the best of many boustrophedon paths: bands of one height, every second one walked backwards."""
    x, y = places.T
    height = y.max() - y.min()
    least = max(height / len(places), 1e-6)
    best, best_cost = np.arange(len(places)), np.inf
    for band_mm in np.geomspace(least, max(height, least) * 1.01, _BAND_HEIGHTS):
        band = np.floor((y - y.min()) / band_mm + 0.5)
        # bands are numbered without the empty ones, so that the hand turns round at every band it visits
        turn = np.unique(band, return_inverse=True)[1] % 2
        path = np.lexsort((y, np.where(turn == 1, -x, x), band))
        cost = _path(costs, path).total()
        if cost < best_cost - _LEAST_GAIN_MM:
            best, best_cost = path, cost
    return best


def _shortened(places: FloatArray, costs: FloatArray, path: IntArray) -> IntArray:
    """Return the path after all gainful reversals (2-opt) and reinsertions (Or-opt) among near neighbours."""
    count = min(_NEIGHBOURS + 1, len(places))
    near = Nearest(places).query(places, count)[1][:, 1:]
    while True:
        place_at = np.empty_like(path)
        place_at[path] = np.arange(path.size)
        ordered, near_at = _path(costs, path), place_at[near[path]]
        moves = reversals(ordered, near_at).joined(reinsertions(ordered, near_at)).gaining(_LEAST_GAIN_MM)
        if moves.gain_mm.size == 0:
            return path
        path = _apply_apart(path, moves)


def _apply_apart(path: IntArray, moves: Moves) -> IntArray:
    """Return the path after the best moves that do not touch the same stretch."""
    path = path.copy()
    taken = np.zeros(path.size + 1, dtype=bool)
    for k in np.lexsort((moves.last, moves.first, -moves.gain_mm)).tolist():
        first, last = int(moves.first[k]), int(moves.last[k])
        if taken[first : last + 2].any():
            continue
        taken[first : last + 2] = True
        path[first : last + 1] = path[moves.rearranged(k)]
    return path


def _uncrossed(places: FloatArray, costs: FloatArray, path: IntArray) -> IntArray:
    """Return the path without crossings; each one undone makes it shorter, so this ends."""
    while True:
        pairs = crossings(places[path])
        moves = Moves.reversing(_path(costs, path), pairs[:, 0], pairs[:, 1]).gaining(_LEAST_GAIN_MM)
        if moves.gain_mm.size == 0:
            return path
        path = _apply_apart(path, moves)


def _path(costs: FloatArray, path: IntArray) -> Path:
    return Path(costs, np.append(path, path.size))
