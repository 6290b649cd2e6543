"""Shortening a path by exchanging two or three of its steps at once."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Protocol

from planner.geometry.round_trip import RoundTrip
from planner.geometry.rows import IntArray

LEAST_GAIN_MM = 1e-7
"""Smaller gains are rounding."""


class Steps(Protocol):
    """What the steps of a path cost, and which may come next at each place, the cheapest first."""

    @property
    def step_mm(self) -> list[list[float]]:
        """Return the cost of each step; the last place is the open end, and the step back from it is kept."""

    @property
    def near(self) -> list[list[int]]:
        """Return for each place those worth a look."""


class Exchanges:
    """A path as a round trip: the place numbered n is nowhere, after the last place and before the first.

    The step from a first to a second place is taken out. From the second one goes on to a near place, the
    third, as long as less is put in than was taken out; there a step to a fourth is taken out, and so on; the
    last is joined to the first. Which steps leave one trip is read off from how far ahead of the second place
    a place stands, looking away from the first.

    References
    ----------
    Lin and Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Oper. Res. 21
    (1973) 498; Johnson and McGeoch, in Aarts and Lenstra, Local Search in Combinatorial Optimization (1997).
    """

    __slots__ = ("cost_mm", "gained_mm", "near", "steps", "trip")

    def __init__(self, costs: Steps, path: IntArray) -> None:
        self.cost_mm, self.near = costs.step_mm, costs.near
        self.trip = RoundTrip([*path.tolist(), len(costs.near) - 1])
        self.steps = 0
        self.gained_mm = 0.0

    def total_mm(self) -> float:
        """Return the cost of the path, without the constant of its start."""
        return sum(self.cost_mm[one][other] for one, other in itertools.pairwise(self.trip.places))

    def improve(self, begins: Iterable[int]) -> None:
        """Exchange steps while that gains, first at ``begins`` and then wherever steps were exchanged."""
        waiting = list(dict.fromkeys(begins))[::-1]
        is_waiting = set(waiting)
        while waiting:
            place = waiting.pop()
            is_waiting.discard(place)
            if chain := self._exchanged_at(place, 1) or self._exchanged_at(place, -1):
                changed = dict.fromkeys(chain)
                waiting += [other for other in changed if other not in is_waiting]
                is_waiting.update(changed)

    def _exchanged_at(self, first: int, turn: int) -> Sequence[int]:
        """Make the first gainful exchange that takes out the step after (1) or before (-1) a place.

        The places that it touches are returned, none if nothing gains.
        """
        at = self.trip.at
        origin, count = at[first] + turn, len(at)
        second = self.trip.around[origin]
        gain_mm, row_mm = self.cost_mm[first][second], self.cost_mm[second]
        for third in self.near[second]:
            left_mm = gain_mm - row_mm[third]
            if left_mm <= LEAST_GAIN_MM:
                return ()
            self.steps += 1
            ahead = (at[third] - origin) * turn % count
            if ahead < 2:
                continue
            chain = (first, second, third)
            if found := self._turned(chain, turn, ahead, left_mm) or self._opened(
                chain, turn, ahead, left_mm
            ):
                return found
        return ()

    def _turned(self, chain: tuple[int, int, int], turn: int, ahead: int, gain_mm: float) -> Sequence[int]:
        """Take out the step to the third place: what lies between is turned round, which may be all."""
        first, _, third = chain
        at, around, closing_mm = self.trip.at, self.trip.around, self.cost_mm[first]
        origin, count = at[first] + turn, len(at)
        fourth = around[at[third] - turn]
        left_mm, row_mm = gain_mm + self.cost_mm[third][fourth], self.cost_mm[fourth]
        if left_mm - closing_mm[fourth] > LEAST_GAIN_MM:
            return self._exchanged((*chain, fourth), left_mm - closing_mm[fourth])
        for fifth in self.near[fourth]:
            added_mm = left_mm - row_mm[fifth]
            if added_mm <= LEAST_GAIN_MM:
                return ()
            self.steps += 1
            stands = at[fifth]
            further = (stands - origin) * turn % count
            if further == ahead or further == ahead - 2:
                continue  # steps that were put in or stay
            sixth = around[stands + turn if further < ahead else stands - turn]
            closed_mm = added_mm + self.cost_mm[fifth][sixth] - closing_mm[sixth]
            if closed_mm > LEAST_GAIN_MM:
                return self._exchanged((*chain, fourth, fifth, sixth), closed_mm)
        return ()

    def _opened(self, chain: tuple[int, int, int], turn: int, ahead: int, gain_mm: float) -> Sequence[int]:
        """Take out the step after the third place: what lies between is a ring, opened where it is joined."""
        first, _, third = chain
        at, around, closing_mm = self.trip.at, self.trip.around, self.cost_mm[first]
        origin, count = at[first] + turn, len(at)
        fourth = around[at[third] + turn]
        left_mm, row_mm = gain_mm + self.cost_mm[third][fourth], self.cost_mm[fourth]
        for fifth in self.near[fourth]:
            added_mm = left_mm - row_mm[fifth]
            if added_mm <= LEAST_GAIN_MM:
                return ()
            self.steps += 1
            stands = at[fifth]
            further = (stands - origin) * turn % count
            if further > ahead:
                continue
            row_of_fifth_mm, sixth, other = self.cost_mm[fifth], around[stands + turn], around[stands - turn]
            closed_mm = added_mm + row_of_fifth_mm[sixth] - closing_mm[sixth]
            if closed_mm > LEAST_GAIN_MM and further < ahead:
                return self._exchanged((*chain, fourth, fifth, sixth), closed_mm)
            closed_mm = added_mm + row_of_fifth_mm[other] - closing_mm[other]
            if closed_mm > LEAST_GAIN_MM and further > 0:
                return self._exchanged((*chain, fourth, fifth, other), closed_mm)
        return ()

    def _exchanged(self, chain: tuple[int, ...], gain_mm: float) -> Sequence[int]:
        """Exchange the steps of a chain, and return it."""
        self.trip.exchange(chain)
        self.gained_mm += gain_mm
        return chain
