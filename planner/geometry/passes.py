"""Parallel passes through a region: rows split into strokes and walked back and forth.

Rows belong to the body map, not to the region: they stand half a line spacing from the map's origin and
then one line spacing apart, at ``(k + 1/2) * line_spacing_mm``. So a pass stays where it is while the region
grows, the rows are their own mirror image in x and in y, and none runs along a border drawn at a multiple of
the line spacing: a 70 x 60 mm zone from y 400 to y 460 gets, at 5 mm, the 12 rows y = 402.5 ... 457.5.
Counts that include a line on *both* borders have one more.
"""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import RowIntervals
from planner.geometry.insertion import put_in
from planner.geometry.rim_track import rim_passes
from planner.geometry.rows import (
    FloatArray,
    IntArray,
    fan_of_row_intervals,
    require_positive,
    row_intervals,
)
from planner.geometry.turning import turned
from planner.geometry.walk import BY_THE_MAP, RowWalk

_PHASE = 0.5
_WHOLE = 1e-12  # a row of exactly two longest strokes is two strokes, whatever its last bit


@dataclass(frozen=True, slots=True)
class PassSegments:
    """Strokes in walking order, and the rests too short to be one; each array is (n, 2), in mm."""

    start: FloatArray
    end: FloatArray
    withheld_start: FloatArray
    withheld_end: FloatArray


def parallel_passes(
    region: BaseGeometry,
    line_spacing_mm: float,
    *,
    max_stroke_mm: float,
    min_stroke_mm: float,
    direction_deg: float = 0.0,
    walk: RowWalk = BY_THE_MAP,
    along_rim: bool = False,
) -> PassSegments:
    """Return strokes along parallel rows strictly inside ``region``, walked back and forth.

    A row is split where it leaves the region, and then into the fewest equal strokes not longer than
    ``max_stroke_mm``. Rows run back and forth as ``walk`` says. In a mirrored region the same strokes come
    mirrored, as a set without directions: by the map each row keeps its own.

    Parameters
    ----------
    line_spacing_mm
        Distance between rows, > 0. [mm]
    max_stroke_mm
        Longest stroke, > 0. [mm]
    min_stroke_mm
        A stretch of a row shorter than this is withheld and returned apart. [mm]
    direction_deg
        Angle of the rows from the x axis towards the y axis. [deg]
    along_rim
        Whether passes half-way between two rows serve what the rows leave out at the rim; each is put in
        where it lengthens the way of the hand least.
    """
    require_positive(max_stroke_mm, "max_stroke_mm")
    rows = row_intervals(region, line_spacing_mm, phase=_PHASE, direction_deg=direction_deg)
    long_enough = rows.end_mm - rows.start_mm >= min_stroke_mm
    kept, short = rows.only(long_enough), rows.only(~long_enough)
    strokes = _split(_walked(kept, walk), max_stroke_mm)
    withheld = _walked(short, BY_THE_MAP)

    def placed(row: IntArray, phase: float, along_mm: FloatArray) -> FloatArray:
        across_mm = (row.astype(np.float64) + phase) * line_spacing_mm
        return turned(np.column_stack((along_mm, across_mm)), direction_deg)

    start = placed(strokes.row, _PHASE, strokes.from_mm)
    end = placed(strokes.row, _PHASE, strokes.to_mm)
    if along_rim:
        added = rim_passes(region, line_spacing_mm, kept, min_stroke_mm, direction_deg)
        rim = _split(_walked(added, walk), max_stroke_mm)
        start, end = put_in(start, end, placed(rim.row, 0.0, rim.from_mm), placed(rim.row, 0.0, rim.to_mm))
    return PassSegments(
        start=start,
        end=end,
        withheld_start=placed(withheld.row, _PHASE, withheld.from_mm),
        withheld_end=placed(withheld.row, _PHASE, withheld.to_mm),
    )


def direction_with_fewest_passes_deg(
    region: BaseGeometry, line_spacing_mm: float, *, max_stroke_mm: float, min_stroke_mm: float
) -> float:
    """Return the whole angle, above -90 and up to 90 degrees, whose rows take the fewest strokes.

    Ties go to the angle nearest 0 (rows across), then of two opposite angles to the one that leaves less
    withheld, then to the side of the region's centroid; so a mirrored region gets the mirrored angle, unless
    the region is its own mirror image and two opposite angles are best.
    """
    require_positive(max_stroke_mm, "max_stroke_mm")
    side = 1 if region.is_empty or region.centroid.x >= 0 else -1
    angles_deg = np.arange(-89, 91)
    which, rows = fan_of_row_intervals(region, line_spacing_mm, angles_deg.tolist(), phase=_PHASE)
    length_mm = rows.end_mm - rows.start_mm
    kept = length_mm >= min_stroke_mm
    of_stretch = np.where(kept, _stroke_counts(length_mm, max_stroke_mm), 0)
    strokes = np.bincount(which, weights=of_stretch, minlength=angles_deg.size)

    def cost(number: int) -> tuple[float, int, float, int]:
        angle_deg, withheld = int(angles_deg[number]), (which == number) & ~kept
        return strokes[number], abs(angle_deg), round(float(length_mm[withheld].sum()), 6), -side * angle_deg

    fewest = np.flatnonzero(strokes == strokes.min()).tolist()
    return float(angles_deg[min(fewest, key=cost)])


@dataclass(frozen=True, slots=True)
class _Strokes:
    """Strokes on numbered rows, in walking order, along the rows."""

    row: IntArray
    from_mm: FloatArray
    to_mm: FloatArray


def _walked(rows: RowIntervals, walk: RowWalk) -> _Strokes:
    """Return the stretches as they are walked."""
    order = walk.order(rows.row)
    start_mm, end_mm = rows.start_mm[order], rows.end_mm[order]
    backwards = walk.backwards(rows.row)[order]
    return _Strokes(
        rows.row[order], np.where(backwards, end_mm, start_mm), np.where(backwards, start_mm, end_mm)
    )


def _split(strokes: _Strokes, max_stroke_mm: float) -> _Strokes:
    """Return the strokes, each split into the fewest equal ones that are not too long."""
    count = _stroke_counts(strokes.to_mm - strokes.from_mm, max_stroke_mm)
    done = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    step_mm = np.repeat((strokes.to_mm - strokes.from_mm) / count, count)
    from_mm = np.repeat(strokes.from_mm, count)
    return _Strokes(np.repeat(strokes.row, count), from_mm + step_mm * done, from_mm + step_mm * (done + 1))


def _stroke_counts(length_mm: FloatArray, max_stroke_mm: float) -> IntArray:
    """Return into how many equal strokes each stretch is split; at least one."""
    return np.maximum(np.ceil(np.abs(length_mm) / max_stroke_mm - _WHOLE), 1).astype(np.int64)
