"""All covers of some places by sets that a disc can hold, gone through: what checks the exhaustive bound.

A search goes depth first, a set for one bare place at a time. Weights make it short: of the places still bare
each set holds some weight, none more than the fullest; so each set of a cover must hold so much that the
others can hold what it leaves. No solver has a say: weights that are chosen badly rule out less, and never
anything that could be.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.geometry.rows import FloatArray, IntArray

_ANGLE_HAIR = 1e-9
_WEIGHT_HAIR = 1e-7
_LEAST_HELD = 1e-12
_BLOCK = 256

BoolArray = NDArray[np.bool_]

Weigh = Callable[[BoolArray, IntArray, int], FloatArray]
"""Told the bare places, the sets still able, and how many may be used: weights of places, none below 0."""


def holdable_sets(places: FloatArray, reach_mm: float) -> BoolArray:
    """Return sets of places as rows, such that what any closed disc holds is in one of them; none twice.

    A disc can be moved until one of its places is on its rim without letting go of any, and then along
    that place's circle until another one is about to be let go. Angles are widened by a hair.
    """
    apart = places[:, None] - places  # [other, owner]
    far_mm = np.hypot(apart[..., 0], apart[..., 1])
    toward = np.arctan2(apart[..., 1], apart[..., 0])
    half = np.where(far_mm <= 2 * reach_mm * (1 + 1e-12), 0.0, -1.0)
    half += np.arccos(np.minimum(far_mm / (2 * reach_mm), 1)) + _ANGLE_HAIR
    half[far_mm < 1e-6 * reach_mm] = np.pi
    rows = []
    for owner in range(len(places)):
        reachable = np.flatnonzero(half[:, owner] > 0)
        to, wide = toward[reachable, owner], half[reachable, owner]
        at = np.sort((to - wide + _ANGLE_HAIR) % (2 * np.pi))
        turn = np.abs(at[:, None] - to)
        held = np.zeros((len(at), len(places)), dtype=bool)
        held[:, reachable] = np.abs(np.minimum(turn, 2 * np.pi - turn)) <= wide + _ANGLE_HAIR
        # the others are in the next one round the rim
        is_kept = (held & ~np.roll(held, -1, axis=0)).any(axis=1)
        rows.append(np.packbits(held[is_kept] if is_kept.any() else held[:1], axis=1))
    found = _distinct(np.concatenate(rows), len(places))
    sets: BoolArray = found[largest_sets(found)]
    return sets


def _distinct(packed: NDArray[np.uint8], count: int) -> BoolArray:
    """Return rows of so many packed bits as sets, each once: bytes are sorted sooner than single bits."""
    width = packed.shape[1]
    once = np.unique(packed.view(f"V{width}").ravel()).view(np.uint8).reshape(-1, width)
    return np.unpackbits(once, axis=1, count=count).astype(bool)


def largest_sets(sets: BoolArray) -> IntArray:
    """Return the numbers of the sets that are in no other one, of equal ones the first; the largest first."""
    order = np.argsort(-sets.sum(axis=1), kind="stable")
    sets = sets[order]
    is_kept = np.ones(len(sets), dtype=bool)
    rare = np.argsort(sets.sum(axis=0), kind="stable")  # what few hold has few to be compared with
    rarest = rare[sets[:, rare].argmax(axis=1)] if len(sets) > _BLOCK else np.zeros(len(sets), dtype=np.int64)
    for place in np.unique(rarest).tolist():
        inner = np.flatnonzero(rarest == place)
        # what holds inner holds place
        outer = np.flatnonzero(sets[:, place]) if len(sets) > _BLOCK else inner
        amounts = sets[inner].astype(np.float32)
        shared = amounts @ sets[outer].astype(np.float32).T
        is_in = shared >= amounts.sum(axis=1)[:, None]
        is_kept[inner] = ~(is_in & (outer < inner[:, None])).any(axis=1)
    kept: IntArray = order[is_kept]
    return kept


class Search:
    """All covers of places by sets, gone through depth first.

    What could not be covered is remembered: more cannot be covered by as many sets, or by fewer. That holds
    whichever sets were still able then: what was struck out, here and in the steps above, is in no cover of
    what is bare by so many sets at all.

    Parameters
    ----------
    go_on
        Asked before each step; once it says no the search is cut short.
    """

    def __init__(
        self, sets: BoolArray, weigh: Weigh, *, most_steps: int, go_on: Callable[[], bool] = lambda: True
    ) -> None:
        self._sets, self._weigh, self._most_steps, self._go_on = sets, weigh, most_steps, go_on
        self._amounts = sets.astype(np.float64)
        self._failed = np.zeros((most_steps + 1, sets.shape[1]), dtype=bool)
        self._failed_at = np.full(most_steps + 1, -1)
        self._steps = self._failures = 0

    @property
    def is_cut_short(self) -> bool:
        """Whether the search took too long to tell anything."""
        return self._steps > self._most_steps

    def cover(self, count: int) -> list[int] | None:
        """Return the numbers of at most so many sets that hold all places, ``None`` if none were found."""
        return self._covered(np.ones(self._sets.shape[1], dtype=bool), np.arange(len(self._sets)), count)

    def _covered(self, bare: BoolArray, able: IntArray, count: int) -> list[int] | None:
        if not bare.any():
            return []
        if count <= 0 or self.is_cut_short or self._has_failed(bare, count):
            return None
        self._steps += 1 if self._go_on() else self._most_steps + 1
        if self.is_cut_short:
            return None
        able = self._still_able(bare, able, count)
        for chosen in self._choices(bare, able).tolist():
            rest = self._covered(bare & ~self._sets[chosen], able, count - 1)
            if rest is not None:
                return [chosen, *rest]
        self._failed[self._failures], self._failed_at[self._failures] = bare, count
        self._failures += 1
        return None

    def _has_failed(self, bare: BoolArray, count: int) -> bool:
        at = self._failed_at[: self._failures]
        failed = self._failed[: self._failures][at >= count]
        return not bool((failed & ~bare).any(axis=1).all())

    def _still_able(self, bare: BoolArray, able: IntArray, count: int) -> IntArray:
        """Return the sets that hold enough to be one of so many that hold all that is bare."""
        shares = self._weigh(bare, able, count) * bare
        held = (self._amounts @ shares)[able]
        fullest = max(float(held.max(initial=0.0)), _LEAST_HELD)
        least = float(shares.sum()) / fullest - (count - 1)
        left: IntArray = able[held / fullest >= least - _WEIGHT_HAIR]
        return left

    def _choices(self, bare: BoolArray, able: IntArray) -> IntArray:
        """Return the sets to try for the bare place that fewest sets hold, those that hold most first."""
        is_able = np.zeros(len(self._sets))
        is_able[able] = 1.0
        holders = np.where(bare, is_able @ self._amounts, np.inf)
        chosen = able[self._sets[able, int(holders.argmin())]]
        best: IntArray = chosen[largest_sets(self._sets[chosen] & bare)]
        return best
