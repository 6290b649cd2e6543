"""Covering places from a grid of candidates with few of them: row-weighting local search.

Witnesses stand in for the zone, candidates for the ground; a candidate serves the witnesses within reach. One
chosen candidate too few is swapped about: the one whose loss costs least goes, a bare witness drawn by lot is
served by the best candidate for it, and witnesses that stay bare weigh more from step to step, so that the
search cannot rest on one that is hard to serve (Gao et al. 2015). Samples only propose: what comes of it is
repaired and tested exactly elsewhere.

References
----------
C. Gao, X. Yao, T. Weise and J. Li, An efficient local search heuristic with row weighting for the unicost set
covering problem, European Journal of Operational Research 246 (2015) 750-761.
"""

from dataclasses import dataclass

import numpy as np

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Which candidates serve which witnesses; lists are filled up with a number past the last.

    ``serves[c]`` are the witnesses of candidate c, ``served_by[w]`` the candidates of witness w.
    """

    serves: IntArray
    served_by: IntArray

    @classmethod
    def of(cls, candidates: FloatArray, witnesses: FloatArray, reach_mm: float) -> "Incidence":
        """Return who serves whom within reach; witnesses that no candidate serves are left out."""
        served_by = _padded(Nearest(candidates).within(witnesses, reach_mm), len(candidates))
        served_by = served_by[served_by[:, 0] < len(candidates)] if served_by.size else served_by[:0]
        witness, slot = np.nonzero(served_by < len(candidates))
        candidate = served_by[witness, slot]
        order = np.argsort(candidate, kind="stable")
        number = np.bincount(candidate, minlength=len(candidates))
        first = np.cumsum(number) - number
        serves = np.full((len(candidates), int(number.max(initial=0))), len(served_by), dtype=np.int64)
        serves[candidate[order], np.arange(len(order)) - first[candidate[order]]] = witness[order]
        return cls(serves, served_by)


def _padded(lists: list[list[int]], filler: int) -> IntArray:
    lengths = np.array([len(found) for found in lists], dtype=np.int64)
    table = np.full((len(lists), int(lengths.max(initial=0))), filler, dtype=np.int64)
    flat = np.array([number for found in lists for number in found], dtype=np.int64)
    table[np.arange(table.shape[1]) < lengths[:, None]] = flat
    return table


class RowWeighting:
    """A choice of candidates on its way to fewer: `best` serves every witness, `nearly` leaves a few bare.

    A score is what a candidate not chosen would gain, or minus what the loss of a chosen one would cost, in
    the weights of the witnesses.
    """

    def __init__(self, incidence: Incidence, chance: np.random.Generator) -> None:
        self._serves, self._served_by = incidence.serves, incidence.served_by
        self._chance = chance
        witnesses = len(self._served_by)
        self._times = np.zeros(witnesses + 1, dtype=np.int64)
        self._times[-1] = 9  # of the filler: never bare, never alone
        self._owners = np.zeros(witnesses + 1, dtype=np.int64)  # sum of the chosen that serve a witness
        self._weight = np.ones(witnesses + 1)
        self._weight[-1] = 0
        self._score = (self._serves < witnesses).sum(axis=1).astype(np.float64)
        self._score = np.append(self._score, 0.0)
        self._may_enter = np.ones(len(self._serves) + 1, dtype=bool)
        self._since = np.zeros(len(self._serves) + 1, dtype=np.int64)
        self._chosen: list[int] = []
        self._step = 0
        self.best: IntArray = self._greedy()
        self.nearly: IntArray = self.best
        self._fewest_bare = 0

    def _greedy(self) -> IntArray:
        while self._bare().size:
            self._enter(int(self._score[:-1].argmax()))
        self._let_go_of_spare()
        return np.array(self._chosen, dtype=np.int64)

    def run(self, steps: int) -> None:
        """Search on for so many swaps."""
        for _ in range(steps):
            if len(self._chosen) < 2:
                return
            self._step += 1
            bare = self._bare()
            if bare.size == 0:
                self.give_up_one()
            self._swap()

    def give_up_one(self) -> None:
        """Go on with one fewer than now, whether all is served or not."""
        if self._bare().size == 0:
            self._let_go_of_spare()
            self.best = np.array(self._chosen, dtype=np.int64)
        if self._chosen:
            self._leave(self._cheapest())
        self.nearly = np.array(self._chosen, dtype=np.int64)
        self._fewest_bare = self._bare().size

    def _swap(self) -> None:
        last = self._chosen[-1]
        self._leave(self._cheapest(spared=last))
        bare = self._bare()
        if bare.size == 0:
            return
        around = self._served_by[bare[int(self._chance.integers(bare.size))]]
        around = around[self._may_enter[around] & (around < len(self._serves))]
        if around.size == 0:
            around = self._served_by[bare[0]]
            around = around[around < len(self._serves)]
        rank = np.lexsort((self._since[around], -self._score[around]))
        self._enter(int(around[rank[0]]))
        bare = self._bare()
        self._weight[bare] += 1
        np.add.at(self._score, self._served_by[bare], 1.0)
        if bare.size < self._fewest_bare:
            self._fewest_bare = bare.size
            self.nearly = np.array(self._chosen, dtype=np.int64)

    def _bare(self) -> IntArray:
        return np.flatnonzero(self._times == 0)

    def _cheapest(self, spared: int = -1) -> int:
        chosen = np.array(self._chosen)
        rank = np.lexsort((self._since[chosen], -self._score[chosen]))
        first = int(chosen[rank[0]])
        return int(chosen[rank[1]]) if first == spared and len(chosen) > 1 else first

    def _let_go_of_spare(self) -> None:
        while self._chosen:
            cheapest = self._cheapest()
            if self._score[cheapest] < 0:
                return
            self._leave(cheapest)

    def _enter(self, candidate: int) -> None:
        witnesses = self._serves[candidate]
        self._times[witnesses] += 1
        self._owners[witnesses] += candidate
        times = self._times[witnesses]
        fresh, shared = witnesses[times == 1], witnesses[times == 2]
        np.subtract.at(self._score, self._served_by[fresh], self._weight[fresh][:, None])
        np.add.at(self._score, self._owners[shared] - candidate, self._weight[shared])
        self._after(candidate, -float(self._weight[fresh].sum()), witnesses)
        self._chosen.append(candidate)

    def _leave(self, candidate: int) -> None:
        witnesses = self._serves[candidate]
        self._times[witnesses] -= 1
        self._owners[witnesses] -= candidate
        times = self._times[witnesses]
        bare, alone = witnesses[times == 0], witnesses[times == 1]
        np.add.at(self._score, self._served_by[bare], self._weight[bare][:, None])
        np.subtract.at(self._score, self._owners[alone], self._weight[alone])
        self._after(candidate, float(self._weight[bare].sum()), witnesses)
        self._may_enter[candidate] = False
        self._chosen.remove(candidate)

    def _after(self, candidate: int, weight: float, witnesses: IntArray) -> None:
        self._score[candidate] = weight
        self._since[candidate] = self._step
        self._times[-1] = 9
        self._owners[-1] = 0
        around = self._served_by[witnesses[witnesses < len(self._served_by)]]
        self._may_enter[around] = True
