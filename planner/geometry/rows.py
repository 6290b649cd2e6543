"""Rows of a lattice cut against a region: the scanline that points and passes share."""

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import (
    CORNER_MM,
    ROWS_OF_A_FAMILY,
    RowIntervals,
    between,
    crossings,
    edges_upwards,
    strictly_inside,
)
from planner.geometry.turning import cos_sin

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_PLACES_AT_ONCE = 16384  # corners turned in one go: what the processor still holds near


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

    Of all the edges only those that a row crosses are looked at closely. The first array says which direction
    each stretch belongs to, counted from 0.
    """
    require_positive(spacing_mm, "spacing_mm")
    corners, is_edge = _ring_corners(region)
    step = max(_PLACES_AT_ONCE // max(len(corners), 1), 1)
    crossed, touched = [np.empty((5, 0))], []
    for begin in range(0, len(directions_deg), step):
        turns = np.array([cos_sin(direction_deg) for direction_deg in directions_deg[begin : begin + step]])
        edges, touches = _crossed_edges(corners, is_edge, turns, spacing_mm, phase)
        edges[4] += begin * ROWS_OF_A_FAMILY
        crossed.append(edges)
        touched += (begin + touches).tolist()
    fan = [between(crossings(np.concatenate(crossed, axis=1), spacing_mm, phase))]
    for number in touched:
        rows = row_intervals(region, spacing_mm, phase=phase, direction_deg=directions_deg[number])
        fan.append(RowIntervals(rows.row + number * ROWS_OF_A_FAMILY, rows.start_mm, rows.end_mm))
    number = np.concatenate([rows.row for rows in fan])
    start_mm, end_mm = (
        np.concatenate([getattr(rows, end) for rows in fan]) for end in ("start_mm", "end_mm")
    )
    which = (number + ROWS_OF_A_FAMILY // 2) // ROWS_OF_A_FAMILY
    order = np.argsort(which, kind="stable")
    row = number - which * ROWS_OF_A_FAMILY
    return which[order], RowIntervals(row[order], start_mm[order], end_mm[order])


def _crossed_edges(
    corners: FloatArray, is_edge: NDArray[np.bool_], turns: FloatArray, spacing_mm: float, phase: float
) -> tuple[FloatArray, IntArray]:
    """Return the edges that rows cross in each direction, as `edges_upwards` has them.

    The second array says which directions have a row through a corner; of these no edge is returned.
    """
    x_mm, y_mm = corners.T
    cos, sin = turns.T[:, :, None]
    across_mm = y_mm * cos - x_mm * sin
    place = across_mm / spacing_mm - phase
    touches = np.flatnonzero((np.abs(place - np.rint(place)) * spacing_mm < CORNER_MM).any(axis=1))
    above = np.ceil(place)
    crosses = (above[:, 1:] != above[:, :-1]) & is_edge
    crosses[touches] = False
    direction, edge = np.nonzero(crosses)
    cos, sin = turns[direction].T
    ends = [
        (x_mm[corner] * cos + y_mm[corner] * sin, across_mm[direction, corner]) for corner in (edge, edge + 1)
    ]
    (x0, y0), (x1, y1) = ends
    swap = y0 > y1
    low, high = (np.where(swap, x1, x0), np.minimum(y0, y1)), (np.where(swap, x0, x1), np.maximum(y0, y1))
    return np.array((*low, *high, direction * ROWS_OF_A_FAMILY)), touches


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
    corners, is_edge = _ring_corners(region)
    edges = np.concatenate([corners[:-1], corners[1:]], axis=1)
    return edges if is_edge.all() else edges[is_edge]


def _ring_corners(region: BaseGeometry | NDArray[np.object_]) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return the corners of all rings, each ring closed, and which of them an edge leads on from."""
    rings = shapely.get_rings(shapely.get_parts(region))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    return corners, ring[1:] == ring[:-1]
