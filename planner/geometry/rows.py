"""Rows of a lattice cut against a region: the scanline that points and passes share.

The half-open rule, stated once for the whole room: an edge from ``y_low`` up to ``y_high`` is crossed by the
rows with ``y_low <= y < y_high``, so a corner counts once. What comes out is then drawn inwards by
`INWARD_MM` at right angles to each edge, and a row that runs along a border or through a corner keeps only
what is inside just above *and* just below it. So nothing ever lies on the border of the region, nor outside.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

INWARD_MM = 1e-9
"""How far a row end stays from the edge it was cut at: far above rounding, below all that matters. [mm]"""

_CORNER_MM = 2e-9  # must exceed INWARD_MM, or drawing an end inwards could leave the edge it was cut at


@dataclass(frozen=True, slots=True)
class RowIntervals:
    """The stretches of rows inside a region, sorted by row and then along the row.

    ``row`` is the row's number on the body map: row ``k`` lies at ``(k + phase) * spacing`` across the rows.
    """

    row: IntArray
    start_mm: FloatArray
    end_mm: FloatArray


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
    edges, _ = _edges_upwards(ring_edges(region), direction_deg)
    touched = _rows_through_corners(edges, spacing_mm, phase)
    plain = _cut(edges, spacing_mm, phase, 0.0)
    if touched.size == 0:
        return plain
    near = _edges_of_rows(edges, touched, spacing_mm, phase)
    special = [
        _cut(near, spacing_mm, phase, shift_mm, only=touched) for shift_mm in (-_CORNER_MM, 0.0, _CORNER_MM)
    ]
    return _sorted_together(_without_rows(plain, touched), _shared_by_all(special))


def union_row_intervals(polygons: NDArray[np.object_], spacing_mm: float) -> RowIntervals:
    """Return the stretches of rows ``k * spacing_mm`` inside the union of overlapping polygons.

    The union is never built: walking along a row, what is entered and not yet left is counted. Rows through a
    corner are cut by the half-open rule alone.
    """
    require_positive(spacing_mm, "spacing_mm")
    oriented = shapely.orient_polygons(polygons, exterior_cw=False)
    edges, downwards = _edges_upwards(ring_edges(oriented), 0.0)
    row, x_mm, _, edge = _crossings(edges, spacing_mm, 0.0, 0.0)
    depth = np.cumsum(np.where(downwards, 1, -1)[edge])
    before = np.concatenate([[0], depth[:-1]])  # below 0 where a leaving edge sorts before its twin
    enter, leave = np.flatnonzero((depth > 0) & (before <= 0)), np.flatnonzero((depth <= 0) & (before > 0))
    return RowIntervals(row[enter].astype(np.int64), x_mm[enter], x_mm[leave])


def turned(points: FloatArray, direction_deg: float) -> FloatArray:
    """Return points given along and across the rows as (n, 2) points of the body map."""
    if direction_deg == 0:
        return points
    cos, sin = cos_sin(direction_deg)
    along, across = points.T
    return np.column_stack((along * cos - across * sin, along * sin + across * cos))


def cos_sin(direction_deg: float) -> tuple[float, float]:
    """Return cosine and sine of an angle, exact at right angles so that upright rows are truly upright."""
    angle = math.radians(direction_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    return (0.0 if abs(cos) < 1e-15 else cos), (0.0 if abs(sin) < 1e-15 else sin)


def ring_edges(region: BaseGeometry | NDArray[np.object_]) -> FloatArray:
    """Return every edge of every ring, in ring order, as (n, 4): x, y of its start and of its end."""
    rings = shapely.get_rings(shapely.get_parts(region))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if len(corners) == 0:
        return np.empty((0, 4))
    edges = np.concatenate([corners[:-1], corners[1:]], axis=1)
    return edges if len(rings) == 1 else edges[ring[1:] == ring[:-1]]


def _edges_upwards(edges: FloatArray, direction_deg: float) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return edges in the frame of the rows, (4, n) x_low, y_low, x_high, y_high, and which ran downwards."""
    x0, y0, x1, y1 = edges.T
    if direction_deg != 0:
        cos, sin = cos_sin(direction_deg)
        x0, y0 = x0 * cos + y0 * sin, y0 * cos - x0 * sin
        x1, y1 = x1 * cos + y1 * sin, y1 * cos - x1 * sin
    swap = y0 > y1
    upwards = [np.where(swap, x1, x0), np.where(swap, y1, y0), np.where(swap, x0, x1), np.where(swap, y0, y1)]
    return np.array(upwards), swap


