"""Few places from which discs of one radius cover a zone, proved complete by the exact largest gap.

Many covering lattices are tried and the best few are fitted: nodes off the allowed ground are moved onto it,
those too near another place are dropped, holes are mended, and discs that others make superfluous are let go.
What is returned has passed the exact test of `planner.geometry.gaps`; samples only ever propose.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.discs import disc_union_areas
from planner.geometry.fold import covering_lattices
from planner.geometry.gaps import critical_points
from planner.geometry.ground import Ground
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.nearest import Nearest
from planner.geometry.prune import WITHIN, pruned
from planner.geometry.rows import FloatArray, IntArray, require_positive
from planner.geometry.spacing import pairs_nearer_than

_TRIED = 3
_SHY = 1 - 1e-9  # lattices are laid a hair too dense, so that rounding never opens a gap
_REACH = 0.98  # see `reachable`


@dataclass(frozen=True, slots=True)
class Cover:
    """Deposits that complete a cover, and what could not be had.

    ``conflicts`` are pairs of numbers, anchors first and then ``points``, nearer than the smallest distance.
    """

    points: FloatArray
    uncovered_mm2: float
    conflicts: IntArray


def fill_cover(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
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
    """
    require_positive(spread_mm, "spread_mm")
    anchors = np.asarray(anchors, dtype=np.float64).reshape(-1, 2)
    corners = np.concatenate([shapely.get_coordinates(zone), anchors, shapely.get_coordinates(allowed)])
    side = side_to_work_on(corners)
    ground = Ground.of(on_side(allowed, side), min_distance_mm)
    known = np.unique(anchors * side, axis=0)
    target = reachable(on_side(zone, side), ground, spread_mm)
    points = _fewest(target, ground, known, spread_mm)[len(known) :] * side
    return cover_of(anchors, points, zone, spread_mm, min_distance_mm)


def cover_of(
    anchors: FloatArray, points: FloatArray, zone: BaseGeometry, spread_mm: float, min_distance_mm: float
) -> Cover:
    """Return deposits as a cover: with what they leave bare and which of them stand too near each other."""
    every = np.concatenate([anchors, points])
    return Cover(points, _bare_mm2(every, zone, spread_mm), pairs_nearer_than(every, min_distance_mm))


def _fewest(target: MultiPolygon, ground: Ground, anchors: FloatArray, spread_mm: float) -> FloatArray:
    """Return the best cover found: the anchors, then as few further places as any of the fitted lattices."""
    if _worst_gap(anchors, target) <= spread_mm * WITHIN or ground.area.is_empty:
        return anchors
    served = shapely.union_all(shapely.buffer(shapely.points(anchors), spread_mm * _SHY))
    bare = MultiPolygon(polygons_of(target.difference(served)))
    tried = [lattice.points for lattice in covering_lattices(bare, spread_mm * _SHY)[:_TRIED]]
    covers = [_fitted(nodes, target, ground, anchors, spread_mm) for nodes in tried or [anchors]]
    return min(covers, key=len)


def _fitted(
    nodes: FloatArray, target: MultiPolygon, ground: Ground, anchors: FloatArray, spread_mm: float
) -> FloatArray:
    """Return a cover made from lattice nodes: moved onto the ground, thinned, mended and pruned."""
    places = ground.settled(anchors, ground.nearest(nodes))
    places = _mended(places, target, ground, spread_mm)
    return pruned(places, len(anchors), spread_mm, target)


def _mended(places: FloatArray, target: MultiPolygon, ground: Ground, spread_mm: float) -> FloatArray:
    """Return the places with one more for each hole until no gap is left.

    Holes far apart are mended in one round. Each new place serves more than the one bare place it was added
    for (see `reachable`), so this ends.
    """
    while True:
        spots, gaps_mm = critical_points(places, target)
        bare = gaps_mm > spread_mm * WITHIN
        if not bare.any():
            return places
        spots, gaps_mm = spots[bare], gaps_mm[bare]
        apart_mm = 4 * spread_mm + ground.min_distance_mm  # holes so far apart know nothing of each other
        more = [
            ground.serving(spots, worst, places, spread_mm * _REACH)
            for worst in _worst_around(spots, gaps_mm, apart_mm)
        ]
        places = np.concatenate([places, more])


def _worst_around(spots: FloatArray, gaps_mm: FloatArray, apart_mm: float) -> list[int]:
    """Return the spots that no worse one is near, the worst of all first."""
    order = np.lexsort((spots[:, 0], spots[:, 1], -np.round(gaps_mm, 6)))
    near = Nearest(spots[order]).within(spots[order], apart_mm)
    return [int(order[k]) for k, neighbours in enumerate(near) if neighbours[0] == k]


def reachable(zone: BaseGeometry, ground: Ground, spread_mm: float) -> MultiPolygon:
    """Return what of the zone the ground can serve.

    Ground exactly one spread away serves single places only, and endlessly many deposits would be needed; at
    0.98 of the spread each serves a stretch.
    """
    near = ground.area if ground.area.covers(zone) else ground.area.buffer(spread_mm * _REACH)
    return MultiPolygon(polygons_of(zone.intersection(near)))


def _worst_gap(places: FloatArray, target: MultiPolygon) -> float:
    return float(critical_points(places, target)[1].max(initial=0))


def _bare_mm2(places: FloatArray, zone: BaseGeometry, spread_mm: float) -> float:
    if float(critical_points(places, zone)[1].max(initial=0)) <= spread_mm * WITHIN:
        return 0.0
    return float(max(zone.area - disc_union_areas(places, spread_mm, zone)[0], 0.0))
