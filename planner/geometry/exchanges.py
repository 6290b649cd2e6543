"""Shortening a path by exchanging up to three of its steps at once, then by shaking it and mending that.

For hundreds of places: all costs are worked out beforehand. Work is counted in steps looked at, never in
seconds, and the shaking draws from a stored seed: same places, same path.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.geometry.moves import step_costs
from planner.geometry.nearest import Nearest, delaunay_triangles
from planner.geometry.round_trip import RoundTrip
from planner.geometry.rows import FloatArray, IntArray

_LEAST_GAIN_MM = 1e-7  # smaller gains are rounding
_NEAREST = 5
_LAST_PLACES = 8  # the lowest ones are tried as the last place
_AT_ONCE = 3  # steps exchanged at once
_NO_SECOND_START, _ALL_STEPS = 0.01, 0.025  # of its length may be saved, at most
_STEPS, _STEPS_PER_PLACE = 6000, 120  # looked at while shaking, if so much may be saved
_STEPS_OF_A_SHAKE = 40  # what shaking and undoing take, in steps looked at
_LONGEST_SHAKE = 50  # places among which stretches are swapped
_SEED = 3


def shortened_by_exchanges(places: FloatArray, start: int, paths: Iterable[IntArray]) -> IntArray:
    """Return a path that costs no more than the first of some: length and the price upwards.

    Parameters
    ----------
    places
        (n, 2), y downwards, n at least 3. [mm]
    start
        Where all ``paths`` begin.
    paths
        The next one is asked for while what the last one became may be 1 % longer than it must be.

    References
    ----------
    Lin and Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Oper. Res. 21
    (1973) 498; Johnson and McGeoch, in Aarts and Lenstra, Local Search in Combinatorial Optimization (1997).
    """
    costs = _Costs.between(places, start)
    searches: list[_Search] = []
    for path in paths:
        searches.append(_Search(costs, path))
        searches[-1].improve(searches[-1].trip.places)
        if searches[-1].excess() < _NO_SECOND_START:
            break
    best = min(searches, key=_Search.total_mm)
    share = min(best.excess() / _ALL_STEPS, 1.0)
    calm, calm_mm = best.trip.places.copy(), best.total_mm()
    best.shake(int(share * (_STEPS + _STEPS_PER_PLACE * len(places))))
    has_gained = best.total_mm() < calm_mm - _LEAST_GAIN_MM  # or nothing is to change
    return np.array((best.trip.places if has_gained else calm)[:-1])


@dataclass(frozen=True, slots=True)
class _Costs:
    """What steps between places cost, and which are worth a look; the last place is the open end.

    Parameters
    ----------
    step_mm
        The cost of each step, with the price upwards.
    near
        For each place those that may come next, the cheapest first.
    nearest_mm
        How far it is from each place to its nearest, without the price.
    """

    places: FloatArray
    step_mm: list[list[float]]
    near: list[list[int]]
    nearest_mm: FloatArray

    @classmethod
    def between(cls, places: FloatArray, start: int) -> Self:
        """Return the costs for paths from ``start``; the step from the open end to it is never taken out."""
        step_mm = step_costs(places)
        step_mm[[start, -1], [-1, start]] = -math.inf
        away_mm, nearest = Nearest(places).query(places, min(_NEAREST + 1, len(places)))
        return cls(places, step_mm.tolist(), _neighbours(places, nearest, step_mm), away_mm[:, 1])


class _Search:
    """A path as a round trip: the place numbered n is nowhere, after the last place and before the first."""

    __slots__ = ("cost_mm", "costs", "gained_mm", "steps", "trip")

    def __init__(self, costs: _Costs, path: IntArray) -> None:
        self.costs = costs
        self.cost_mm = costs.step_mm
        self.trip = RoundTrip([*path.tolist(), len(costs.places)])
        self.steps = 0
        self.gained_mm = 0.0

    def total_mm(self) -> float:
        """Return the cost of the path, without the constant of its start."""
        return sum(self.cost_mm[one][other] for one, other in itertools.pairwise(self.trip.places))

    def excess(self) -> float:
        """Return by how much the path is longer than the ways to the nearest, the least it needs."""
        path, nearest_mm = self.costs.places[self.trip.places[:-1]], self.costs.nearest_mm
        length_mm, least_mm = np.hypot(*np.diff(path, axis=0).T).sum(), nearest_mm.sum() - nearest_mm.max()
        return float(length_mm / least_mm - 1) if least_mm > 0 else math.inf

    def improve(self, begins: Iterable[int]) -> None:
        """Exchange steps while that gains, first at ``begins`` and then wherever steps were exchanged."""
        waiting = list(dict.fromkeys(begins))[::-1]
        is_waiting = set(waiting)
        while waiting:
            place = waiting.pop()
            is_waiting.discard(place)
            changed = dict.fromkeys(self._exchanged_at(place))
            waiting += [other for other in changed if other not in is_waiting]
            is_waiting.update(changed)

    def shake(self, most_steps: int) -> None:
        """Let two stretches change places, improve, and keep that unless it costs more; until steps run out.

        Every second time that is done near a step that is longer than the way to the nearest place. Where
        there is none, the path is as short as can be.
        """
        random = np.random.default_rng(_SEED)
        highest = len(self.trip.places) - 2
        reach = min(_LONGEST_SHAKE, highest)
        loose, self.steps = self._loose_steps(), 0
        while self.steps < most_steps and loose and reach > 2:
            anywhere, which, back, *cuts = random.random(5).tolist()
            there = loose[int(which * len(loose))] if anywhere < 0.5 else int(which * highest)
            before = min(max(there - int(back * reach), 0), highest - reach)
            middle, last = sorted(before + 1 + int(share * (reach - 1)) for share in cuts)
            self.steps += _STEPS_OF_A_SHAKE
            if middle < last and self._shaken(before, middle, last):
                loose = self._loose_steps()

    def _shaken(self, before: int, middle: int, last: int) -> bool:
        """Swap the stretches after ``before`` and ``middle``, improve, and return whether that is kept."""
        kept = self.trip.places.copy()
        ends = [kept[at + side] for at in (before, middle, last) for side in (0, 1)]
        old_mm = sum(self.cost_mm[ends[k]][ends[k + 1]] for k in (0, 2, 4))
        new_mm = sum(self.cost_mm[ends[one]][ends[other]] for one, other in ((0, 3), (4, 1), (2, 5)))
        self.gained_mm = old_mm - new_mm
        self.trip.put(before + 1, kept[middle + 1 : last + 1] + kept[before + 1 : middle + 1])
        self.improve(ends)
        if self.gained_mm < -_LEAST_GAIN_MM:
            self.trip.put(0, kept)
            return False
        return True

    def _loose_steps(self) -> list[int]:
        """Return where on the path a step is longer than the one to the nearest place."""
        path = np.array(self.trip.places[:-1])
        steps_mm = np.hypot(*np.diff(self.costs.places[path], axis=0).T)
        loose: list[int] = np.flatnonzero(
            steps_mm > self.costs.nearest_mm[path[:-1]] + _LEAST_GAIN_MM
        ).tolist()
        return loose

    def _exchanged_at(self, place: int) -> Sequence[int]:
        """Make the first gainful exchange that takes out a step at a place; return the places it touches."""
        for other in self.trip.neighbours(place):
            chain = self._exchanged([place, other], self.cost_mm[place][other])
            if chain:
                return chain
        return ()

    def _exchanged(self, chain: list[int], gain_mm: float) -> Sequence[int]:
        """Make the first gainful exchange that goes on from a chain, whose gain so far is ``gain_mm``."""
        closing_mm = self.cost_mm[chain[0]]
        for one, other, left_mm in self._next_steps(chain, gain_mm):
            longer = [*chain, one, other]
            if left_mm - closing_mm[other] > _LEAST_GAIN_MM and self.trip.exchange(longer):
                self.gained_mm += left_mm - closing_mm[other]
                return longer
            if len(longer) < 2 * _AT_ONCE and (found := self._exchanged(longer, left_mm)):
                return found
        return ()

    def _next_steps(self, chain: list[int], gain_mm: float) -> Iterator[tuple[int, int, float]]:
        """Yield the steps to take out next, each with the gain that is then left.

        One goes on from the end of the chain to a near place, as long as less is put in than was taken out.
        """
        row_mm = self.cost_mm[chain[-1]]
        for one in self.costs.near[chain[-1]]:
            added_mm = gain_mm - row_mm[one]
            if added_mm <= _LEAST_GAIN_MM:
                return
            self.steps += 2
            for other in self.trip.neighbours(one):
                left_mm = added_mm + self.cost_mm[one][other]
                if left_mm > _LEAST_GAIN_MM and not _holds(chain, one, other):
                    yield one, other, left_mm


def _holds(chain: list[int], one: int, other: int) -> bool:
    """Return whether a chain takes a step out already, or would put it in and take it out again."""
    if other == chain[-1]:
        return True
    if one not in chain or other not in chain:
        return False
    return any(
        (chain[k] == one and chain[k + 1] == other) or (chain[k] == other and chain[k + 1] == one)
        for k in range(0, len(chain), 2)
    )


def _neighbours(places: FloatArray, nearest: IntArray, cost_mm: FloatArray) -> list[list[int]]:
    """Return the candidates for a step from each place, cheapest first.

    They are the nearest, and those next to it all round (Delaunay): parts of a zone that stand apart have
    neighbours only by these.
    """
    count = len(places)
    is_near = np.zeros((count + 1, count + 1), dtype=bool)
    is_near[np.arange(count)[:, None], nearest] = True
    triangles = delaunay_triangles(places)
    for one, other in ((0, 1), (1, 2), (2, 0)):
        is_near[triangles[:, one], triangles[:, other]] = True
        is_near[triangles[:, other], triangles[:, one]] = True
    is_near[count, np.argsort(cost_mm[count, :count], kind="stable")[:_LAST_PLACES]] = True
    np.fill_diagonal(is_near, val=False)
    is_near &= np.isfinite(cost_mm)
    place, near = np.nonzero(is_near)
    cheapest_first = np.lexsort((near, cost_mm[place, near], place))
    ends = np.cumsum(is_near.sum(axis=1))[:-1]
    return [some.tolist() for some in np.split(near[cheapest_first], ends)]
