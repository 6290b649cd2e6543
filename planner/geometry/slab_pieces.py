"""Edges of a zone cut into slabs: how much of the zone an upright box in a slab holds, without an overlay.

A slab lies between two heights. Along each height in it a zone holds as much of a box as its edges say, each
counted where it crosses, moved into the box: plus where the zone lies before it, minus where it lies behind.
Over a piece of an edge that place is a straight line with level ends, so its sum over the heights is exact.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.geometry.rows import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Boxes:
    """Upright boxes, each as high as its slab, from one place along the rows to another. [mm]."""

    slab: IntArray
    begin_mm: FloatArray
    stop_mm: FloatArray


@dataclass(frozen=True, slots=True)
class SlabPieces:
    """The pieces of a zone's edges in each slab, sorted by slab.

    Parameters
    ----------
    from_mm, to_mm
        (n, 2) ends of each piece: along the rows and across, the lower end first. [mm]
    sign
        1 where the zone lies before the piece, -1 where it lies behind.
    """

    slab: IntArray
    from_mm: FloatArray
    to_mm: FloatArray
    sign: FloatArray

    @classmethod
    def of(cls, edges: FloatArray, borders_mm: FloatArray) -> Self:
        """Return the pieces of ``edges``, (n, 4) with shells counterclockwise, between rising borders.

        All edges lie between the first and the last border.
        """
        is_up = edges[:, 1] < edges[:, 3]
        low = np.where(is_up[:, None], edges[:, :2], edges[:, 2:])
        high = np.where(is_up[:, None], edges[:, 2:], edges[:, :2])
        first = np.searchsorted(borders_mm, low[:, 1], side="right") - 1
        last = np.maximum(np.searchsorted(borders_mm, high[:, 1]) - 1, first)
        edge, slab = expanded(first, last + 1)
        height_mm = high[:, 1] - low[:, 1]
        slope = np.divide(high[:, 0] - low[:, 0], height_mm, out=np.zeros(len(edges)), where=height_mm > 0)
        from_mm, to_mm = low[edge], high[edge]
        for ends, cut, border_mm in (
            (from_mm, slab > first[edge], borders_mm[slab]),
            (to_mm, slab < last[edge], borders_mm[slab + 1]),
        ):
            there = edge[cut]
            ends[cut, 0] = low[there, 0] + (border_mm[cut] - low[there, 1]) * slope[there]
            ends[cut, 1] = border_mm[cut]
        order = np.argsort(slab, kind="stable")
        sign = np.where(is_up, 1.0, -1.0)[edge]
        return cls(slab[order], from_mm[order], to_mm[order], sign[order])

    def meeting(self, boxes: Boxes) -> tuple[IntArray, IntArray]:
        """Return every pair of a box and a piece in its slab, by their numbers."""
        first = np.searchsorted(self.slab, boxes.slab)
        return expanded(first, np.searchsorted(self.slab, boxes.slab, side="right"))

    def areas(self, boxes: Boxes) -> FloatArray:
        """Return how much of the zone lies in each box, as (n,) in mm2."""
        box, piece = self.meeting(boxes)
        width_mm = (boxes.stop_mm - boxes.begin_mm)[box]
        one_mm = self.from_mm[piece, 0] - boxes.begin_mm[box]
        other_mm = self.to_mm[piece, 0] - boxes.begin_mm[box]
        near_mm, far_mm = np.minimum(one_mm, other_mm), np.maximum(one_mm, other_mm)
        enter_mm, leave_mm = np.clip(near_mm, 0, width_mm), np.clip(far_mm, 0, width_mm)
        # what the place is in the mean: straight inside the box, all of its width beyond
        risen_mm2 = (leave_mm - enter_mm) * (leave_mm + enter_mm) / 2
        risen_mm2 += np.maximum(far_mm - np.maximum(near_mm, width_mm), 0) * width_mm
        run_mm = far_mm - near_mm
        mean_mm = np.divide(risen_mm2, run_mm, out=enter_mm, where=run_mm > 0)
        height_mm = self.sign[piece] * (self.to_mm[piece, 1] - self.from_mm[piece, 1])
        areas_mm2: FloatArray = np.bincount(box, height_mm * mean_mm, len(boxes.slab)).astype(np.float64)
        return areas_mm2


def expanded(first: IntArray, after: IntArray) -> tuple[IntArray, IntArray]:
    """Return each number ``first`` to ``after``, the last left out, with the index of its range before it."""
    count = after - first
    owner = np.repeat(np.arange(len(first)), count)
    return owner, np.arange(len(owner)) + np.repeat(first - (np.cumsum(count) - count), count)
