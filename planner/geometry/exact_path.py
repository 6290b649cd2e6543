"""The cheapest path through a dozen places: every set of places is reached in the best way, once."""

import numpy as np

from planner.geometry.moves import step_costs
from planner.geometry.rows import FloatArray, IntArray

MOST_PLACES = 12
"""Sets double with each place more; so many take some 4 ms."""


def cheapest_path(places: FloatArray, start: int) -> IntArray:
    """Return the path from ``start`` through all places that costs least: length and the price upwards.

    Parameters
    ----------
    places
        (n, 2), y downwards, n from 2 to `MOST_PLACES`. [mm]

    References
    ----------
    Held and Karp, A dynamic programming approach to sequencing problems, J. SIAM 10 (1962) 196.
    """
    cost_mm = step_costs(places)
    others = np.delete(np.arange(len(places)), start)
    from_start_mm, between_mm = cost_mm[start, others], cost_mm[np.ix_(others, others)]
    best_mm, came_from = _reached(from_start_mm, between_mm)
    visited = len(best_mm) - 1
    last = int((best_mm[visited] + cost_mm[others, len(places)]).argmin())
    path = [last]
    while (visited := visited ^ (1 << path[-1])) > 0:
        path.append(int(came_from[visited ^ (1 << path[-1]), path[-1]]))
    return np.append(start, others[path[::-1]])


def _reached(from_start_mm: FloatArray, between_mm: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return for each set of places and each last one of it the least cost, and which one comes before.

    Sets are numbers, with a bit for each place; both arrays are (2^n, n).
    """
    count = len(from_start_mm)
    sets, bits = np.arange(1 << count), 1 << np.arange(count)
    size = (sets[:, None] & bits > 0).sum(axis=1)
    best_mm = np.full((len(sets), count), np.inf)
    best_mm[bits, np.arange(count)] = from_start_mm
    came_from = np.zeros((len(sets), count), dtype=np.int64)
    for larger in range(2, count + 1):
        for last in range(count):
            holding = sets[(size == larger) & (sets & bits[last] > 0)]
            cost_mm = best_mm[holding ^ bits[last]] + between_mm[:, last]
            before = cost_mm.argmin(axis=1)
            came_from[holding, last] = before
            best_mm[holding, last] = cost_mm[np.arange(len(holding)), before]
    return best_mm, came_from
