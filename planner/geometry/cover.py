"""Few places from which discs of one radius cover a zone, proved complete by the exact largest gap.

Many covering lattices are tried and the best few are fitted: nodes off the allowed ground are moved onto it,
those too near another place are dropped, holes are mended, and discs that others make superfluous are let go.
Rows along a narrow zone and a search on a grid in a small one then beat the lattices; what is far apart
is covered part by part. What is returned has passed the exact test of `planner.geometry.gaps`; samples only
ever propose.
"""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.discs import disc_union_areas
from planner.geometry.fold import covering_lattices
from planner.geometry.mend import fitted, worst_gap_mm
from planner.geometry.patches import Patches
from planner.geometry.problem import Problem, Whole, problems_of, unserved
from planner.geometry.prune import WITHIN, pruned
from planner.geometry.rows import FloatArray, IntArray, require_positive
from planner.geometry.search import along_bends, by_grid, one_fewer
from planner.geometry.spacing import pairs_nearer_than

_TRIED = 3
_SHY = 1 - 1e-9  # lattices are laid a hair too dense, so that rounding never opens a gap
_SMALL = 50.0  # zones of fewer deposits than this are searched on a grid
_TINY = 8.0  # zones of fewer have no rows
_SWAPS, _SWAPS_EACH = 400, 15
_TRIES = 2  # deposits that are tried to be left out at last; one if the zone is in many parts
_FEW_PARTS = 4
_SEED = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """Deposits that complete a cover, and what could not be had.

    ``anchors`` are where the deposits of the anchors stand, ``points`` the further ones;
    ``conflicts`` are pairs of numbers, anchors first and then ``points``, nearer than the smallest distance.
    """

    anchors: FloatArray
    points: FloatArray
    uncovered_mm2: float
    conflicts: IntArray


def fill_cover(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
    *,
    tolerance_mm: float = 0.0,
) -> Cover:
    """Return few further deposits so that every place of ``zone`` is near an anchor or a deposit.

    Every deposit stands strictly inside ``allowed``, none nearer than ``min_distance_mm`` to another or to an
    anchor unless a place could not be served otherwise: such pairs are in ``conflicts``. Places farther
    than 0.98 ``spread_mm`` from the allowed ground need not be served; what stays bare is measured in
    ``uncovered_mm2``, which is 0 just when the largest gap is within the spread. Same input, same bytes; a
    mirrored input gives the mirrored points unless it is its own mirror image.

    Parameters
    ----------
    anchors
        (n, 2) places that already have a deposit. [mm]
    spread_mm
        Radius that a deposit serves, > 0. [mm]
    tolerance_mm
        How far from the anchors their deposits may stand. [mm]
    """
    require_positive(spread_mm, "spread_mm")
    anchors = np.asarray(anchors, dtype=np.float64).reshape(-1, 2)
    whole = problems_of(zone, allowed, anchors, spread_mm, min_distance_mm, tolerance_mm=tolerance_mm)
    covers = fill_cover_of(whole)
    return cover_of(whole.anchors(covers), whole.points(covers), zone, spread_mm, min_distance_mm)


def fill_cover_of(whole: Whole) -> list[FloatArray]:
    """Return the quick cover of every problem, the known places first."""
    tries = _TRIES if len(whole.problems) <= _FEW_PARTS else 1
    return [_quick_cover(problem, tries) for problem in whole.problems]


def cover_of(
    anchors: FloatArray, points: FloatArray, zone: BaseGeometry, spread_mm: float, min_distance_mm: float
) -> Cover:
    """Return deposits as a cover: with what they leave bare and which of them stand too near each other."""
    every = np.concatenate([anchors, points])
    return Cover(
        anchors, points, _bare_mm2(every, zone, spread_mm), pairs_nearer_than(every, min_distance_mm)
    )


def _quick_cover(problem: Problem, tries: int) -> FloatArray:
    """Return a good cover of one problem, found without patience: the known places, then further ones."""
    if problem.is_covered_by(problem.known) or problem.ground.area.is_empty:
        return problem.known
    small = problem.least_count < _SMALL
    best = _by_lattices(problem, tried=1 if small else _TRIED)
    if problem.is_narrow and problem.least_count > _TINY:
        best = along_bends(problem, best)
    if small:
        swaps = min(_SWAPS_EACH * len(best), _SWAPS)
        best = by_grid(problem, best, np.random.default_rng(_SEED), first=swaps, each=max(swaps // 20, 4))
        best = one_fewer(problem, best, tries)
    return _loosened(problem, best) if problem.tolerance_mm > 0 else best


def _loosened(problem: Problem, best: FloatArray) -> FloatArray:
    """Return a cover without deposits next to the known places, which may now stand a little off."""
    patches = Patches(problem, np.random.default_rng(_SEED))
    for place in problem.known:
        best = patches.without(place, best)
    return pruned(best, len(problem.known), problem.spread_mm, problem.target)


def _by_lattices(problem: Problem, *, tried: int) -> FloatArray:
    """Return the best cover that fitted lattices give."""
    target, known, spread_mm = problem.target, problem.known, problem.spread_mm
    zone = problem.coarse if problem.least_count < _SMALL else target
    lattices = covering_lattices(unserved(problem, zone), spread_mm * _SHY)
    nodes = [lattice.points for lattice in lattices[:tried]]
    covers = [fitted(places, target, problem.ground, known, spread_mm) for places in nodes or [known]]
    return min(covers, key=problem.rank)


def _bare_mm2(places: FloatArray, zone: BaseGeometry, spread_mm: float) -> float:
    if worst_gap_mm(places, zone) <= spread_mm * WITHIN:
        return 0.0
    return float(max(zone.area - disc_union_areas(places, spread_mm, zone)[0], 0.0))
