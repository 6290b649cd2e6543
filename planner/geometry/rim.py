"""Passes along the rim: what rows leave out between their ends and the border of a region, served as well.

Rows stand half a spacing from the places between them. Where the border is oblique to the rows, or the next
row would lie outside, some of the region stays farther than half a spacing from every pass. A pass half-way
between two rows, at ``k * line_spacing_mm``, serves it; like the rows it belongs to the map, and no row moves
for it.
"""

import math
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import FloatArray, IntArray, RowIntervals
from planner.geometry.rows import row_intervals

_LEVELS = (
    1 / 16,
    3 / 16,
    5 / 16,
    7 / 16,
)  # of a spacing off the half-way row, to either side: there is looked
_BAND = 1 / 8  # of a spacing: how wide a band a level stands for, half of it to either side
_HAIR_MM = 1e-6  # nearer than this, lengths are equal: no tie may hang on rounding


@dataclass(frozen=True, slots=True)
class RimRows:
    """Stretches along the rim, and how wide a band each serves that no row does, in mm."""

    rows: RowIntervals
    adds_mm: FloatArray


def rim_rows(
    region: BaseGeometry,
    line_spacing_mm: float,
    rows: RowIntervals,
    least: tuple[float, float],
    direction_deg: float,
) -> RimRows:
    """Return the stretches at ``k * line_spacing_mm`` that serve what the rows leave out at the rim.

    Parameters
    ----------
    rows
        The stretches of the rows at ``(k + 1/2) * line_spacing_mm`` that are walked.
    least
        The shortest stretch that is worth a pass, in mm, and what it must add, in squares of the spacing.
    """
    least_mm, worth = least
    missed = [
        _missed(region, line_spacing_mm, rows, side * share * line_spacing_mm, direction_deg)
        for share in _LEVELS
        for side in (1, -1)
    ]
    row, start_mm, end_mm, missed_mm = (np.concatenate(column) for column in zip(*missed, strict=True))
    if row.size == 0:
        return RimRows(RowIntervals(row, start_mm, end_mm), missed_mm)
    order = np.lexsort((start_mm, row))
    row, start_mm, end_mm, missed_mm = row[order], start_mm[order], end_mm[order], missed_mm[order]
    first = _firsts(row, start_mm, end_mm, line_spacing_mm)
    missed_mm2 = np.add.reduceat(missed_mm, first) * _BAND * line_spacing_mm
    is_worth = missed_mm2 >= worth * line_spacing_mm * line_spacing_mm
    wanted = RowIntervals(
        row[first][is_worth],
        np.minimum.reduceat(start_mm, first)[is_worth],
        np.maximum.reduceat(end_mm, first)[is_worth],
    )
    short_mm = np.maximum(least_mm + _HAIR_MM - (wanted.end_mm - wanted.start_mm), 0) / 2
    wanted = RowIntervals(wanted.row, wanted.start_mm - short_mm, wanted.end_mm + short_mm)
    half_way = row_intervals(region, line_spacing_mm, direction_deg=direction_deg)
    rim = _where(wanted, half_way, both=True)
    rim = rim.only(rim.end_mm - rim.start_mm >= least_mm)
    adds_mm = missed_mm2[is_worth] / (wanted.end_mm - wanted.start_mm)
    return RimRows(rim, adds_mm[_holders(wanted, rim)])


def _holders(wanted: RowIntervals, parts: RowIntervals) -> IntArray:
    """Return which of some sorted stretches each part belongs to."""
    middle_mm = (parts.start_mm + parts.end_mm)[:, None] / 2
    is_begun = (wanted.row == parts.row[:, None]) & (wanted.start_mm <= middle_mm)
    holders: IntArray = ((wanted.row < parts.row[:, None]) | is_begun).sum(axis=1) - 1
    return holders


