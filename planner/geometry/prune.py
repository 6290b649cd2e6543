"""Discs that a cover can do without: found by samples, let go only after an exact test."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.gaps import critical_points
from planner.geometry.rows import FloatArray
from planner.geometry.samples import Served

WITHIN = 1 + 1e-9
"""A place is served up to this share of the radius: beyond it is a gap, below it is rounding."""

_SAMPLES_PER_RADIUS = 5


def pruned(centres: FloatArray, fixed: int, radius_mm: float, zone: BaseGeometry) -> FloatArray:
    """Return a cover of ``zone`` without the discs it can do without; the first ``fixed`` discs stay.

    What is left is irredundant: each disc has a sample to itself or has failed the exact test.
    """
    if len(centres) == fixed or zone.is_empty:
        return centres[:fixed]
    served = Served.of(centres, radius_mm, zone, radius_mm / _SAMPLES_PER_RADIUS)
    times, number = served.times.copy(), served.counts(len(centres))
    kept = np.ones(len(centres), dtype=bool)
    perhaps = np.flatnonzero(served.without_own(len(centres)))
    perhaps = perhaps[perhaps >= fixed]
    for k in perhaps[np.argsort(number[perhaps], kind="stable")]:
        own = served.by(k)
        if (times[own] > 1).all() and _is_spare(centres, kept, k, radius_mm, zone=zone):
            kept[k] = False
            times[own] -= 1
    return centres[kept]


def _is_spare(
    centres: FloatArray, kept: NDArray[np.bool_], k: int, radius_mm: float, *, zone: BaseGeometry
) -> bool:
    """Return whether the other kept discs serve all of the zone that disc ``k`` serves: an exact test.

    The square round the disc is tested; what is bare in it lies in the disc, as the cover was complete.
    """
    centre = centres[k]
    apart = np.abs(centres - centre).max(axis=1)
    others = kept & (apart < 3 * radius_mm)
    others[k] = False
    low, high = centre - radius_mm, centre + radius_mm
    local = shapely.clip_by_rect(zone, low[0], low[1], high[0], high[1])
    _, gaps_mm = critical_points(centres[others], local)
    return bool((gaps_mm <= radius_mm * WITHIN).all())
