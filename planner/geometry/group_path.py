"""A path from group to group, where places stand in groups that lie apart.

Exchanges of a few steps hardly ever put a group elsewhere: others would have to be entered and left at other
places at the same time. So an order of whole groups is looked for as if each were one place; then each is
entered and left where that is cheapest for all together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.geometry.exchanges import Exchanges
from planner.geometry.greedy_path import greedy_path, greedy_walk
from planner.geometry.held_karp import CheapestJoins
from planner.geometry.path_costs import PathCosts
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.shaking import is_shaken

_MOST_IN_A_GROUP = 7  # whose walks are worked out; of more, all ways through are taken to cost the same
_NEAREST = 6
_SHAKES_PER_GROUP, _CUTS = 2, 6  # ours: of 420 orders of 15 to 27 groups one came out dearer than need be
_SEED = 5


def path_by_groups(costs: PathCosts, groups: Sequence[IntArray], start: int) -> IntArray:
    """Return a path from ``start`` that visits one group of places after the other.

    Parameters
    ----------
    groups
        The places of each, ascending.
    """
    gates = _Gates.of(costs, groups, start)
    first = next(number for number, group in enumerate(groups) if start in group)
    order = _order(gates.apart_mm(), first)
    walks = []
    for number, (entry, leaving) in zip(order, gates.doors(order, start), strict=True):
        group = groups[number]
        cost_mm = costs.table_mm[np.ix_(group, group)].astype(np.float64)
        one, other = np.searchsorted(group, [entry, leaving]).tolist()
        walks.append(group[greedy_walk(cost_mm, one, other)])
    return np.concatenate(walks)


@dataclass(frozen=True, slots=True)
class _GroupSteps:
    """The cheapest steps between groups; after the last of them comes the open end."""

    step_mm: list[list[float]]
    near: list[list[int]]


def _order(apart_mm: FloatArray, first: int) -> list[int]:
    """Return the cheapest order of groups that is found, if each were one place."""
    count = len(apart_mm) - 1
    cost_mm = apart_mm.copy()
    cost_mm[[first, -1], [-1, first]] = -np.inf
    is_out = ~np.isfinite(cost_mm) | np.eye(count + 1, dtype=bool)
    nearest = np.argsort(np.where(is_out, np.inf, cost_mm), axis=1, kind="stable")
    near = [row[~out[row]][:_NEAREST].tolist() for row, out in zip(nearest, is_out, strict=True)]
    steps = _GroupSteps(cost_mm.tolist(), near)
    search = Exchanges(steps, greedy_path(steps, first))
    search.improve(search.trip.places)
    for lots in np.random.default_rng(_SEED).random((_SHAKES_PER_GROUP * count, _CUTS)).tolist():
        is_shaken(search, sorted({int(lot * count) for lot in lots}))
    return search.trip.places[:-1]


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
