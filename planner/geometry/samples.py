"""Places all over a zone that stand in for it: a grid inside, and its border; and which discs serve them.

A disc serves a stretch of each row of the grid. So how many discs serve a place is counted from the ends of
these stretches, and no place of the grid is asked for by itself.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray, ring_edges, row_intervals

_PHASE = 0.5  # of the rows of the grid


def samples_of(zone: BaseGeometry, step_mm: float, *, phase: float = _PHASE) -> FloatArray:
    """Return places all over the zone: a grid inside, and its border."""
    row, column = _grid_inside(zone, step_mm, phase)
    return np.concatenate([np.column_stack((column, row + phase)) * step_mm, _along_border(zone, step_mm)])


def _grid_inside(zone: BaseGeometry, step_mm: float, phase: float) -> tuple[IntArray, IntArray]:
    """Return row and column of the places inside, row by row and along each from the least column up."""
    rows = row_intervals(zone, step_mm, phase=phase)
    first = np.ceil(rows.start_mm / step_mm).astype(np.int64)
    count = np.maximum(np.floor(rows.end_mm / step_mm).astype(np.int64) - first + 1, 0)
    column = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    return np.repeat(rows.row, count), column


def _along_border(zone: BaseGeometry, step_mm: float) -> FloatArray:
    places: FloatArray = (
        shapely.get_coordinates(shapely.segmentize(zone.boundary, step_mm))
        if len(ring_edges(zone))
        else np.empty((0, 2))
    )
    return places


@dataclass(frozen=True, slots=True)
class Served:
    """Which of the samples of a zone each disc serves, numbered: those of the grid first, then the border's.

    Parameters
    ----------
    times
        How many discs serve each sample, as (n,).
    disc, begin, end
        Every stretch of samples that a disc serves: from ``begin`` on, ``end`` left out.
    """

    times: IntArray
    disc: IntArray
    begin: IntArray
    end: IntArray

    @classmethod
    def of(cls, centres: FloatArray, radius_mm: float, zone: BaseGeometry, step_mm: float) -> "Served":
        """Return what discs serve of the samples of a zone."""
        row, column = _grid_inside(zone, step_mm, _PHASE)
        disc, begin, end = _stretches(centres, radius_mm, step_mm, row=row, column=column)
        border = _along_border(zone, step_mm)
        held = Nearest(border).within(centres, radius_mm) if len(border) else []
        one = np.array([number for numbers in held for number in numbers], dtype=np.int64) + len(row)
        owner = np.repeat(np.arange(len(held)), [len(numbers) for numbers in held])
        disc, begin, end = (np.concatenate(pair) for pair in ((disc, owner), (begin, one), (end, one + 1)))
        order = np.argsort(disc, kind="stable")
        disc, begin, end = disc[order], begin[order], end[order]
        samples = len(row) + len(border)
        change = np.bincount(begin, minlength=samples + 1) - np.bincount(end, minlength=samples + 1)
        return cls(np.cumsum(change)[:samples], disc, begin, end)

    def counts(self, discs: int) -> IntArray:
        """Return how many samples each of so many discs serves."""
        return self._summed(self.end - self.begin, discs)

    def without_own(self, discs: int) -> NDArray[np.bool_]:
        """Return which discs serve no sample that they alone serve."""
        alone = np.concatenate([[0], np.cumsum(self.times == 1)])
        own: NDArray[np.bool_] = self._summed(alone[self.end] - alone[self.begin], discs) == 0
        return own

    def by(self, disc: int) -> IntArray:
        """Return the samples that one disc serves."""
        first, after = np.searchsorted(self.disc, (disc, disc + 1))
        stretches = zip(self.begin[first:after], self.end[first:after], strict=True)
        return np.concatenate([np.arange(0), *(np.arange(begin, end) for begin, end in stretches)])

    def _summed(self, number: IntArray, discs: int) -> IntArray:
        return np.bincount(self.disc, weights=number, minlength=discs).astype(np.int64)


def _stretches(
    centres: FloatArray, radius_mm: float, step_mm: float, *, row: IntArray, column: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Return which disc serves which stretches of the grid: number, first sample, one past the last."""
    x, y = (centres / step_mm - (0, _PHASE)).T
    reach = np.full(len(centres), radius_mm / step_mm)
    lowest = np.ceil(y - reach)
    rows = np.maximum(np.floor(y + reach) - lowest + 1, 0).astype(np.int64)
    disc = np.repeat(np.arange(len(centres)), rows)
    crossed = lowest[disc] + np.arange(disc.size) - np.repeat(np.cumsum(rows) - rows, rows)
    half = np.sqrt(np.maximum(reach[disc] ** 2 - (crossed - y[disc]) ** 2, 0))
    low, high = np.ceil(x[disc] - half), np.floor(x[disc] + half)
    widest = max(np.abs(ends).max(initial=0) for ends in (low, high, column))
    wide = 2 * int(widest) + 3  # so that no two places have one number
    number = row * wide + column
    begin = np.searchsorted(number, (crossed * wide + low).astype(np.int64))
    end = np.searchsorted(number, (crossed * wide + high).astype(np.int64), side="right")
    return disc, begin, end
