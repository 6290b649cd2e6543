"""Paths from group to group, where places stand in groups that lie apart.

Exchanges of a few steps hardly ever put a group elsewhere: others would have to be entered and left at other
places at the same time. So orders of whole groups are looked for as if each were one place; then each is
entered and left where that is cheapest for all together. Another order may be the cheapest then, so some are
compared.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.geometry.exchanges import LEAST_GAIN_MM, Exchanges
from planner.geometry.greedy_path import greedy_path, greedy_walk
from planner.geometry.held_karp import CheapestJoins
from planner.geometry.path_costs import PathCosts
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.shaking import LEAST_CUTS, shake

_MOST_IN_A_GROUP = 7  # whose walks are worked out; of more, all ways through are taken to cost the same
_NEAREST = 6
_SHAKES_PER_GROUP, _CUTS = 2, 5  # ours: with half as many 6 of 90 orders came out dearer than need be
_MOST_ORDERS, _WORTH_IT = 12, 1.04  # compared; those so many times as dear as the cheapest are not
_MOST_PATHS, _AS_GOOD = 2, 1.01  # what large groups take is not known before exchanges: two may be as good
_SEED = 5


def paths_by_groups(costs: PathCosts, groups: Sequence[IntArray], start: int) -> Iterator[IntArray]:
    """Yield paths from ``start`` that visit one group of places after the other, the best first.

    Parameters
    ----------
    groups
        The places of each, ascending.
    """
    gates = _Gates.of(costs, groups, start)
    first = next(number for number, group in enumerate(groups) if start in group)
    orders = _orders(gates.apart_mm(), first)
    costs_mm = gates.costs_mm(orders, start)
    for k in np.argsort(costs_mm, kind="stable")[:_MOST_PATHS].tolist():
        if costs_mm[k] <= _AS_GOOD * costs_mm.min():
            order = orders[k].tolist()
            yield _walked(costs, [groups[number] for number in order], gates.doors(order, start))


def _walked(costs: PathCosts, groups: Sequence[IntArray], doors: Sequence[tuple[int, int]]) -> IntArray:
    walks = []
    for group, (entry, leaving) in zip(groups, doors, strict=True):
        cost_mm = costs.table_mm[np.ix_(group, group)].astype(np.float64)
        one, other = np.searchsorted(group, [entry, leaving]).tolist()
        walks.append(group[greedy_walk(cost_mm, one, other)])
    return np.concatenate(walks)


@dataclass(frozen=True, slots=True)
class _GroupSteps:
    """The cheapest steps between groups; after the last of them comes the open end."""

    step_mm: list[list[float]]
    near: list[list[int]]


def _orders(apart_mm: FloatArray, first: int) -> IntArray:
    """Return the cheapest orders of groups that are found, if each were one place: (orders, groups)."""
    count = len(apart_mm) - 1
    cost_mm = apart_mm.copy()
    cost_mm[[first, -1], [-1, first]] = -np.inf
    is_out = ~np.isfinite(cost_mm) | np.eye(count + 1, dtype=bool)
    nearest = np.argsort(np.where(is_out, np.inf, cost_mm), axis=1, kind="stable")
    near = [row[~out[row]][:_NEAREST].tolist() for row, out in zip(nearest, is_out, strict=True)]
    steps = _GroupSteps(cost_mm.tolist(), near)
    search = Exchanges(steps, greedy_path(steps, first))
    search.improve(search.trip.places)
    total_mm = search.total_mm()
    found = {tuple(search.trip.places[:-1]): total_mm}
    for lots in np.random.default_rng(_SEED).random((_SHAKES_PER_GROUP * count, _CUTS)).tolist():
        cuts = sorted({int(lot * count) for lot in lots})
        if len(cuts) < LEAST_CUTS:
            continue
        kept = shake(search, cuts)
        found.setdefault(tuple(search.trip.places[:-1]), total_mm - search.gained_mm)
        if search.gained_mm < -LEAST_GAIN_MM:
            search.trip.back_to(kept)
        else:
            total_mm -= search.gained_mm
    cheapest = sorted(found, key=found.__getitem__)[:_MOST_ORDERS]
    return np.array([order for order in cheapest if found[order] <= _WORTH_IT * total_mm])


@dataclass(frozen=True, slots=True)
class _Gates:
    """Where groups may be entered and left: (groups, most gates) places, the rest nowhere.

    Parameters
    ----------
    cost_mm
        Between places, the open end and nowhere, where all costs are infinite, (n + 2, n + 2).
    inside_mm
        From gate to gate of each group through all its places, (groups, most gates, most gates).
    """

    place: IntArray
    cost_mm: FloatArray
    inside_mm: FloatArray

    @classmethod
    def of(cls, costs: PathCosts, groups: Sequence[IntArray], start: int) -> Self:
        nowhere = len(costs.near)
        cost_mm = np.full((nowhere + 1, nowhere + 1), np.inf)
        cost_mm[:-1, :-1] = costs.table_mm
        gates = _gates(costs.near, groups, start)
        most = max(len(some) for some in gates)
        place = np.full((len(groups), most), nowhere)
        inside_mm = np.full((len(groups), most, most), np.inf)
        walks_mm = _walks_mm(cost_mm, groups)
        for number, some in enumerate(gates):
            at = np.searchsorted(groups[number], some)
            place[number, : at.size] = some
            inside_mm[number, : at.size, : at.size] = walks_mm[number][np.ix_(at, at)]
        return cls(place, cost_mm, inside_mm)

    def apart_mm(self) -> FloatArray:
        """Return what the cheapest step between two groups costs, and to the open end, which comes last."""
        columns_mm = np.column_stack([self.cost_mm[:, some].min(axis=1) for some in self.place])
        apart_mm = np.zeros((len(self.place) + 1, len(self.place) + 1))
        apart_mm[:-1, :-1] = [columns_mm[some].min(axis=0) for some in self.place]
        apart_mm[-1, :-1] = apart_mm[:-1, -1] = columns_mm[-2]
        return apart_mm

    def costs_mm(self, orders: IntArray, start: int) -> FloatArray:
        """Return what the cheapest path from a place costs in each of (orders, groups)."""
        first = self.place[orders[:, 0]]
        reached_mm = np.where(first == start, 0.0, np.inf)
        for one, other in itertools.pairwise(orders.T):
            exits_mm = (reached_mm[:, :, None] + self.inside_mm[one]).min(axis=1)
            across_mm = self.cost_mm[self.place[one][:, :, None], self.place[other][:, None]]
            reached_mm = (exits_mm[:, :, None] + across_mm).min(axis=1)
        last = orders[:, -1]
        exits_mm = (reached_mm[:, :, None] + self.inside_mm[last]).min(axis=1)
        least_mm: FloatArray = (exits_mm + self.cost_mm[self.place[last], -2]).min(axis=1)
        return least_mm

    def doors(self, order: Sequence[int], start: int) -> list[tuple[int, int]]:
        """Return where each group of an order is entered and left, so that the path costs least."""
        reached_mm = np.where(self.place[order[0]] == start, 0.0, np.inf)
        entries, exits = [], []
        for one, other in zip(order, [*order[1:], None], strict=True):
            through_mm = reached_mm[:, None] + self.inside_mm[one]
            following = [-2] if other is None else self.place[other]
            across_mm = through_mm.min(axis=0)[:, None] + self.cost_mm[np.ix_(self.place[one], following)]
            entries.append(through_mm.argmin(axis=0))
            exits.append(across_mm.argmin(axis=0))
            reached_mm = across_mm.min(axis=0)
        doors, onward = [], 0
        for number, entry, leaving in zip(order[::-1], entries[::-1], exits[::-1], strict=True):
            last = leaving[onward]
            onward = entry[last]
            doors.append((int(self.place[number, onward]), int(self.place[number, last])))
        return doors[::-1]


def _gates(near: list[list[int]], groups: Sequence[IntArray], start: int) -> list[IntArray]:
    """Return the places where each group may be entered or left: in a large one, those near to another."""
    number = np.full(len(near), -1)
    for k, group in enumerate(groups):
        number[group] = k
    gates = []
    for k, group in enumerate(groups):
        outer = [place for place in group.tolist() if place == start or (number[near[place]] != k).any()]
        gates.append(np.array(outer) if len(group) > _MOST_IN_A_GROUP and len(outer) > 2 else group)
    return gates


def _walks_mm(cost_mm: FloatArray, groups: Sequence[IntArray]) -> list[FloatArray]:
    """Return what the cheapest walk through each group costs from each of its places to each other."""
    walks_mm = [np.where(np.eye(len(group), dtype=bool), np.inf, 0.0) for group in groups]
    for size in range(1, _MOST_IN_A_GROUP + 1):
        numbers = [number for number, group in enumerate(groups) if len(group) == size]
        if numbers:
            found_mm = _all_walks_mm(cost_mm, np.array([groups[number] for number in numbers]))
            for number, some_mm in zip(numbers, found_mm, strict=True):
                walks_mm[number] = some_mm
    return walks_mm


def _all_walks_mm(cost_mm: FloatArray, groups: IntArray) -> FloatArray:
    """Return what the cheapest walk through all places costs, from each to each other: (groups, n, n)."""
    count, size = groups.shape
    walks_mm = np.full((count, size, size), np.inf)
    if size == 1:
        return np.zeros((count, 1, 1))
    others = np.array([np.delete(np.arange(size), first) for first in range(size)])
    begins, rests = groups.ravel(), groups[:, others].reshape(-1, size - 1).T
    joins = CheapestJoins(
        cost_mm[begins, rests],
        cost_mm[rests[:, None], rests[None]],
        np.zeros(rests.shape),
        ways=1,
    )
    ending_mm = joins.ending_mm().T.reshape(count, size, size - 1)
    walks_mm[:, np.arange(size)[:, None], others] = ending_mm
    return walks_mm
