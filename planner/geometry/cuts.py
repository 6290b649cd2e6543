"""Where rows cross edges, and the stretches between: what `planner.geometry.rows` is made of.

The half-open rule, stated once for the whole room: an edge from ``y_low`` up to ``y_high`` is crossed by the
rows with ``y_low <= y < y_high``, so a corner counts once. What comes out is then drawn inwards by
`INWARD_MM` at right angles to each edge, and a row that runs along a border or through a corner keeps only
what is inside just above *and* just below it. So nothing ever lies on the border of the region, nor outside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.geometry.turning import cos_sin

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

INWARD_MM = 1e-9
"""How far a row end stays from the edge it was cut at: far above rounding, below all that matters. [mm]"""

CORNER_MM = 2e-9  # must exceed INWARD_MM, or drawing an end inwards could leave the edge it was cut at

_MANY = 1000  # of fewer crossings no way to sort them takes long

ROWS_OF_A_FAMILY = 2**20  # rows of different directions get numbers this far apart: no map has half as many
_ROWS_OF_A_LEVEL = 2**40  # so have the levels; all numbers stay whole in floating point


@dataclass(frozen=True, slots=True)
class RowIntervals:
    """The stretches of rows inside a region, sorted by row and then along the row.

    ``row`` is the row's number on the body map: row ``k`` lies at ``(k + phase) * spacing`` across the rows.
    """

    row: IntArray
    start_mm: FloatArray
    end_mm: FloatArray

    def only(self, wanted: NDArray[np.bool_]) -> "RowIntervals":
        """Return the stretches that are wanted."""
        return RowIntervals(self.row[wanted], self.start_mm[wanted], self.end_mm[wanted])


def edges_upwards(edges: FloatArray, directions_deg: Sequence[float]) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return edges in the frame of each direction's rows, and which ran downwards.

    The edges are (5, n): x_low, y_low, x_high, y_high, and the number of row 0, which tells the directions'
    rows apart.
    """
    x0, y0, x1, y1 = edges.T
    if directions_deg != [0.0]:
        cos, sin = np.array([cos_sin(direction_deg) for direction_deg in directions_deg]).T[:, :, None]
        x0, y0 = (x0 * cos + y0 * sin).ravel(), (y0 * cos - x0 * sin).ravel()
        x1, y1 = (x1 * cos + y1 * sin).ravel(), (y1 * cos - x1 * sin).ravel()
    swap = y0 > y1
    upwards = np.empty((5, x0.size))
    upwards[0], upwards[2] = np.where(swap, x1, x0), np.where(swap, x0, x1)
    np.minimum(y0, y1, out=upwards[1])
    np.maximum(y0, y1, out=upwards[3])
    upwards[4] = np.repeat(np.arange(len(directions_deg)) * ROWS_OF_A_FAMILY, len(edges))
    return upwards, swap


def strictly_inside(edges: FloatArray, spacing_mm: float, phase: float) -> RowIntervals:
    """Return the row stretches between edges; a row near a corner keeps what is inside on both its sides."""
    touched = _rows_through_corners(edges, spacing_mm, phase)
    if touched.size == 0:
        return between(crossings(edges, spacing_mm, phase))
    levels, shift_mm = _with_levels(edges, touched, spacing_mm, phase)
    cut = crossings(levels, spacing_mm, phase, shift_mm)
    row = _without_level(cut.row)
    all_levels = between(cut.only((row == cut.row) | _among(row, touched)))
    row = _without_level(all_levels.row)
    several = _among(row, touched)
    shared = _shared(row[several], all_levels.start_mm[several], all_levels.end_mm[several])
    row = np.concatenate([row[~several], shared.row])
    start_mm = np.concatenate([all_levels.start_mm[~several], shared.start_mm])
    end_mm = np.concatenate([all_levels.end_mm[~several], shared.end_mm])
    order = np.lexsort((start_mm, row))
    return RowIntervals(row[order], start_mm[order], end_mm[order])


def _rows_through_corners(edges: FloatArray, spacing_mm: float, phase: float) -> IntArray:
    """Return the rows that come so near a corner that the half-open rule alone would touch the border."""
    place = edges[1:4:2] / spacing_mm - phase
    nearest = np.rint(place)
    touched = np.abs(place - nearest) * spacing_mm < CORNER_MM
    if not touched.any():
        return np.empty(0, dtype=np.int64)
    rows = np.sort((nearest + edges[4])[touched])
    distinct: IntArray = rows[np.append(rows[1:] > rows[:-1], True)].astype(np.int64)
    return distinct


