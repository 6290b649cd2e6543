"""Covers of small and narrow zones: proposed by set cover on a grid and by rows along bends, then repaired.

A lattice wastes deposits on a zone that is a few deposits across. Proposals that leave small gaps are closed
by small moves of all deposits at once, so one may begin with fewer than would serve every sample.
"""

import numpy as np
from shapely import MultiPolygon

from planner.geometry.areas import polygons_of
from planner.geometry.curved_rows import curved_rows
from planner.geometry.discs import disc_areas_in_zone
from planner.geometry.gaps import critical_points
from planner.geometry.mend import fitted
from planner.geometry.nearest import Nearest
from planner.geometry.problem import Problem
from planner.geometry.programme import fewest_candidates
from planner.geometry.prune import WITHIN, pruned
from planner.geometry.repair import repaired
from planner.geometry.rows import FloatArray
from planner.geometry.samples import samples_of
from planner.geometry.set_cover import Incidence, RowWeighting
from planner.geometry.spacing import NEARER

_SAMPLES_PER_SPREAD = 4
_SAMPLES_IN_PROGRAMME, _MOST_NODES = 3, 20
_GRID_REACH = 0.96  # of the spread: a grid cover at this share is nearly a cover
_LEAST_SHARE = 0.8  # of a grid cover's count: repair never saved more
_CROWDED_TRIES = 3
_MORE_APART = 1.3  # deposits that keep their distance may be so many more
_OUTSIDE = 0.6  # of the spread: deposits farther outside of the target serve next to nothing


def closed(problem: Problem, places: FloatArray, *, conflicts: int | None = None) -> FloatArray | None:
    """Return a cover made of these places by moving all that may move; ``None`` if none is found.

    The moves are found on the coarse target and confirmed on the true one. No more than so many pairs stand
    too near each other: by default those of the known places.
    """
    allowed = problem.conflicts if conflicts is None else conflicts
    found: FloatArray | None = places
    for zone in (problem.coarse, problem.target):
        if found is None:
            return None
        found = repaired(
            found,
            problem.movable(len(places)),
            zone,
            problem.spread_mm,
            ground=problem.ground,
            conflicts=allowed,
            tethers=problem.tethers(len(places)),
        )
    return None if found is None else pruned(found, len(problem.known), problem.spread_mm, problem.target)


def along_bends(problem: Problem, best: FloatArray) -> FloatArray:
    """Return the best cover of rows that follow the target, or ``best`` if none is better."""
    for nodes in sorted(curved_rows(problem.coarse, problem.spread_mm), key=len):
        if len(nodes) < problem.least_count:
            continue
        places = problem.ground.settled(problem.standing, problem.ground.nearest(nodes))
        if problem.rank(best)[0] <= problem.conflicts and len(places) >= len(best):
            continue
        better = closed(problem, places)
        if better is not None and problem.rank(better) < problem.rank(best):
            best = better
    return best


def on_grid(problem: Problem, step_mm: float, *, phase: float = 0.5) -> tuple[Incidence, FloatArray]:
    """Return who serves whom on a grid, and the candidates: places on the ground from which to serve."""
    witnesses = samples_of(problem.coarse, step_mm, phase=phase)
    near = problem.coarse.buffer(_OUTSIDE * problem.spread_mm).intersection(problem.ground.area)
    candidates = samples_of(MultiPolygon(polygons_of(near)), step_mm, phase=phase)
    if len(problem.known):
        tree = Nearest(problem.standing)
        # slivers between what the known places serve fall through the grid: their corners stand in
        witnesses = np.concatenate([witnesses, critical_points(problem.standing, problem.coarse)[0]])
        witnesses = witnesses[tree.query(witnesses)[0] > problem.spread_mm * WITHIN]
        apart_mm = tree.query(candidates)[0] if len(candidates) else np.empty(0)
        candidates = candidates[apart_mm >= problem.ground.min_distance_mm * NEARER]
    return Incidence.of(candidates, witnesses, _GRID_REACH * problem.spread_mm), candidates


