"""How much track passes along the rim may cost: what serves least by the millimetre is left out first."""

import itertools
import math

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import FloatArray, RowIntervals
from planner.geometry.rim import RimRows, left_out_mm2, rim_rows

_WORTHS = (0.07, 0.03)  # squares of the spacing: what a pass must add, or no needle goes in for it
_LONGEST = (1.1, 1.15, math.inf)  # of area by spacing: what all passes may come to
_LEFT_OUT = 0.015  # of the region may stay farther than half a spacing from all passes
_DECIMALS = 6  # what serves as much by the millimetre is shortened alike, or a mirrored plan would differ


def rim_passes(
    region: BaseGeometry, line_spacing_mm: float, rows: RowIntervals, least_mm: float, direction_deg: float
) -> RowIntervals:
    """Return the passes at ``k * line_spacing_mm`` that serve the rim, with as few punctures as will do.

    With the rows they serve 98.5 % of the region, if such passes can; and all passes come to a tenth more
    than area by spacing, if that is enough for it, or to 15 %. If it is not, none is shortened.

    Parameters
    ----------
    rows
        The stretches of the rows at ``(k + 1/2) * line_spacing_mm`` that are walked.
    least_mm
        The shortest stretch that is worth a pass. [mm]
    """
    ideal_mm, rows_mm = region.area / line_spacing_mm, float(_lengths(rows).sum())
    rim = rows.only(np.zeros(rows.row.size, dtype=bool))
    for worth, longest in itertools.product(_WORTHS, _LONGEST):
        whole = rim_rows(region, line_spacing_mm, rows, (least_mm, worth), direction_deg)
        rim = _within(whole, longest * ideal_mm - rows_mm, least_mm)
        if left_out_mm2(region, line_spacing_mm, rows, rim, direction_deg) <= _LEFT_OUT * region.area:
            break
    return rim


def _lengths(rows: RowIntervals) -> FloatArray:
    return rows.end_mm - rows.start_mm


def _within(rim: RimRows, most_mm: float, least_mm: float) -> RowIntervals:
    """Return the passes without those that add least by length; the last of these are only cut short."""
    length_mm = _lengths(rim.rows)
    excess_mm = length_mm.sum() - most_mm
    if excess_mm <= 0 or length_mm.size == 0:
        return rim.rows
    kind = np.unique(np.round(rim.adds_mm, _DECIMALS), return_inverse=True)[1]
    of_kind_mm = np.bincount(kind, weights=length_mm)
    share = np.clip((np.cumsum(of_kind_mm) - excess_mm) / of_kind_mm, 0, 1)
    off_mm = length_mm * (1 - share[kind]) / 2
    cut = RowIntervals(rim.rows.row, rim.rows.start_mm + off_mm, rim.rows.end_mm - off_mm)
    return cut.only(_lengths(cut) >= least_mm)