def _with_levels(
    edges: FloatArray, rows: IntArray, spacing_mm: float, phase: float
) -> tuple[FloatArray, FloatArray]:
    """Return the edges and once more, twice, those near the rows, to be cut just above and just below them.

    The second array says how far the rows of each edge are moved. Rows that are moved have numbers of their
    own; of those that are not asked for not all edges may be here.
    """
    first = np.searchsorted(rows, edges[1] / spacing_mm - phase - 1 + edges[4])
    after = np.searchsorted(rows, edges[3] / spacing_mm - phase + 1 + edges[4], side="right")
    near = edges[:, first < after]
    levels = np.concatenate([edges, near, near], axis=1)
    level = np.repeat([0.0, -1.0, 1.0], [edges.shape[1], near.shape[1], near.shape[1]])
    levels[4] += level * _ROWS_OF_A_LEVEL
    return levels, level * CORNER_MM


def _without_level(number: IntArray) -> IntArray:
    half = _ROWS_OF_A_LEVEL // 2
    return (number + half) % _ROWS_OF_A_LEVEL - half


def _among(numbers: IntArray, rows: IntArray) -> NDArray[np.bool_]:
    """Return which of the numbers are among the sorted ``rows``, of which there is at least one."""
    among: NDArray[np.bool_] = rows[np.minimum(np.searchsorted(rows, numbers), rows.size - 1)] == numbers
    return among


def _shared(row: IntArray, start_mm: FloatArray, end_mm: FloatArray) -> RowIntervals:
    """Return what all three levels hold of each row."""
    x_mm, step = np.concatenate([start_mm, end_mm]), np.repeat([1, -1], row.size)
    row = np.concatenate([row, row])
    order = np.lexsort((step, x_mm, row))
    full = np.flatnonzero(np.cumsum(step[order]) == 3)
    start_mm, end_mm = x_mm[order][full], x_mm[order][full + 1]
    kept = start_mm < end_mm
    return RowIntervals(row[order][full][kept], start_mm[kept], end_mm[kept])


@dataclass(frozen=True, slots=True)
class Crossings:
    """Where rows cross edges, sorted along the rows: row, place, how far to draw inwards, and which edge."""

    row: IntArray
    x_mm: FloatArray
    inwards_mm: FloatArray
    edge: IntArray

    def only(self, wanted: NDArray[np.bool_]) -> "Crossings":
        """Return the crossings that are wanted."""
        return Crossings(self.row[wanted], self.x_mm[wanted], self.inwards_mm[wanted], self.edge[wanted])


def crossings(
    edges: FloatArray, spacing_mm: float, phase: float, shift_mm: FloatArray | float = 0.0
) -> Crossings:
    """Return where rows, moved by ``shift_mm`` as each edge asks, cross the edges."""
    first = np.ceil((edges[1] - shift_mm) / spacing_mm - phase)
    times = (np.ceil((edges[3] - shift_mm) / spacing_mm - phase) - first).astype(np.int64)
    crossed = np.flatnonzero(times)
    times = times[crossed]
    x_low, y_low, x_high, y_high, row_zero = edges[:, crossed]
    first = first[crossed] - (np.cumsum(times) - times)
    slope = (x_high - x_low) / (y_high - y_low)
    inwards_mm = INWARD_MM * np.sqrt(1 + slope * slope)
    shift_mm = np.broadcast_to(shift_mm, edges.shape[1])[crossed]
    of_edge = np.array((first, row_zero, x_low, y_low, slope, inwards_mm, shift_mm, crossed))
    row, row_zero, x_low, y_low, slope, inwards_mm, shift_mm, crossed = np.repeat(of_edge, times, axis=1)
    row += np.arange(row.size)
    x_mm = x_low + ((row + phase) * spacing_mm + shift_mm - y_low) * slope
    number = (row + row_zero).astype(np.int64)

    order = _along_rows(number, x_mm)
    return Crossings(number[order], x_mm[order], inwards_mm[order], crossed[order].astype(np.int64))


def _along_rows(number: IntArray, x_mm: FloatArray) -> IntArray:
    """Return the order by row and then along it, as ``np.lexsort((x_mm, number))`` has it.

    Many crossings are sorted by one number each, four times as quickly, if that tells all of them apart.
    """
    if number.size >= _MANY and number.max() - number.min() < _ROWS_OF_A_LEVEL // 2:
        order = np.argsort(number * (np.ptp(x_mm) + 1) + x_mm)
        row, place_mm = number[order], x_mm[order]
        if ((row[1:] > row[:-1]) | (place_mm[1:] > place_mm[:-1])).all():
            return order
    return np.lexsort((x_mm, number))


def between(cut: Crossings) -> RowIntervals:
    """Return the row stretches between consecutive crossings (even-odd, so holes come free)."""
    start_mm = cut.x_mm[::2] + cut.inwards_mm[::2]
    end_mm = cut.x_mm[1::2] - cut.inwards_mm[1::2]
    kept = start_mm < end_mm
    return RowIntervals(cut.row[::2][kept], start_mm[kept], end_mm[kept])
