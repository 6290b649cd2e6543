"""The order in which a hand visits scattered places: from the top down, side to side, without crossings.

What is kept short is length plus a price on the way travelled upwards (see `planner.geometry.moves`).
"""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from planner.geometry.exact_path import MOST_PLACES, cheapest_path
from planner.geometry.moves import UPWARD, Moves, Path, path_costs, reinsertions, reversals
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.short_path import short_path

_BAND_HEIGHTS = 32
_AT_ONCE = 100_000  # places of paths in bands that are worked out together
_FEW, _FEW_IF_QUICK = 600, 100
_MANY = 1200
_LONGER = 1.01  # a path at most this much longer than it must be gets no second start
_LEAST_GAIN_MM = 1e-9  # smaller gains are rounding and could go round in circles

MOST_PATIENCE = 12
"""Ours: so patiently, lattices in parts that lie apart come within 0.5 % of the best that LKH finds."""


@dataclass(frozen=True, slots=True)
class _Effort:
    """How far a path is shortened: neighbours looked at, places one move may rearrange, and rounds."""

    neighbours: int
    longest: int
    rounds: int


_UNTIL_NOTHING_GAINS = _Effort(neighbours=8, longest=sys.maxsize, rounds=sys.maxsize)
_QUICK = _Effort(neighbours=5, longest=100, rounds=6)
_LOCAL = _Effort(neighbours=4, longest=50, rounds=3)


def _effort_for(count: int, *, is_quick: bool) -> _Effort:
    if count > _MANY:
        return _LOCAL
    return _QUICK if is_quick and count > _FEW_IF_QUICK else _UNTIL_NOTHING_GAINS


def hand_order(
    points: FloatArray, *, start_right: bool = False, is_quick: bool = False, patience: int = 1
) -> IntArray:
    """Return the indices of ``points`` in the order of a short path from the top down, without crossings.

    The path starts in the topmost band, on the side of least x, or of greatest x if ``start_right``. Any
    order of the input gives the same path; mirrored points from the other side give the mirrored path. Up to
    a dozen places get the cheapest path there is. Of more, some paths are shortened, such as one in bands and
    one from near to near, and the cheapest is taken. Above 1,200 places the bands are shortened only locally,
    so that 100,000 places still take seconds: the path is then about a quarter longer than the shortest, and
    still without crossings.

    Parameters
    ----------
    points
        (n, 2), y downwards. [mm]
    is_quick
        From 100 places on, stop shortening after a few rounds: a third of the time or less, and up to a tenth
        longer on places that stand nearly evenly.
    patience
        How many times as long as while the user taps the path through up to 600 places may be shaken.
    """
    places = np.asarray(points, dtype=np.float64).reshape(-1, 2) * ((-1.0 if start_right else 1.0), 1.0)
    ranked = np.lexsort((places[:, 0], places[:, 1]))
    if len(places) < 3:
        return ranked
    places = places[ranked]
    bands = _in_bands(places)
    if len(places) <= MOST_PLACES:
        path = cheapest_path(places, int(bands[0]))
    elif len(places) <= (_FEW_IF_QUICK if is_quick else _FEW):
        path = short_path(places, int(bands[0]), _starts(places, bands), patience=patience)
    else:
        path = _cheaper_shortened(places, bands, _effort_for(len(places), is_quick=is_quick))
    return ranked[_uncrossed(places, path)]


def crossings(points: FloatArray) -> IntArray:
    """Return which steps of a path meet others than their neighbours, as (n, 2) pairs of step numbers."""
    steps = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
    first, second = shapely.STRtree(steps).query(steps, predicate="intersects")
    apart = second - first > 1
    return np.column_stack((first[apart], second[apart])).astype(np.int64)


