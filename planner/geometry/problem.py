"""A covering problem, and the parts that it falls into: what is far apart is covered part by part."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.apart import moved_apart
from planner.geometry.areas import polygons_of
from planner.geometry.ground import Ground
from planner.geometry.mend import REACH, worst_gap_mm
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.nearest import Nearest
from planner.geometry.parts import parts_apart
from planner.geometry.prune import WITHIN
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.spacing import pairs_nearer_than
from planner.geometry.tethers import Tethers

_COARSE, _COARSE_IF_LARGE = 0.02, 0.01  # of the spread, at most: long rows are closed on finer borders
_LARGE = 50.0  # deposits
_COARSE_MM = 0.2
_HAIR = 1e-9  # of the spread: what anchors serve to within rounding is not taken as served
_THINNEST_COVER = 1.5 * 3**0.5  # area that each disc of radius 1 adds in the thinnest covering of the plane


@dataclass(frozen=True)
class Problem:
    """A target to be served from a ground, some places of which are taken.

    Parameters
    ----------
    target
        All that can be served, and must be.
    known
        (n, 2) places that have a deposit already; every cover of this problem begins with them. [mm]
    tolerance_mm
        How far from the known places their deposits may stand. [mm]
    begins_apart
        Whether covers begin with these deposits moved apart where they are too near, or on their places.
    """

    target: MultiPolygon
    ground: Ground
    known: FloatArray
    spread_mm: float
    tolerance_mm: float = 0.0
    begins_apart: bool = True

    @property
    def identity(self) -> bytes:
        """All that a cover of this problem depends on: equal ones have equal covers."""
        numbers = np.array([self.ground.min_distance_mm, self.spread_mm, self.tolerance_mm])
        areas = shapely.to_wkb([self.target, self.ground.area])
        return b"".join([*areas, numbers.tobytes(), self.known.tobytes()])

    def on_own_side(self) -> tuple["Problem", FloatArray]:
        """Return the problem on the side on which it is worked on, and the factors (x, y) that bring it back.

        So what is far away never decides which of two mirror images is covered.
        """
        areas = (self.target, self.ground.area)
        side = side_to_work_on(np.concatenate([self.known, shapely.get_coordinates(areas)]))
        target, area = (MultiPolygon(polygons_of(on_side(one, side))) for one in areas)
        known = np.unique(self.known * side, axis=0)
        return replace(self, target=target, ground=replace(self.ground, area=area), known=known), side

    def tethers(self, count: int) -> Tethers:
        """Return the tethers of a cover of so many places: the known ones may move by the tolerance."""
        return Tethers.of_first(self.known, count, self.tolerance_mm)

    def movable(self, count: int) -> NDArray[np.bool_]:
        """Return which places of a cover of so many may move."""
        return (np.arange(count) >= len(self.known)) | (self.tolerance_mm > 0)

    @cached_property
    def coarse(self) -> MultiPolygon:
        """The target with few corners, for the search only."""
        share = _COARSE_IF_LARGE if self.least_count >= _LARGE else _COARSE
        simple = self.target.simplify(min(share * self.spread_mm, _COARSE_MM))
        kept = MultiPolygon(polygons_of(simple))
        return self.target if kept.is_empty else kept

    @cached_property
    def least_count(self) -> float:
        """About how many deposits the area takes in the thinnest covering of the plane."""
        return float(self.target.area) / (_THINNEST_COVER * self.spread_mm**2)

    @cached_property
    def is_narrow(self) -> bool:
        """Whether rows can follow the target: it is no wider than six spreads or so."""
        return bool(self.target.area < 3 * self.target.length * self.spread_mm)

    @cached_property
    def standing(self) -> FloatArray:
        """Where every cover begins: the known places, moved as far apart as their tolerance lets them."""
        return moved_apart(self.known, self.tolerance_mm, self.ground) if self.begins_apart else self.known

    @cached_property
    def conflicts(self) -> int:
        """How many of the deposits of the known places stand too near each other already."""
        return len(pairs_nearer_than(self.standing, self.ground.min_distance_mm))

    def rank(self, places: FloatArray) -> tuple[int, int]:
        """Return what makes a cover worse: pairs too near each other first, then deposits."""
        return len(pairs_nearer_than(places, self.ground.min_distance_mm)), len(places)

    def is_covered_by(self, places: FloatArray) -> bool:
        """Return whether the places pass the exact test."""
        return worst_gap_mm(places, self.target) <= self.spread_mm * WITHIN


def unserved(problem: Problem, zone: MultiPolygon) -> MultiPolygon:
    """Return what of a zone, the target or the coarse one, the standing deposits leave to be served."""
    if len(problem.standing) == 0:
        return zone
    discs = shapely.buffer(shapely.points(problem.standing), problem.spread_mm * (1 - _HAIR))
    served = shapely.union_all(discs)
    return MultiPolygon(polygons_of(zone.difference(served)))


@dataclass(frozen=True, slots=True)
class Whole:
    """A zone and the problems it falls into, each on the side on which it is worked on.

    Parameters
    ----------
    sides
        The factors (x, y) that bring each problem back to where it is.
    known, order
        The anchors, each once and sorted, and which of them each anchor is.
    apart
        Where the deposits stand of those anchors that matter to no problem; the others as they are known.
    """

    problems: tuple[Problem, ...]
    sides: tuple[FloatArray, ...]
    known: FloatArray
    order: IntArray
    apart: FloatArray

    def anchors(self, covers: list[FloatArray]) -> FloatArray:
        """Return where the deposits of the anchors stand, in their order."""
        places = self.apart.copy()
        for cover, problem, side in zip(covers, self.problems, self.sides, strict=True):
            # without a tolerance a place may be known to several problems; it stands where it is in all
            if len(problem.known):
                known = Nearest(self.known).query(problem.known * side)[1]
                places[known] = cover[: len(problem.known)] * side
        return places[self.order]

    def points(self, covers: list[FloatArray]) -> FloatArray:
        """Return the further deposits of the covers of all problems."""
        every = zip(covers, self.problems, self.sides, strict=True)
        further = [cover[len(problem.known) :] * side for cover, problem, side in every]
        return np.concatenate([np.empty((0, 2)), *further])


def problems_of(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
    *,
    tolerance_mm: float = 0.0,
) -> Whole:
    """Return the problems that a zone falls into; their deposits cannot come too near each other."""
    corners = np.concatenate([shapely.get_coordinates(zone), anchors, shapely.get_coordinates(allowed)])
    side = side_to_work_on(corners)
    ground = Ground.of(on_side(allowed, side), min_distance_mm)
    known, order = np.unique(anchors, axis=0, return_inverse=True)
    target = reachable(on_side(zone, side), ground, spread_mm)
    # a deposit that may move must not matter to two parts
    apart_mm = (2 * spread_mm + min_distance_mm) * (2 if tolerance_mm > 0 else 1)
    parts = parts_apart(target, apart_mm)
    wholly = [Problem(part, ground, known * side, spread_mm, tolerance_mm) for part in parts]
    sided = [_with_what_matters(problem).on_own_side() for problem in wholly]
    problems, sides = tuple(problem for problem, _ in sided), tuple(side * own for _, own in sided)
    far = known * side
    if tolerance_mm > 0:
        far = _those_far_apart(Problem(target, ground, far, spread_mm, tolerance_mm))
    return Whole(problems, sides, known, order.reshape(-1), far * side)


def _those_far_apart(problem: Problem) -> FloatArray:
    """Return the known places; those that meet no deposit of any part, however they move, moved apart.

    A further deposit stands within a spread of its part, and so a spread and the smallest distance off them.
    """
    known, least_mm = problem.known, problem.ground.min_distance_mm
    reach_mm = _matters_mm(problem) + max(problem.tolerance_mm - problem.spread_mm, 0.0)
    is_near = shapely.dwithin(problem.target, shapely.points(known), reach_mm)
    is_far = ~is_near
    if is_near.any():
        is_far &= Nearest(known[is_near]).query(known)[0] > least_mm + 2 * problem.tolerance_mm
    # in the order of the side that is worked on, so that mirrored places are moved to mirrored ones
    far = np.flatnonzero(is_far)[np.lexsort(known[is_far].T[::-1])]
    places = known.copy()
    places[far] = moved_apart(known[far], problem.tolerance_mm, problem.ground)
    return places


def _matters_mm(problem: Problem) -> float:
    """Return how far from a part ground and known places matter to it."""
    return 2 * problem.spread_mm + problem.ground.min_distance_mm


def _with_what_matters(problem: Problem) -> Problem:
    """Return the problem of one part, with the ground and the known places that matter to it."""
    part, ground, known = problem.target, problem.ground, problem.known
    reach_mm = _matters_mm(problem)
    x_min, y_min, x_max, y_max = part.bounds
    local = shapely.clip_by_rect(
        ground.area, x_min - reach_mm, y_min - reach_mm, x_max + reach_mm, y_max + reach_mm
    )
    near = shapely.dwithin(part, shapely.points(known), reach_mm)
    area = MultiPolygon(polygons_of(local))
    local_ground = Ground(area, ground.min_distance_mm)
    return replace(problem, ground=local_ground, known=known[near])


def reachable(zone: BaseGeometry, ground: Ground, spread_mm: float) -> MultiPolygon:
    """Return what of the zone the ground can serve.

    Ground exactly one spread away serves single places only, and endlessly many deposits would be needed; at
    0.98 of the spread each serves a stretch.
    """
    if ground.area.covers(zone):
        return MultiPolygon(polygons_of(zone))
    return MultiPolygon(polygons_of(zone.intersection(ground.area.buffer(spread_mm * REACH))))
