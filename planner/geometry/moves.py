"""Moves that shorten an open path with a fixed start: reversing a stretch, or putting a short one elsewhere.

Places are numbered along the path; number n, one past the last, stands for the open end.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.geometry.rows import FloatArray, IntArray

UPWARD = 0.5
"""Price of a millimetre travelled upwards, in millimetres of length."""

_LONGEST_SEGMENT = 3


def step_costs(places: FloatArray) -> FloatArray:
    """Return the cost of every step as (n + 1, n + 1): length plus the price of the way upwards.

    The upward way of a path is ``(sum of |dy| - (y of its end - y of its start)) / 2``, so the price is an
    ordinary distance plus a term for the two ends alone; column n holds that of the end. For such a distance
    undoing a crossing always shortens the path.
    """
    count = len(places)
    x, y = places.T
    climb = np.abs(y[:, None] - y)
    costs = np.zeros((count + 1, count + 1))
    costs[:count, :count] = np.hypot(x[:, None] - x, climb) + UPWARD / 2 * climb
    costs[:count, count] = -UPWARD / 2 * y
    return costs


@dataclass(frozen=True, slots=True)
class Path:
    """A path through places of known step costs; ``places`` ends with the number of the open end."""

    costs: FloatArray
    places: IntArray

    @property
    def count(self) -> int:
        """Return how many places the path visits."""
        return self.places.size - 1

    def cost(self, one: IntArray, other: IntArray) -> FloatArray:
        """Return the cost of stepping from one number on the path to the other."""
        return self.costs[self.places[one], self.places[other]]

    def total(self) -> float:
        """Return the cost of the whole path, without the constant of its start."""
        return float(self.costs[self.places[:-1], self.places[1:]].sum())


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves on a path: the stretch ``first`` ... ``last`` is rearranged, with a gain.

    With ``split == first`` the whole stretch is reversed. Otherwise the part before ``split`` and the part
    from it change places, and ``flip`` reverses one of them: 1 the one before, 2 the one from it.
    """

    gain_mm: FloatArray
    first: IntArray
    last: IntArray
    split: IntArray
    flip: IntArray

    @classmethod
    def reversing(cls, path: Path, before: IntArray, last: IntArray) -> Self:
        """Return the moves that reverse what follows ``before`` up to ``last``."""
        old = path.cost(before, before + 1) + path.cost(last, last + 1)
        new = path.cost(before, last) + path.cost(before + 1, last + 1)
        return cls(old - new, before + 1, last, before + 1, np.zeros_like(before))

    def joined(self, other: "Moves") -> "Moves":
        """Return these moves and the others."""
        return Moves(
            *(np.concatenate([getattr(self, name), getattr(other, name)]) for name in self.__slots__)
        )

    def gaining(self, least_mm: float) -> "Moves":
        """Return the moves that gain more than ``least_mm``."""
        kept = self.gain_mm > least_mm
        return Moves(*(getattr(self, name)[kept] for name in self.__slots__))

    def rearranged(self, k: int) -> IntArray:
        """Return the old numbers of the stretch of move ``k`` in their new order."""
        first, split, last = int(self.first[k]), int(self.split[k]), int(self.last[k])
        if split == first:
            return np.arange(last, first - 1, -1)
        before, after = np.arange(first, split), np.arange(split, last + 1)
        flip = int(self.flip[k])
        return np.concatenate([after[::-1] if flip == 2 else after, before[::-1] if flip == 1 else before])


def reversals(path: Path, near: IntArray) -> Moves:
    """Return the reversals that make near neighbours follow each other, or bring another place to the end."""
    count = path.count
    one, other = np.repeat(np.arange(count), near.shape[1]), near.ravel()
    low, high = np.minimum(one, other), np.maximum(one, other)
    start = np.arange(count)
    before = np.concatenate([low, low - 1, start])
    last = np.concatenate([high, high - 1, np.full(count, count - 1)])
    possible = (before >= 0) & (last > before + 1)
    return Moves.reversing(path, before[possible], last[possible])


def reinsertions(path: Path, near: IntArray) -> Moves:
    """Return the moves that put up to three places in a row next to a near neighbour of either end."""
    count, width = path.count, near.shape[1]
    moves = Moves.reversing(path, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    for size in range(1, min(_LONGEST_SEGMENT, count - 2) + 1):
        first = np.repeat(np.arange(1, count - size + 1), width)
        last = first + size - 1
        at_first, at_last = near[1 : count - size + 1].ravel(), near[size:count].ravel()
        # after which place, and turned or not: now the first place stands next to its neighbour, now the last
        for after, turned in ((at_first, False), (at_last - 1, False), (at_last, True), (at_first - 1, True)):
            moves = moves.joined(_reinserting(path, first, last, after, turned=turned))
    return moves


def _reinserting(path: Path, first: IntArray, last: IntArray, after: IntArray, *, turned: bool) -> Moves:
    possible = (after >= 0) & ((after < first - 1) | (after > last))
    first, last, after = first[possible], last[possible], after[possible]
    head, tail = (last, first) if turned else (first, last)
    taken_out = path.cost(first - 1, first) + path.cost(last, last + 1) - path.cost(first - 1, last + 1)
    put_in = path.cost(after, head) + path.cost(tail, after + 1) - path.cost(after, after + 1)
    up = after < first
    return Moves(
        taken_out - put_in,
        np.where(up, after + 1, first),
        np.where(up, last, after),
        np.where(up, first, last + 1),
        np.where(up, 2, 1) * turned,
    )