def _in_bands(places: FloatArray) -> IntArray:
    """Return the best of many boustrophedon paths: bands of one height, every second one walked backwards.

    ``places`` are in rows from the top down.
    """
    down_mm = places[:, 1] - places[0, 1]
    least_mm = max(float(down_mm[-1]) / len(places), 1e-6)
    heights_mm = np.geomspace(least_mm, max(float(down_mm[-1]), least_mm) * 1.01, _BAND_HEIGHTS)
    best, best_cost = np.arange(len(places)), np.inf
    for some_mm in np.array_split(heights_mm, math.ceil(heights_mm.size * len(places) / _AT_ONCE)):
        paths = _walked_in_bands(places, np.floor(down_mm / some_mm[:, None] + 0.5))
        for path, cost in zip(paths, path_costs(places[paths]).tolist(), strict=True):
            if cost < best_cost - _LEAST_GAIN_MM:
                best, best_cost = path, cost
    return best


def _walked_in_bands(places: FloatArray, bands: FloatArray) -> IntArray:
    """Return the paths through (k, n) numbers of bands, in which each next place has as great a number."""
    x, y = places.T
    # bands are counted without the empty ones, so that the hand turns round at every band it visits
    turns = np.zeros(bands.shape, dtype=np.int64)
    turns[:, 1:] = np.cumsum(np.diff(bands, axis=1) > 0, axis=1) & 1
    paths: IntArray = np.lexsort((np.broadcast_to(y, bands.shape), np.where(turns == 1, -x, x), bands))
    return paths


def _starts(places: FloatArray, bands: IntArray) -> Iterator[IntArray]:
    yield bands
    yield _from_near_to_near(places, int(bands[0]))


def _cheaper_shortened(places: FloatArray, bands: IntArray, effort: _Effort) -> IntArray:
    """Return the path in bands, shortened, or the one from near to near if that gets cheaper."""
    path = _shortened(places, bands, effort)
    if effort is not _UNTIL_NOTHING_GAINS or not _may_be_longer_than_need_be(places[path]):
        return path
    other = _shortened(places, _from_near_to_near(places, path[0]), effort)
    return other if _total_mm(places, other) < _total_mm(places, path) - _LEAST_GAIN_MM else path


def _total_mm(places: FloatArray, path: IntArray) -> float:
    return Path.through(places[path]).total()


def _may_be_longer_than_need_be(path: FloatArray) -> bool:
    """Return whether a path is longer than the ways from each place to its nearest, the least it needs."""
    nearest_mm = Nearest(path).query(path, 2)[0][:, 1]
    length_mm = np.hypot(*np.diff(path, axis=0).T).sum()
    return bool(length_mm > _LONGER * (nearest_mm.sum() - nearest_mm.max()))


def _from_near_to_near(places: FloatArray, start: int) -> IntArray:
    """Return the path that goes on to the place that costs least of those left."""
    path, (x_mm, y_mm) = [start], places.T
    been_mm = np.zeros(len(places))  # put on what it costs to go where the path was
    while len(path) < len(places):
        been_mm[path[-1]] = np.inf
        across_mm, along_mm = x_mm - x_mm[path[-1]], y_mm - y_mm[path[-1]]
        cost_mm = np.hypot(across_mm, along_mm) + UPWARD / 2 * np.abs(along_mm)
        path.append(int((cost_mm + been_mm).argmin()))
    return np.array(path)


def _shortened(places: FloatArray, path: IntArray, effort: _Effort) -> IntArray:
    """Return the path after all gainful reversals (2-opt) and reinsertions (Or-opt) among near neighbours."""
    near = Nearest(places).query(places, min(effort.neighbours + 1, len(places)))[1][:, 1:]
    for _ in range(effort.rounds):
        place_at = np.empty_like(path)
        place_at[path] = np.arange(path.size)
        ordered, near_at = Path.through(places[path]), place_at[near[path]]
        moves = reversals(ordered, near_at, effort.longest, _LEAST_GAIN_MM)
        moves = moves.joined(reinsertions(ordered, near_at, effort.longest, _LEAST_GAIN_MM))
        if moves.gain_mm.size == 0:
            break
        path = _apply_apart(path, moves)
    return path


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


def _uncrossed(places: FloatArray, path: IntArray) -> IntArray:
    """Return the path without crossings; each one undone makes it shorter, so this ends."""
    while True:
        pairs = crossings(places[path])
        moves = Moves.reversing(Path.through(places[path]), pairs[:, 0], pairs[:, 1]).gaining(_LEAST_GAIN_MM)
        if moves.gain_mm.size == 0:
            return path
        path = _apply_apart(path, moves)
