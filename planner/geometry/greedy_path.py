"""A path that is put together from the cheapest steps anywhere."""

from itertools import combinations

import numpy as np

from planner.geometry.exchanges import Steps
from planner.geometry.rows import FloatArray, IntArray

_FEW = 60  # of which all steps are looked at; of more those to near places first: all are a square of them
_NEAREST = 8


class _Fragments:
    """Pieces of a round trip that grow together: each place is joined to at most two others."""

    __slots__ = ("_piece", "beside")

    def __init__(self, count: int) -> None:
        self.beside: list[list[int]] = [[] for _ in range(count)]
        self._piece = list(range(count))

    def join(self, one: int, other: int) -> None:
        """Join two places unless one of them has two neighbours or both end the same piece."""
        if len(self.beside[one]) == 2 or len(self.beside[other]) == 2:
            return
        first, second = self._root(one), self._root(other)
        if first != second:
            self._piece[first] = second
            self.beside[one].append(other)
            self.beside[other].append(one)

    def ends(self) -> list[int]:
        """Return the places that are joined to none or one."""
        return [place for place, beside in enumerate(self.beside) if len(beside) < 2]

    def _root(self, place: int) -> int:
        while self._piece[place] != place:
            place = self._piece[place]
        return place


def greedy_path(costs: Steps, start: int) -> IntArray:
    """Return the path from ``start`` into which steps are put, the cheapest first, while they fit.

    Steps to near places come first, then those between the ends of what is joined by then.
    """
    end = len(costs.near) - 1
    fragments = _Fragments(end + 1)
    fragments.join(start, end)
    steps = [(costs.step_mm[one][other], one, other) for one, near in enumerate(costs.near) for other in near]
    for _, one, other in sorted(steps):
        fragments.join(one, other)
    loose = combinations(fragments.ends(), 2)
    for _, one, other in sorted((costs.step_mm[one][other], one, other) for one, other in loose):
        fragments.join(one, other)
    return _walked(fragments, start)


def greedy_walk(cost_mm: FloatArray, first: int, last: int) -> IntArray:
    """Return a path from the first to the last of n places, into which the cheapest steps are put.

    Parameters
    ----------
    cost_mm
        (n, n), of which the upper half is read. [mm]
    """
    count = len(cost_mm)
    if count < 3:
        return np.array([first, last][:count])
    fragments = _Fragments(count + 1)
    fragments.join(first, count)
    fragments.join(last, count)
    if count > _FEW:
        _put_in(fragments, cost_mm, *_near_steps(cost_mm))
    ends = np.array([place for place in fragments.ends() if place < count], dtype=np.int64)
    one, other = np.triu_indices(ends.size, 1)
    _put_in(fragments, cost_mm, ends[one], ends[other])
    return _walked(fragments, first)


def _near_steps(cost_mm: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the steps that are among the cheapest few of either of their ends."""
    upper_mm = np.triu(cost_mm, 1)
    both_mm = upper_mm + upper_mm.T
    np.fill_diagonal(both_mm, np.inf)
    is_near = both_mm <= np.partition(both_mm, _NEAREST - 1, axis=1)[:, _NEAREST - 1 : _NEAREST]
    one, other = np.nonzero(np.triu(is_near | is_near.T, 1))
    return one, other


def _put_in(fragments: _Fragments, cost_mm: FloatArray, one: IntArray, other: IntArray) -> None:
    """Put the steps in, the cheapest first, while they fit."""
    cheapest_first = np.argsort(cost_mm[one, other], kind="stable")
    for step in zip(one[cheapest_first].tolist(), other[cheapest_first].tolist(), strict=True):
        fragments.join(*step)


def _walked(fragments: _Fragments, start: int) -> IntArray:
    """Return the places of what became one piece, from ``start`` on, the open end left out."""
    first, last = fragments.ends()
    fragments.beside[first].append(last)
    fragments.beside[last].append(first)
    before, path = len(fragments.beside) - 1, [start]
    while len(path) < len(fragments.beside) - 1:
        one, other = fragments.beside[path[-1]]
        before, following = path[-1], other if one == before else one
        path.append(following)
    return np.array(path)