def _rows_through_corners(edges: FloatArray, spacing_mm: float, phase: float) -> IntArray:
    """Return the rows that come so near a corner that the half-open rule alone would touch the border."""
    place = edges[1::2] / spacing_mm - phase
    nearest = np.rint(place)
    touched = nearest[np.abs(place - nearest) * spacing_mm < _CORNER_MM]
    return np.unique(touched).astype(np.int64) if touched.size else np.empty(0, dtype=np.int64)


def _edges_of_rows(edges: FloatArray, rows: IntArray, spacing_mm: float, phase: float) -> FloatArray:
    """Return the edges that some of the rows may cross."""
    first = np.searchsorted(rows, edges[1] / spacing_mm - phase - 1)
    after = np.searchsorted(rows, edges[3] / spacing_mm - phase + 1, side="right")
    return edges[:, first < after]


def _cut(
    edges: FloatArray, spacing_mm: float, phase: float, shift_mm: float, *, only: IntArray | None = None
) -> RowIntervals:
    """Return the row stretches between consecutive crossings (even-odd, so holes come free)."""
    row, x_mm, inwards, _ = _crossings(edges, spacing_mm, phase, shift_mm)
    if only is not None:  # of the other rows not all edges may be here
        wanted = np.isin(row, only)
        row, x_mm, inwards = row[wanted], x_mm[wanted], inwards[wanted]
    start_mm, end_mm = x_mm[::2] + inwards[::2], x_mm[1::2] - inwards[1::2]
    kept = start_mm < end_mm
    return RowIntervals(row[::2][kept].astype(np.int64), start_mm[kept], end_mm[kept])


def _crossings(
    edges: FloatArray, spacing_mm: float, phase: float, shift_mm: float
) -> tuple[FloatArray, FloatArray, FloatArray, IntArray]:
    """Return where rows cross edges, sorted along the rows: row, place, how far to draw inwards, and edge."""
    x_low, y_low, x_high, y_high = edges
    first = np.ceil((y_low - shift_mm) / spacing_mm - phase)
    crossings = (np.ceil((y_high - shift_mm) / spacing_mm - phase) - first).astype(np.int64)
    crossed = np.flatnonzero(crossings)
    crossings = crossings[crossed]
    x_low, y_low, first = x_low[crossed], y_low[crossed], first[crossed]
    slope = (x_high[crossed] - x_low) / (y_high[crossed] - y_low)
    offset = np.cumsum(crossings) - crossings
    row = np.repeat(first - offset, crossings) + np.arange(crossings.sum())
    y_mm = (row + phase) * spacing_mm + shift_mm
    x_mm = np.repeat(x_low, crossings) + (y_mm - np.repeat(y_low, crossings)) * np.repeat(slope, crossings)
    inwards = np.repeat(INWARD_MM * np.sqrt(1 + slope * slope), crossings)

    order = np.lexsort((x_mm, row))
    return row[order], x_mm[order], inwards[order], np.repeat(crossed, crossings)[order]


def _without_rows(intervals: RowIntervals, rows: IntArray) -> RowIntervals:
    kept = np.isin(intervals.row, rows, invert=True)
    return RowIntervals(intervals.row[kept], intervals.start_mm[kept], intervals.end_mm[kept])


def _shared_by_all(cuts: list[RowIntervals]) -> RowIntervals:
    """Return what every one of the cuts holds of each row."""
    row = np.concatenate([cut.row for cut in cuts] * 2)
    x_mm = np.concatenate([cut.start_mm for cut in cuts] + [cut.end_mm for cut in cuts])
    step = np.repeat([1, -1], row.size // 2)
    order = np.lexsort((step, x_mm, row))
    full = np.flatnonzero(np.cumsum(step[order]) == len(cuts))
    start_mm, end_mm = x_mm[order][full], x_mm[order][full + 1]
    kept = start_mm < end_mm
    return RowIntervals(row[order][full][kept], start_mm[kept], end_mm[kept])


def _sorted_together(one: RowIntervals, other: RowIntervals) -> RowIntervals:
    row = np.concatenate([one.row, other.row])
    start_mm = np.concatenate([one.start_mm, other.start_mm])
    end_mm = np.concatenate([one.end_mm, other.end_mm])
    order = np.lexsort((start_mm, row))
    return RowIntervals(row[order], start_mm[order], end_mm[order])
