"""A covering problem, and the parts that it falls into: what is far apart is covered part by part."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.ground import Ground
from planner.geometry.mend import REACH, worst_gap_mm
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.parts import parts_apart
from planner.geometry.prune import WITHIN
from planner.geometry.rows import FloatArray
from planner.geometry.spacing import pairs_nearer_than

_COARSE = 0.02  # of the spread, at most
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
    """

    target: MultiPolygon
    ground: Ground
    known: FloatArray
    spread_mm: float

    @cached_property
    def coarse(self) -> MultiPolygon:
        """The target with few corners, for the search only."""
        simple = self.target.simplify(min(_COARSE * self.spread_mm, _COARSE_MM))
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
    def conflicts(self) -> int:
        """How many of the known places stand too near each other already."""
        return len(pairs_nearer_than(self.known, self.ground.min_distance_mm))

    def rank(self, places: FloatArray) -> tuple[int, int]:
        """Return what makes a cover worse: pairs too near each other first, then deposits."""
        return len(pairs_nearer_than(places, self.ground.min_distance_mm)), len(places)

    def is_covered_by(self, places: FloatArray) -> bool:
        """Return whether the places pass the exact test."""
        return worst_gap_mm(places, self.target) <= self.spread_mm * WITHIN


def unserved(problem: Problem) -> MultiPolygon:
    """Return what of the (coarse) target the known places leave to be served."""
    if len(problem.known) == 0:
        return problem.coarse
    served = shapely.union_all(shapely.buffer(shapely.points(problem.known), problem.spread_mm * (1 - _HAIR)))
    return MultiPolygon(polygons_of(problem.coarse.difference(served)))


@dataclass(frozen=True, slots=True)
class Whole:
    """A zone on the side that is worked on, and the problems it falls into."""

    side: FloatArray
    problems: tuple[Problem, ...]

    def points(self, covers: list[FloatArray]) -> FloatArray:
        """Return the further deposits of the covers of all problems, brought back to their own side."""
        further = [cover[len(problem.known) :] for cover, problem in zip(covers, self.problems, strict=True)]
        return np.concatenate([np.empty((0, 2)), *further]) * self.side


def problems_of(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
) -> Whole:
    """Return the problems that a zone falls into; their deposits cannot come too near each other."""
    corners = np.concatenate([shapely.get_coordinates(zone), anchors, shapely.get_coordinates(allowed)])
    side = side_to_work_on(corners)
    ground = Ground.of(on_side(allowed, side), min_distance_mm)
    known = np.unique(anchors * side, axis=0)
    target = reachable(on_side(zone, side), ground, spread_mm)
    parts = parts_apart(target, 2 * spread_mm + min_distance_mm)
    if len(parts) <= 1:
        return Whole(side, tuple(Problem(part, ground, known, spread_mm) for part in parts))
    return Whole(side, tuple(_problem_of_part(part, ground, known, spread_mm) for part in parts))


def _problem_of_part(part: MultiPolygon, ground: Ground, known: FloatArray, spread_mm: float) -> Problem:
    """Return the problem of one part, with the ground and the known places that matter to it."""
    reach_mm = 2 * spread_mm + ground.min_distance_mm
    x_min, y_min, x_max, y_max = part.bounds
    local = shapely.clip_by_rect(
        ground.area, x_min - reach_mm, y_min - reach_mm, x_max + reach_mm, y_max + reach_mm
    )
    near = shapely.dwithin(part, shapely.points(known), reach_mm)
    area = MultiPolygon(polygons_of(local))
    return Problem(part, Ground(area, ground.min_distance_mm), known[near], spread_mm)


def reachable(zone: BaseGeometry, ground: Ground, spread_mm: float) -> MultiPolygon:
    """Return what of the zone the ground can serve.

    Ground exactly one spread away serves single places only, and endlessly many deposits would be needed; at
    0.98 of the spread each serves a stretch.
    """
    near = ground.area if ground.area.covers(zone) else ground.area.buffer(spread_mm * REACH)
    return MultiPolygon(polygons_of(zone.intersection(near)))
