"""The quick cover of one part of a zone: while the user taps, without patience.

Many covering lattices are tried and the best few are fitted: nodes off the allowed ground are moved onto it,
those too near another place are dropped, holes are mended, and discs that others make superfluous are let go.
Rows along a narrow zone and a search on a grid in a small one then beat the lattices.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.geometry.apart import Badness, badness_of
from planner.geometry.fold import covering_lattices
from planner.geometry.mend import fitted
from planner.geometry.patches import Patches
from planner.geometry.problem import Problem, unserved
from planner.geometry.prune import pruned
from planner.geometry.repair import repaired
from planner.geometry.rows import FloatArray
from planner.geometry.search import along_bends, by_grid, closed, one_fewer

_TRIED = 3
_SHY = 1 - 1e-9  # lattices are laid a hair too dense, so that rounding never opens a gap
_TINY = 8.0  # zones of fewer have no rows, and no lattice is the best cover of them
_SWAPS, _SWAPS_EACH = 400, 15
_TRIES = 2  # deposits that are tried to be left out at last
_SEED = 1
_SEEDS = (_SEED, 2)

SMALL = 50.0
"""Zones of fewer deposits than this are searched on a grid, and their covers thinned."""

QuickCover = Callable[[Problem], FloatArray]
"""What covers one problem: the known places, then further ones."""


def quick_cover(problem: Problem) -> FloatArray:
    """Return a good cover of one problem, found without patience: the known places, then further ones.

    It depends on `Problem.identity` alone, so whoever asks again and again may remember it.
    """
    best = _begun(problem)
    if problem.standing is problem.known:
        return best
    # where deposits begin on their points, what mends the gaps may part them as well, with fewer
    other = _begun(replace(problem, begins_apart=False))
    if problem.is_covered_by(other) and _rank(problem, other) < _rank(problem, best):
        return other
    return best


def _rank(problem: Problem, places: FloatArray) -> tuple[int, int, Badness]:
    return *problem.rank(places), badness_of(places, problem.ground.min_distance_mm)


def _begun(problem: Problem) -> FloatArray:
    """Return a good cover of a problem from where its deposits begin."""
    standing = problem.standing
    if problem.is_covered_by(standing) or problem.ground.area.is_empty:
        return standing
    if standing is not problem.known and problem.is_covered_by(problem.known):
        held = closed(problem, standing)  # what moved apart may serve all again with a smaller move
        if held is not None and problem.rank(held)[0] <= problem.conflicts:
            return held
    small = problem.least_count < SMALL
    best = _by_lattices(problem, tried=1 if small else _TRIED)
    if problem.is_narrow and problem.least_count > _TINY:
        best = along_bends(problem, best)
    if small:
        swaps = min(_SWAPS_EACH * len(best), _SWAPS)
        for chance in (np.random.default_rng(seed) for seed in _SEEDS):
            best = by_grid(problem, best, chance, first=swaps, each=max(swaps // 20, 4))
            if problem.rank(best)[0] <= problem.conflicts:
                break  # another grid seldom needs fewer deposits, but often keeps them apart
        best = one_fewer(problem, best, _TRIES)
    return _held_apart(problem, _loosened(problem, best)) if problem.tolerance_mm > 0 else best


def _held_apart(problem: Problem, best: FloatArray) -> FloatArray:
    """Return a cover whose known places that stay too near each other are no nearer than they began.

    Repairs look at gaps before distances as long as they may leave so many pairs too near.
    """
    standing, least_mm = problem.standing, problem.ground.min_distance_mm
    count = len(standing)
    if badness_of(best[:count], least_mm) <= badness_of(standing, least_mm):
        return best
    back = np.concatenate([standing, best[count:]])
    found: FloatArray | None = back
    if not problem.is_covered_by(back):
        free = np.arange(len(back)) >= count
        found = repaired(
            back,
            free,
            problem.target,
            problem.spread_mm,
            ground=problem.ground,
            conflicts=problem.conflicts,
        )
    return best if found is None or problem.rank(found) > problem.rank(best) else found


def _loosened(problem: Problem, best: FloatArray) -> FloatArray:
    """Return a cover without deposits next to the known places, which may now stand a little off."""
    patches = Patches(problem, np.random.default_rng(_SEED))
    for place in problem.known:
        best = patches.without(place, best)
    return pruned(best, len(problem.known), problem.spread_mm, problem.target)


def _by_lattices(problem: Problem, *, tried: int) -> FloatArray:
    """Return the best cover that fitted lattices give."""
    target, standing, spread_mm = problem.target, problem.standing, problem.spread_mm
    is_small, is_tiny = problem.least_count < SMALL, problem.least_count < _TINY
    zone = problem.coarse if is_small else target
    lattices = covering_lattices(unserved(problem, zone), spread_mm * _SHY, is_stretched=not is_tiny)
    nodes = [lattice.points for lattice in lattices[:tried]]
    covers = [fitted(places, target, problem.ground, standing, spread_mm) for places in nodes or [standing]]
    return min(covers, key=problem.rank)
