"""Rows of a lattice cut against a region: the scanline that points and passes share."""

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import (
    ROWS_OF_A_FAMILY,
    RowIntervals,
    crossings,
    edges_upwards,
    strictly_inside,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_EDGES_AT_ONCE = 8192  # edges cut in one go: what the processor still holds near


def require_positive(value: float, name: str) -> None:
    """Raise ``ValueError`` unless ``value`` is finite and above zero: a caller's mistake, not a user's."""
    if not (math.isfinite(value) and value > 0):
        message = f"{name} must be finite and above 0, got {value!r}"
        raise ValueError(message)


def row_intervals(
    region: BaseGeometry, spacing_mm: float, *, phase: float = 0.0, direction_deg: float = 0.0
) -> RowIntervals:
    """Return the stretches of parallel rows strictly inside ``region``.

    Parameters
    ----------
    spacing_mm
        Distance between rows, > 0. [mm]
    phase
        Rows stand at ``(k + phase) * spacing_mm`` from the origin of the body map, whatever the region.
    direction_deg
        Angle of the rows from the x axis towards the y axis. [deg]
    """
    require_positive(spacing_mm, "spacing_mm")
    return strictly_inside(edges_upwards(ring_edges(region), [direction_deg])[0], spacing_mm, phase)


def fan_of_row_intervals(
    region: BaseGeometry, spacing_mm: float, directions_deg: Sequence[float], *, phase: float = 0.0
) -> tuple[IntArray, RowIntervals]:
    """Return what `row_intervals` returns for each of many directions, one after the other.

    Many are cut at once, which for a drawn zone is several times quicker than one by one. The first array
    says which direction each stretch belongs to, counted from 0.
    """
    require_positive(spacing_mm, "spacing_mm")
    edges = ring_edges(region)
    step = max(_EDGES_AT_ONCE // max(len(edges), 1), 1)
    fan = []
    for begin in range(0, len(directions_deg), step):
        upwards, _ = edges_upwards(edges, directions_deg[begin : begin + step])
        upwards[4] += begin * ROWS_OF_A_FAMILY
        fan.append(strictly_inside(upwards, spacing_mm, phase))
    number = np.concatenate([rows.row for rows in fan])
    which = (number + ROWS_OF_A_FAMILY // 2) // ROWS_OF_A_FAMILY
    return which, RowIntervals(
        number - which * ROWS_OF_A_FAMILY,
        np.concatenate([rows.start_mm for rows in fan]),
        np.concatenate([rows.end_mm for rows in fan]),
    )


def union_row_intervals(polygons: NDArray[np.object_], spacing_mm: float) -> RowIntervals:
    """Return the stretches of rows ``k * spacing_mm`` inside the union of overlapping polygons.

    The union is never built: walking along a row, what is entered and not yet left is counted. Rows through a
    corner are cut by the half-open rule alone.
    """
    require_positive(spacing_mm, "spacing_mm")
    oriented = shapely.orient_polygons(polygons, exterior_cw=False)
    edges, downwards = edges_upwards(ring_edges(oriented), [0.0])
    cut = crossings(edges, spacing_mm, 0.0)
    depth = np.cumsum(np.where(downwards, 1, -1)[cut.edge])
    before = np.concatenate([[0], depth[:-1]])  # below 0 where a leaving edge sorts before its twin
    enter, leave = np.flatnonzero((depth > 0) & (before <= 0)), np.flatnonzero((depth <= 0) & (before > 0))
    return RowIntervals(cut.row[enter], cut.x_mm[enter], cut.x_mm[leave])


def ring_edges(region: BaseGeometry | NDArray[np.object_]) -> FloatArray:
    """Return every edge of every ring, in ring order, as (n, 4): x, y of its start and of its end."""
    rings = shapely.get_rings(shapely.get_parts(region))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if len(corners) == 0:
        return np.empty((0, 4))
    edges = np.concatenate([corners[:-1], corners[1:]], axis=1)
    return edges if len(rings) == 1 else edges[ring[1:] == ring[:-1]]
