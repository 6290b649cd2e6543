"""Discs that a cover can do without: found by samples, let go only after an exact test."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.gaps import critical_points
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, ring_edges, row_intervals

WITHIN = 1 + 1e-9
"""A place is served up to this share of the radius: beyond it is a gap, below it is rounding."""

_SAMPLES_PER_RADIUS = 5


def pruned(centres: FloatArray, fixed: int, radius_mm: float, zone: BaseGeometry) -> FloatArray:
    """Return a cover of ``zone`` without the discs it can do without; the first ``fixed`` discs stay.

    What is left is irredundant: each disc has a sample to itself or has failed the exact test.
    """
    samples = samples_of(zone, radius_mm / _SAMPLES_PER_RADIUS)
    if len(samples) == 0 or len(centres) == fixed:
        return centres[:fixed]
    served = [np.array(found, dtype=np.int64) for found in Nearest(samples).within(centres, radius_mm)]
    times = np.bincount(np.concatenate(served), minlength=len(samples))
    kept = np.ones(len(centres), dtype=bool)
    for k in sorted(range(fixed, len(centres)), key=lambda k: (len(served[k]), k)):
        if (times[served[k]] > 1).all() and _is_spare(centres, kept, k, radius_mm, zone=zone):
            kept[k] = False
            times[served[k]] -= 1
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


def samples_of(zone: BaseGeometry, step_mm: float, *, phase: float = 0.5) -> FloatArray:
    """Return places all over the zone: a grid inside, and its border."""
    rows = row_intervals(zone, step_mm, phase=phase)
    first = np.ceil(rows.start_mm / step_mm).astype(np.int64)
    count = np.maximum(np.floor(rows.end_mm / step_mm).astype(np.int64) - first + 1, 0)
    along = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    inner = np.column_stack((along, np.repeat(rows.row, count) + phase)) * step_mm
    edges = ring_edges(zone)
    border = (
        shapely.get_coordinates(shapely.segmentize(zone.boundary, step_mm)) if len(edges) else edges[:, :2]
    )
    return np.concatenate([inner, border])