class GridSearch:
    """Set cover on a grid for one problem: proposals of ever fewer deposits, each nearly a cover."""

    def __init__(self, problem: Problem, chance: np.random.Generator, *, phase: float = 0.5) -> None:
        incidence, self._candidates = on_grid(problem, problem.spread_mm / _SAMPLES_PER_SPREAD, phase=phase)
        self._known = problem.standing
        self._search = RowWeighting(incidence, chance)

    def proposals(self, *, first: int, each: int, most: int) -> list[FloatArray]:
        """Return places of ever fewer deposits, the most first: ``first`` swaps, then so many for each fewer.

        Proposals stop at a share of the count that no repair makes a cover of; those of ``most`` deposits or
        more are left out.
        """
        self._search.run(first)
        found = [self._places()]
        while len(found[-1]) > len(self._known) + 1 and len(found[-1]) > _LEAST_SHARE * len(found[0]):
            self._search.give_up_one()
            if len(found[-1]) - 1 < most:
                self._search.run(each)
            found.append(self._places())
        return [places for places in found if len(places) < most]

    def _places(self) -> FloatArray:
        return np.concatenate([self._known, self._candidates[self._search.nearly]])


def by_grid(
    problem: Problem, best: FloatArray, chance: np.random.Generator, *, first: int, each: int
) -> FloatArray:
    """Return the best cover that one grid search leads to, or ``best`` if none is better."""
    keeps_apart = problem.rank(best)[0] <= problem.conflicts
    most = len(best) if keeps_apart else int(_MORE_APART * len(best)) + 2
    proposals = GridSearch(problem, chance, phase=float(chance.random())).proposals(
        first=first, each=each, most=most
    )
    low, high = 0, len(proposals) - 1
    while low <= high:
        middle = (low + high) // 2
        better = closed(
            problem, proposals[middle], conflicts=max(problem.rank(best)[0] - 1, problem.conflicts)
        )
        if better is not None and problem.rank(better) < problem.rank(best):
            best = better
        if better is None or problem.rank(better)[0] > problem.conflicts:
            high = middle - 1
        else:
            low = middle + 1
    return _crowded(problem, proposals, best) if problem.rank(best)[0] > problem.conflicts else best


def _crowded(problem: Problem, proposals: list[FloatArray], best: FloatArray) -> FloatArray:
    """Return the best of covers in which some deposits may stand too near each other: moved, or mended."""
    for places in proposals[:_CROWDED_TRIES]:
        moved = closed(problem, places)
        mended = fitted(
            places[len(problem.known) :], problem.target, problem.ground, problem.standing, problem.spread_mm
        )
        best = min([best, mended] if moved is None else [best, mended, moved], key=problem.rank)
    return best


def one_fewer(problem: Problem, best: FloatArray, tries: int) -> FloatArray:
    """Return a cover without deposits that it can be repaired without; so many tries in a row may fail."""
    failed = 0
    while failed < tries:
        better = without_least(problem, best, failed)
        failed = failed + 1 if better is None else 0
        best = best if better is None else better
    return best


def without_least(problem: Problem, best: FloatArray, number: int) -> FloatArray | None:
    """Return a cover without the deposit that serves least, or the one after so many, if any."""
    free = best[len(problem.known) :]
    if number >= len(free) or len(free) < 2:
        return None
    served_mm2 = disc_areas_in_zone(free, problem.spread_mm, problem.coarse)
    order = np.lexsort((free[:, 0], free[:, 1], np.round(served_mm2, 6)))
    return closed(problem, np.delete(best, len(problem.known) + int(order[number]), axis=0))


def by_programme(problem: Problem, best: FloatArray) -> FloatArray:
    """Return the cover that a whole-number programme leads to, or ``best`` if that is no better."""
    incidence, candidates = on_grid(problem, problem.spread_mm / _SAMPLES_IN_PROGRAMME)
    chosen = fewest_candidates(incidence, node_limit=_MOST_NODES)
    if chosen is None:
        return best
    found = closed(problem, np.concatenate([problem.standing, candidates[chosen]]))
    return best if found is None or problem.rank(found) >= problem.rank(best) else found
