"""Few places from which discs of one radius cover a zone, proved complete by the exact largest gap.

What is far apart is covered part by part (see `planner.geometry.quick`). What is returned has passed the
exact test of `planner.geometry.gaps`; samples only ever propose.
"""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.discs import disc_union_areas
from planner.geometry.mend import worst_gap_mm
from planner.geometry.problem import problems_of
from planner.geometry.prune import WITHIN
from planner.geometry.quick import QuickCover, quick_cover
from planner.geometry.rows import FloatArray, IntArray, require_positive
from planner.geometry.spacing import pairs_nearer_than


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
    quick: QuickCover = quick_cover,
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
    quick
        What covers each part of the zone that is far from the others: `quick_cover`, or something that
        remembers what it gave.
    """
    require_positive(spread_mm, "spread_mm")
    anchors = np.asarray(anchors, dtype=np.float64).reshape(-1, 2)
    whole = problems_of(zone, allowed, anchors, spread_mm, min_distance_mm, tolerance_mm=tolerance_mm)
    covers = [quick(problem) for problem in whole.problems]
    return cover_of(whole.anchors(covers), whole.points(covers), zone, spread_mm, min_distance_mm)


def cover_of(
    anchors: FloatArray, points: FloatArray, zone: BaseGeometry, spread_mm: float, min_distance_mm: float
) -> Cover:
    """Return deposits as a cover: with what they leave bare and which of them stand too near each other."""
    every = np.concatenate([anchors, points])
    return Cover(
        anchors, points, _bare_mm2(every, zone, spread_mm), pairs_nearer_than(every, min_distance_mm)
    )


def _bare_mm2(places: FloatArray, zone: BaseGeometry, spread_mm: float) -> float:
    if worst_gap_mm(places, zone) <= spread_mm * WITHIN:
        return 0.0
    return float(max(zone.area - disc_union_areas(places, spread_mm, zone)[0], 0.0))
