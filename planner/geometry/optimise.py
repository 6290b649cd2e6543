"""Fewer deposits than the quick cover has, by patient search.

First the deposits of a large zone that serve least are taken out, while the others can be repaired. Then
tries of several kinds follow each other: a deposit is taken out of a patch, one is put in the place of two, a
window is searched anew, the whole is searched on a grid that lies otherwise, or repaired as a whole with one
deposit fewer. Work is counted in tries, never in seconds, and chance comes from a stored seed: the same input
gives the same bytes, and a search that is stopped after k tries gives what was asked for with k. Once every
part is proved to take no fewer deposits than it has, the search ends by itself.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.bound import GoOn, always
from planner.geometry.cover import Cover, cover_of
from planner.geometry.fewest import fewest_at_once, fewest_proved, most_provable
from planner.geometry.found_covers import FoundCovers
from planner.geometry.merging import Merging
from planner.geometry.patches import Patches
from planner.geometry.problem import Problem, problems_of
from planner.geometry.prune import pruned
from planner.geometry.quick import SMALL, quick_cover
from planner.geometry.rows import FloatArray
from planner.geometry.search import by_grid, by_programme, closed, without_least
from planner.geometry.windows import searched_in_window

_TURNS = 12  # of what kind a try is, by turns
_GRID_TURN, _WHOLE_TURNS, _WINDOW_TURNS = 0, (1, 5, 9), (4, 8, 11)
_PROGRAMME_TRY, _PROGRAMME_EACH, _MOST_IN_PROGRAMME = 14, 4, 16.0  # at what change; later where it is large
_FIRST_TRIES = 14  # that each part has before the larger have more: most small ones need no others
_MOST_ON_GRID = 220
_MOST_WHOLE = 200
_MERGING_EACH, _MOST_MERGED = 3, 60  # after the first turns: one change of so many, up to so many deposits
_SWAPS_EACH, _SWAPS = 30, 3000
_FAILURES = 8  # in a row, of taking out what serves least, before chance has a part
_JOLTS = (0.02, 0.1, 0.3)  # of the spread


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to search.

    Parameters
    ----------
    steps, seed
        How many tries are made, and the seed of what is left to chance. Fewer are made once no part of the
        zone can do with less.
    go_on
        Asked before every try with the tries done and the deposits that are left, anchors included; ``False``
        keeps the best so far. So whoever asks shows progress, stops, or ends when the count reaches a proven
        bound.
    """

    steps: int
    seed: int = 1
    go_on: GoOn = always


def optimise_cover(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
    *,
    patience: Patience,
    tolerance_mm: float = 0.0,
    found: FoundCovers | None = None,
) -> Cover:
    """Return a cover as `fill_cover` does, with never more and often fewer deposits, after many tries.

    Parameters
    ----------
    tolerance_mm
        How far from the anchors their deposits may stand. [mm]
    found
        Is given what is found; if it holds what an earlier search of the same zone found, that is taken.
    """
    anchors = np.asarray(anchors, dtype=np.float64).reshape(-1, 2)
    whole = problems_of(zone, allowed, anchors, spread_mm, min_distance_mm, tolerance_mm=tolerance_mm)
    covers = None if found is None else found.of(whole.problems)
    if covers is None:
        covers = _searched(whole.problems, len(anchors), patience)
        if found is not None:
            found.keep(whole.problems, covers)
    return cover_of(whole.anchors(covers), whole.points(covers), zone, spread_mm, min_distance_mm)


def _searched(problems: tuple[Problem, ...], anchors: int, patience: Patience) -> list[FloatArray]:
    """Return the best cover of each problem after all tries."""
    searches = [
        _Search(problem, quick_cover(problem), np.random.default_rng((patience.seed, number)))
        for number, problem in enumerate(problems)
    ]
    for done in range(patience.steps):
        count = anchors + sum(search.count for search in searches)
        if all(search.is_best for search in searches) or not patience.go_on(done, count):
            break
        open_ = [search for search in searches if not search.is_least]
        min(open_, key=lambda search: search.turns_had).step()
    return [search.finished() for search in searches]


