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
    """Return what the steps between (n, 2) places cost, as (n + 1, n + 1); the last place is the open end.

    Ending a path high up costs the way that it has climbed since the lowest place: so the cost of a path is
    its length and the price of its upward way, less a constant of its start. No cost is below 0. [mm]
    """
    count = len(places)
    away = np.abs(places[:, None] - places[None])
    cost_mm = np.zeros((count + 1, count + 1))
    cost_mm[:count, :count] = np.hypot(away[..., 0], away[..., 1]) + UPWARD / 2 * away[..., 1]
    cost_mm[count, :count] = cost_mm[:count, count] = UPWARD / 2 * (places[:, 1].max() - places[:, 1])
    return cost_mm


def path_costs(places: FloatArray) -> FloatArray:
    """Return what paths through (..., n, 2) places cost, without the constant of their start. [mm]."""
    steps = np.diff(places, axis=-2)
    length_mm, climb_mm = np.hypot(steps[..., 0], steps[..., 1]), np.abs(steps[..., 1])
    cost_mm: FloatArray = (length_mm + UPWARD / 2 * climb_mm).sum(axis=-1) - UPWARD / 2 * places[..., -1, 1]
    return cost_mm


@dataclass(frozen=True, slots=True)
class Path:
    """A path through n places, numbered as it visits them; the last of the n + 1 entries is the open end.

    Its cost is its length plus the price of the way upwards. The upward way of a path is
    ``(sum of |dy| - (y of its end - y of its start)) / 2``, so the price is an ordinary distance plus a term
    for the two ends alone. For such a distance undoing a crossing always shortens the path.
    """

    x_mm: FloatArray
    y_mm: FloatArray

    @classmethod
    def through(cls, places: FloatArray) -> Self:
        """Return the path through (n, 2) places in their order, y downwards. [mm]."""
        return cls(np.append(places[:, 0], 0.0), np.append(places[:, 1], 0.0))

    @property
    def count(self) -> int:
        """Return how many places the path visits."""
        return self.x_mm.size - 1

    def cost(self, one: IntArray, other: IntArray) -> FloatArray:
        """Return the cost of stepping from one number on the path to the other, or to the open end."""
        y_mm = self.y_mm[one]
        climb_mm = np.abs(y_mm - self.y_mm[other])
        step = np.hypot(self.x_mm[one] - self.x_mm[other], climb_mm) + UPWARD / 2 * climb_mm
        ending = other == self.count
        step[ending] = -UPWARD / 2 * y_mm[ending]
        return step

    def total(self) -> float:
        """Return the cost of the whole path, without the constant of its start."""
        along = np.arange(self.count)
        return float(self.cost(along, along + 1).sum())


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


def reversals(path: Path, near: IntArray, longest: int, least_mm: float) -> Moves:
    """Return the reversals that make near neighbours follow each other, or bring another place to the end.

    Parameters
    ----------
    near
        (n, k) numbers on the path of the neighbours of each place.
    longest
        How many places a move may rearrange.
    least_mm
        Moves that gain no more are left out. [mm]
    """
    count = path.count
    one, other = np.repeat(np.arange(count), near.shape[1]), near.ravel()
    low, high = np.minimum(one, other), np.maximum(one, other)
    start = np.arange(count)
    before = np.concatenate([low, low - 1, start])
    last = np.concatenate([high, high - 1, np.full(count, count - 1)])
    possible = (before >= 0) & (last > before + 1) & (last - before <= longest)
    return Moves.reversing(path, before[possible], last[possible]).gaining(least_mm)


def reinsertions(path: Path, near: IntArray, longest: int, least_mm: float) -> Moves:
    """Return the moves that put up to three places in a row next to a near neighbour of either end.

    Parameters as in `reversals`.
    """
    count, width = path.count, near.shape[1]
    moves = Moves.reversing(path, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    for size in range(1, min(_LONGEST_SEGMENT, count - 2) + 1):
        first = np.repeat(np.arange(1, count - size + 1), width)
        last = first + size - 1
        at_first, at_last = near[1 : count - size + 1].ravel(), near[size:count].ravel()
        # after which place, and turned or not: now the first place stands next to its neighbour, now the last
        for after, turned in ((at_first, False), (at_last - 1, False), (at_last, True), (at_first - 1, True)):
            possible = (after >= 0) & ((after < first - 1) | (after > last))
            possible &= np.maximum(last, after) - np.minimum(first, after + 1) < longest
            tried = _reinserting(path, first[possible], last[possible], after[possible], turned=turned)
            moves = moves.joined(tried.gaining(least_mm))
    return moves


def _reinserting(path: Path, first: IntArray, last: IntArray, after: IntArray, *, turned: bool) -> Moves:
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