def left_out_mm2(
    region: BaseGeometry, line_spacing_mm: float, rows: RowIntervals, rim: RowIntervals, direction_deg: float
) -> float:
    """Return how much of a region lies farther than half a spacing from rows and rim passes.

    It is summed up along rows an eighth of a spacing apart.
    """
    left_out = [
        _left_out(region, line_spacing_mm, (rows, rim), side * share * line_spacing_mm, direction_deg)
        for share in _LEVELS
        for side in (1, -1)
    ]
    length_mm = sum(float((missed.end_mm - missed.start_mm).sum()) for missed in left_out)
    return length_mm * _BAND * line_spacing_mm


def _left_out(
    region: BaseGeometry,
    spacing_mm: float,
    passes: tuple[RowIntervals, RowIntervals],
    off_mm: float,
    direction_deg: float,
) -> RowIntervals:
    """Return what neither rows nor rim passes serve of the rows so far off those of the rim."""
    rows, rim = passes
    fine = row_intervals(region, spacing_mm, phase=off_mm / spacing_mm, direction_deg=direction_deg)
    served_mm, end_mm = _reach_mm(spacing_mm, spacing_mm / 2 - abs(off_mm)), _reach_mm(spacing_mm, off_mm)
    served_row = rows.row + (1 if off_mm < 0 else 0)  # the row above lies half a spacing before its number
    served = RowIntervals(
        np.concatenate([served_row, rim.row]),
        np.concatenate([rows.start_mm - served_mm, rim.start_mm - end_mm]),
        np.concatenate([rows.end_mm + served_mm, rim.end_mm + end_mm]),
    )
    return _where(fine, served, both=False)


def _missed(
    region: BaseGeometry, spacing_mm: float, rows: RowIntervals, off_mm: float, direction_deg: float
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
    """Return the half-way row of what no row serves at a level, a pass's begin and end there, its length.

    From either end as much is taken off as the round end of a pass serves beyond itself.
    """
    none = rows.only(np.zeros(rows.row.size, dtype=bool))
    missed = _left_out(region, spacing_mm, (rows, none), off_mm, direction_deg)
    middle_mm = (missed.start_mm + missed.end_mm) / 2
    end_mm = _reach_mm(spacing_mm, off_mm)
    return (
        missed.row,
        np.minimum(missed.start_mm + end_mm, middle_mm),
        np.maximum(missed.end_mm - end_mm, middle_mm),
        missed.end_mm - missed.start_mm,
    )


def _reach_mm(spacing_mm: float, off_mm: float) -> float:
    """Return how far along a pass its round end serves, that far off it."""
    return math.sqrt(spacing_mm * spacing_mm / 4 - off_mm * off_mm)


def _firsts(row: IntArray, start_mm: FloatArray, end_mm: FloatArray, spacing_mm: float) -> list[int]:
    """Return where sorted stretches begin anew: on another row, or after a gap of more than a spacing."""
    first, reached_mm = [0], end_mm[0]
    for number in range(1, row.size):
        if row[number] != row[number - 1] or start_mm[number] > reached_mm + spacing_mm + _HAIR_MM:
            first.append(number)
            reached_mm = end_mm[number]
        reached_mm = max(reached_mm, end_mm[number])
    return first


def _where(one: RowIntervals, other: RowIntervals, *, both: bool) -> RowIntervals:
    """Return the parts of ``one`` that ``other`` holds too, or if not ``both`` those it does not hold."""
    row = np.concatenate([one.row, one.row, other.row, other.row])
    x_mm = np.concatenate([one.start_mm, one.end_mm, other.start_mm, other.end_mm])
    in_one = np.repeat([1, -1, 0, 0], [one.row.size, one.row.size, other.row.size, other.row.size])
    in_other = np.repeat([0, 0, 1, -1], [one.row.size, one.row.size, other.row.size, other.row.size])
    order = np.lexsort((x_mm, row))
    row, x_mm = row[order], x_mm[order]
    held, shared = np.cumsum(in_one[order]) > 0, np.cumsum(in_other[order]) > 0
    begins = np.flatnonzero(held & (shared == both))
    start_mm, end_mm = x_mm[begins], x_mm[np.minimum(begins + 1, x_mm.size - 1)]
    kept = end_mm - start_mm > _HAIR_MM
    return RowIntervals(row[begins][kept], start_mm[kept], end_mm[kept])