class _Search:
    """The search for fewer deposits in one problem: its best cover, its chance and whose turn it is."""

    def __init__(self, problem: Problem, start: FloatArray, chance: np.random.Generator) -> None:
        self._problem, self._best, self._start, self._chance = problem, start, start, chance
        # with chance of its own, so that the other kinds draw the same lots as without it
        self._patches, self._merging = Patches(problem, chance), Merging(problem, chance.spawn(1)[0])
        self._tries = self._changes = self._merges = self._failed = 0
        self._least = fewest_at_once(problem)

    @property
    def count(self) -> int:
        """How many further deposits the best cover has."""
        return len(self._best) - len(self._problem.known)

    @property
    def is_least(self) -> bool:
        """Whether the best cover has as few deposits as any, as places apart or a disc tell at once."""
        return self.count <= self._least

    @property
    def is_best(self) -> bool:
        """Whether no try can find a better cover, as far as that is proved."""
        if self.is_least or self.count > self._most_provable:
            return self.is_least
        return self.count <= self._proved and self._conflicts_are_fewest

    @cached_property
    def _most_provable(self) -> float:
        return most_provable(self._problem)

    @cached_property
    def _proved(self) -> int:
        return fewest_proved(self._problem)

    @property
    def _conflicts_are_fewest(self) -> bool:
        """Whether only known places stand too near each other, and these cannot be moved."""
        fewest = self._problem.conflicts if self._problem.tolerance_mm == 0 else 0
        return self._problem.rank(self._best)[0] <= fewest

    @property
    def turns_had(self) -> tuple[bool, int, float]:
        """What the problem with the least of is next.

        As long as what serves least can be spared, nearly every try takes a deposit out: that comes first.
        Then each problem has its first tries, and in the end one for which the fewest were made per deposit.
        """
        return not self._may_be_thinned, min(self._tries, _FIRST_TRIES), self._tries / max(self.count, 1)

    def step(self) -> None:
        """Make one try; nothing is left to be tried of what is proved to be best.

        That keeps its turns all the same: so the other parts get the tries that they always got of so many,
        and a plan that was kept with its steps stays what it was.
        """
        self._tries += 1
        if self.is_best:
            self._failed += 1  # as it would, were it tried: so no bound has a say in whose turn is next
            return
        found = self._thinned() if self._may_be_thinned else self._changed()
        if self._problem.rank(found) < self._problem.rank(self._best):
            self._best = found

    def finished(self) -> FloatArray:
        """Return the best cover, without what it can spare; the quick one if it failed the exact test."""
        problem = self._problem
        places = pruned(self._best, len(problem.known), problem.spread_mm, problem.target)
        return places if problem.is_covered_by(places) else self._start

    @property
    def _may_be_thinned(self) -> bool:
        """Whether the quick cover, unlike that of a small zone, was not thinned, and thinning goes on."""
        return self._failed < _FAILURES and self._problem.least_count >= SMALL

    @property
    def _is_to_be_merged(self) -> bool:
        """Whether enough of the other kinds was tried since one deposit was last put in the place of two."""
        due = (self._changes - _TURNS) // (_MERGING_EACH - 1)
        return self._merges < due and self.count <= _MOST_MERGED

    @property
    def _is_for_programme(self) -> bool:
        """Whether a programme is asked now: once, and the later the more deposits it has to place."""
        expected = self._problem.least_count
        due = max(_PROGRAMME_TRY, int(_PROGRAMME_EACH * expected))
        return self._changes == due and expected < _MOST_IN_PROGRAMME

    def _thinned(self) -> FloatArray:
        """Return the best cover without what serves least, or as it is if it needs that."""
        found = without_least(self._problem, self._best, self._failed)
        self._failed = self._failed + 1 if found is None else 0
        return self._best if found is None else found

    def _changed(self) -> FloatArray:
        """Return what one try of the kind whose turn it is makes of the best cover."""
        if self._is_to_be_merged:
            self._merges += 1
            return self._merging.tried(self._best)
        turn = self._changes % _TURNS
        self._changes += 1
        if self._is_for_programme:
            return by_programme(self._problem, self._best)
        if turn == _GRID_TURN and self.count <= _MOST_ON_GRID:
            swaps = min(_SWAPS_EACH * self.count, _SWAPS)
            return by_grid(self._problem, self._best, self._chance, first=swaps, each=max(swaps // 20, 4))
        if turn in _WHOLE_TURNS and self.count <= _MOST_WHOLE:
            return self._without_one()
        if turn in (_WINDOW_TURNS if self.count <= _MOST_WHOLE else _WINDOW_TURNS[:1]):
            return searched_in_window(self._problem, self._best, self._chance)
        return self._patches.tried(self._best)

    def _without_one(self) -> FloatArray:
        """Return the whole repaired after one deposit, drawn by lot, was taken out and the others jolted."""
        fixed, jolt = len(self._problem.known), float(self._chance.choice(_JOLTS))
        jolted = self._best.copy()
        jolted[fixed:] += self._chance.normal(0, jolt * self._problem.spread_mm, (self.count, 2))
        jolted[fixed:] = self._problem.ground.nearest(jolted[fixed:])
        out = fixed + int(self._chance.integers(self.count))
        found = closed(self._problem, np.delete(jolted, out, axis=0))
        return self._best if found is None else found
