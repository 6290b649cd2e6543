"""Shortening a path by exchanging up to three of its steps at once."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from planner.geometry.path_costs import PathCosts
from planner.geometry.round_trip import AT_ONCE, RoundTrip
from planner.geometry.rows import IntArray

LEAST_GAIN_MM = 1e-7
"""Smaller gains are rounding."""


class Exchanges:
    """A path as a round trip: the place numbered n is nowhere, after the last place and before the first.

    References
    ----------
    Lin and Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Oper. Res. 21
    (1973) 498; Johnson and McGeoch, in Aarts and Lenstra, Local Search in Combinatorial Optimization (1997).
    """

    __slots__ = ("cost_mm", "gained_mm", "near", "steps", "trip")

    def __init__(self, costs: PathCosts, path: IntArray) -> None:
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
            changed = dict.fromkeys(self._exchanged_at(place))
            waiting += [other for other in changed if other not in is_waiting]
            is_waiting.update(changed)

    def _exchanged_at(self, place: int) -> Sequence[int]:
        """Make the first gainful exchange that takes out a step at a place; return the places it touches."""
        for other in self.trip.beside[place]:
            chain = self._exchanged([place, other], self.cost_mm[place][other])
            if chain:
                return chain
        return ()

    def _exchanged(self, chain: list[int], gain_mm: float) -> Sequence[int]:
        """Make the first gainful exchange that goes on from a chain, whose gain so far is ``gain_mm``.

        One goes on from the end of the chain to a near place, as long as less is put in than was taken out.
        """
        if len(chain) == 2 * AT_ONCE - 2:
            return self._exchanged_at_last(chain, gain_mm)
        for one, other, left_mm in self._next_steps(chain[-1], gain_mm):
            longer = [*chain, one, other]
            if found := self._closed(longer, left_mm - self.cost_mm[chain[0]][other]):
                return found
            if found := self._exchanged(longer, left_mm):
                return found
        return ()

    def _exchanged_at_last(self, chain: list[int], gain_mm: float) -> Sequence[int]:
        """Do so with one more step, and no further."""
        last, closing_mm, beside = chain[-1], self.cost_mm[chain[0]], self.trip.beside
        row_mm = self.cost_mm[last]
        for one in self.near[last]:
            added_mm = gain_mm - row_mm[one]
            if added_mm <= LEAST_GAIN_MM:
                return ()
            self.steps += 2
            after, before = beside[one]
            from_one_mm = self.cost_mm[one]
            closed_mm = added_mm + from_one_mm[after] - closing_mm[after]
            if closed_mm > LEAST_GAIN_MM and self._closed([*chain, one, after], closed_mm):
                return [*chain, one, after]
            closed_mm = added_mm + from_one_mm[before] - closing_mm[before]
            if closed_mm > LEAST_GAIN_MM and self._closed([*chain, one, before], closed_mm):
                return [*chain, one, before]
        return ()

    def _closed(self, chain: list[int], gain_mm: float) -> Sequence[int]:
        """Exchange the steps of a chain if that gains and leaves one trip."""
        if gain_mm <= LEAST_GAIN_MM or chain[-1] == chain[-3] or not self.trip.exchange(chain):
            return ()
        self.gained_mm += gain_mm
        return chain

    def _next_steps(self, last: int, gain_mm: float) -> Iterator[tuple[int, int, float]]:
        """Yield the steps to take out after the end of a chain, each with the gain that is then left."""
        row_mm, beside = self.cost_mm[last], self.trip.beside
        for one in self.near[last]:
            added_mm = gain_mm - row_mm[one]
            if added_mm <= LEAST_GAIN_MM:
                return
            self.steps += 2
            from_one_mm = self.cost_mm[one]
            for other in beside[one]:
                left_mm = added_mm + from_one_mm[other]
                if left_mm > LEAST_GAIN_MM and other != last:
                    yield one, other, left_mm
