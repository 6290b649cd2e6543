"""Shortening a path by cutting eight steps at once, in many places, and joining it again as is cheapest."""

import numpy as np
from numpy.typing import NDArray

from planner.geometry.held_karp import CheapestJoins
from planner.geometry.path_costs import PathCosts
from planner.geometry.rows import IntArray

_CUTS = 8
_LEAST_GAIN_MM = 1e-3  # what is looked for in single precision
_LOOSENESS = 1.5  # ours: of 0.5 to 3 one of the best on 88 sets of 20 to 60 places
_AT_ONCE = 40  # windows whose tables stay near the processor

CostArray = NDArray[np.float32]


def rejoined(costs: PathCosts, path: IntArray, around: IntArray) -> IntArray:
    """Return a path cut and joined again wherever that gains; the same if it gains nowhere.

    Around each of some steps a window of seven other steps is cut, which begin or end near one of its ends
    and are long themselves. The stretches between are put in the cheapest order, each walked either way.

    Parameters
    ----------
    path
        All places and the open end last.
    around
        The steps, each by where its first place stands on the path.
    """
    cuts = _windows(costs.table_mm, path, around)
    again, is_taken = path.copy(), np.zeros(len(path), dtype=bool)
    gains_mm, orders = _gains(costs.table_mm, path, cuts)
    for k in np.argsort(-gains_mm, kind="stable")[: np.count_nonzero(gains_mm > _LEAST_GAIN_MM)].tolist():
        first, last = cuts[0, k], cuts[-1, k]
        if not is_taken[first : last + 1].any():
            is_taken[first : last + 1] = True
            again[first + 1 : last + 1] = _walked(path, cuts[:, k], orders[k])
    return again


def _windows(cost_mm: CostArray, path: IntArray, around: IntArray) -> IntArray:
    """Return where the path is cut in each window, as (cuts, windows) steps, ascending."""
    one, other = path[:-1], path[1:]
    first, second = path[around], path[around + 1]
    to_one_mm = np.minimum(cost_mm[np.ix_(first, one)], cost_mm[np.ix_(second, one)])
    to_other_mm = np.minimum(cost_mm[np.ix_(first, other)], cost_mm[np.ix_(second, other)])
    away_mm = np.minimum(to_one_mm, to_other_mm) - _LOOSENESS * cost_mm[one, other]
    away_mm[np.arange(around.size), around] = -np.inf
    once = sorted(set(map(tuple, _least(away_mm, _CUTS).tolist())))
    return np.array(once, dtype=np.int64).T


def _least(values: CostArray, count: int) -> IntArray:
    """Return where the least values of each row stand, ascending; of equal ones the first are taken."""
    highest = np.partition(values, count - 1, axis=1)[:, count - 1 : count]
    is_less, is_equal = values < highest, values == highest
    still_wanted = count - is_less.sum(axis=1, keepdims=True)
    is_least = is_less | is_equal & (np.cumsum(is_equal, axis=1) <= still_wanted)
    return np.nonzero(is_least)[1].reshape(-1, count)


def _gains(cost_mm: CostArray, path: IntArray, cuts: IntArray) -> tuple[CostArray, dict[int, list[int]]]:
    """Return what each window gains, and for those that gain in which order its stretches are walked."""
    gains_mm = np.empty(cuts.shape[1], dtype=np.float32)
    orders: dict[int, list[int]] = {}
    for begin in range(0, cuts.shape[1], _AT_ONCE):
        some = cuts[:, begin : begin + _AT_ONCE]
        joins = _joins(cost_mm, path, some)
        old_mm = cost_mm[path[some], path[some + 1]].sum(axis=0)
        gains_mm[begin : begin + _AT_ONCE] = gain_mm = old_mm - joins.total_mm()
        orders |= {begin + k: joins.walks(k) for k in np.flatnonzero(gain_mm > _LEAST_GAIN_MM).tolist()}
    return gains_mm, orders


def _joins(cost_mm: CostArray, path: IntArray, cuts: IntArray) -> CheapestJoins:
    heads, tails = path[cuts[:-1] + 1], path[cuts[1:]]
    begins = np.stack([heads, tails], axis=1).reshape(-1, cuts.shape[1])
    ends = np.stack([tails, heads], axis=1).reshape(-1, cuts.shape[1])
    return CheapestJoins(
        cost_mm[path[cuts[0]], begins],
        cost_mm[ends[:, None], begins[None]],
        cost_mm[ends, path[cuts[-1] + 1]],
        ways=2,
    )


def _walked(path: IntArray, cuts: IntArray, walks: list[int]) -> IntArray:
    """Return the stretches between cuts in an order of walks, of which each second one is backwards."""
    stretches = np.split(path[cuts[0] + 1 : cuts[-1] + 1], cuts[1:-1] - cuts[0])
    return np.concatenate([stretches[walk >> 1][:: -1 if walk & 1 else 1] for walk in walks])
