"""The cheapest way to join stretches of a path, by Held and Karp's programme over all sets of stretches.

Many problems of as many stretches are worked at once: what is looked up where is the same for all of them.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from planner.geometry.rows import IntArray

CostArray = NDArray[np.floating]


class CheapestJoins:
    """The cheapest path from a first stretch through all of some others to a last one, for each problem.

    A stretch can be walked in one or two ways; walk number ``ways * stretch + way`` is one way through one.

    Parameters
    ----------
    from_first_mm
        (walks, problems): from the end of the first stretch to where each walk begins.
    between_mm
        (walks, walks, problems): from where one walk ends to where another begins.
    to_last_mm
        (walks, problems): from where each walk ends to the last stretch.
    ways
        In how many ways a stretch can be walked.

    References
    ----------
    Held and Karp, A dynamic programming approach to sequencing problems, J. SIAM 10 (1962) 196.
    """

    __slots__ = ("_best_mm", "_between_mm", "_ending_mm", "_ways")

    def __init__(
        self, from_first_mm: CostArray, between_mm: CostArray, to_last_mm: CostArray, *, ways: int
    ) -> None:
        walks, problems = from_first_mm.shape
        steps_mm = between_mm.reshape(walks * walks, problems)
        walk = np.arange(walks)
        best_mm = np.full((walks << walks // ways, problems), np.inf, dtype=between_mm.dtype)
        best_mm[(1 << walk // ways) * walks + walk] = from_first_mm
        for reached, before, step in _layers(walks // ways, ways):
            best_mm[reached] = (best_mm.take(before, axis=0) + steps_mm.take(step, axis=0)).min(axis=0)
        self._best_mm, self._between_mm, self._ways = best_mm, between_mm, ways
        self._ending_mm = best_mm[-walks:] + to_last_mm

    def ending_mm(self) -> CostArray:
        """Return what the cheapest path that ends with each walk costs, as (walks, problems)."""
        return self._ending_mm

    def total_mm(self) -> CostArray:
        """Return for each problem what the joins of its cheapest path cost."""
        least_mm: CostArray = self._ending_mm.min(axis=0)
        return least_mm

    def walks(self, problem: int) -> list[int]:
        """Return the walks of the cheapest path of one problem, in their order."""
        count = len(self._ending_mm)
        reached = (1 << count // self._ways) - 1
        path = [int(self._ending_mm[:, problem].argmin())]
        while (reached := reached ^ (1 << path[-1] // self._ways)) > 0:
            best_mm = self._best_mm[reached * count : (reached + 1) * count, problem]
            path.append(int((best_mm + self._between_mm[:, path[-1], problem]).argmin()))
        return path[::-1]


@cache
def _layers(count: int, ways: int) -> tuple[tuple[IntArray, IntArray, IntArray], ...]:
    """Return, for sets of 2, 3 ... stretches, what is reached, from where, and by which steps.

    ``reached`` is (n,), ``before`` and ``step`` are (k, n): a set and its last walk is number
    ``set * walks + walk``, a step from one walk to another ``one * walks + other``.
    """
    walks, way = count * ways, np.arange(ways)
    holds = np.arange(1 << count)[:, None] >> np.arange(count) & 1
    layers = []
    for size in range(2, count + 1):
        sets = np.flatnonzero(holds.sum(axis=1) == size)
        members = np.nonzero(holds[sets])[1].reshape(-1, size)
        for_each_last = np.array([np.delete(np.arange(size), k) for k in range(size)])
        others = members[:, for_each_last][..., None] * ways + way
        others = np.repeat(others.reshape(members.size, -1), ways, axis=0)
        last = (members[..., None] * ways + way).reshape(-1)
        whole = np.repeat(sets, size * ways)
        before = (whole - (1 << last // ways))[:, None] * walks + others
        step = others * walks + last[:, None]
        layers.append((whole * walks + last, before.T.copy(), step.T.copy()))
    return tuple(layers)
