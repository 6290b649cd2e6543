"""Rows of deposits that follow a narrow zone round its bends, two, three or more abreast.

A covering lattice wastes deposits on a strip that its rows do not fit. Of k staggered rows, deposits a mm
apart along each, the outer rows serve c = sqrt(r2 - a2/4) beyond themselves, and neighbours may stand r + c
apart; so k rows serve a width of (k - 1)(r + c) + 2 c, and the width says how far apart deposits may stand.
It is taken across the middle line from place to place, so the deposits close up where the strip is wide.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray, row_intervals
from planner.geometry.turning import turned

_CUTS_PER_RADIUS = 8
_MOST_ABREAST = 8
_KINDS = 2  # how many numbers of rows abreast are tried, the thriftiest first
_PHASES = (0.0, 0.5)
_LEAST_REACH, _MOST_REACH = 0.02, 0.97  # of c over the radius
_SPARED = (-1.0, 0.0, 0.6, 1.2)  # columns left out at the ends, or one more


@dataclass(frozen=True, slots=True)
class _Strip:
    """The middle line of a narrow zone, cut across its long axis: place, direction and width at each cut."""

    middle: FloatArray
    across: FloatArray
    width_mm: FloatArray
    along_mm: FloatArray


def curved_rows(zone: BaseGeometry, radius_mm: float) -> tuple[FloatArray, ...]:
    """Return deposits in rows along a narrow zone, in a few ways; none if it has no middle line.

    The ways differ in how many rows stand abreast and in how tightly they are spread: none is certain to
    cover, all are close to it.
    """
    strip, axis_deg = _strip_of(zone, radius_mm)
    if strip is None:
        return ()
    thrifty = sorted(
        (cost, abreast)
        for abreast in range(1, _MOST_ABREAST + 1)
        if math.isfinite(cost := _deposits_per_length(strip, abreast, radius_mm))
    )
    ways = dict.fromkeys(
        (abreast, phase, columns)
        for _, abreast in thrifty[:_KINDS]
        for phase in _PHASES
        for columns in _columns(strip, abreast, radius_mm)
    )
    return tuple(turned(_laid(strip, *way, radius_mm=radius_mm), axis_deg) for way in ways)


def _strip_of(zone: BaseGeometry, radius_mm: float) -> tuple[_Strip | None, float]:
    """Return the zone as a strip whose long axis is brought onto y, and the angle that brings it back."""
    corners = shapely.get_coordinates(zone.minimum_rotated_rectangle)
    if len(corners) < 4:
        return None, 0.0
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    along = first if np.hypot(*first) >= np.hypot(*second) else second
    axis_deg = round(math.degrees(math.atan2(along[1], along[0])) - 90, 6) % 180
    upright = affinity.rotate(zone, -axis_deg, origin=(0, 0))
    step_mm = radius_mm / _CUTS_PER_RADIUS
    rows = row_intervals(upright, step_mm, phase=0.5)
    if len(rows.row) < 4:
        return None, axis_deg
    row, first_of = np.unique(rows.row, return_index=True)
    low = np.minimum.reduceat(rows.start_mm, first_of)
    high = np.maximum.reduceat(rows.end_mm, first_of)
    middle = np.column_stack(((low + high) / 2, (row + 0.5) * step_mm))
    lean = np.gradient(middle[:, 0], middle[:, 1])
    length = np.hypot(1, lean)
    across = np.column_stack((1 / length, -lean / length))
    apart_mm = np.hypot(*np.diff(middle, axis=0).T)
    along_mm = np.concatenate([[0.0], np.cumsum(apart_mm)])
    return _Strip(middle, across, (high - low) / length, along_mm), axis_deg


def _apart_mm(strip: _Strip, abreast: int, radius_mm: float) -> tuple[FloatArray, FloatArray]:
    """Return c and a at every cut, both over the radius: what outer rows serve beyond, and how far apart."""
    reach = (strip.width_mm / radius_mm - (abreast - 1)) / (abreast + 1)
    clipped = np.clip(reach, _LEAST_REACH, _MOST_REACH)
    return reach, 2 * np.sqrt(1 - clipped**2)


def _deposits_per_length(strip: _Strip, abreast: int, radius_mm: float) -> float:
    """Return what so many rows cost; infinite if they are too few for the width at half of the cuts."""
    reach, apart = _apart_mm(strip, abreast, radius_mm)
    if np.median(reach) > _MOST_REACH:
        return math.inf
    return float((abreast / apart).mean())


def _columns_along(strip: _Strip, abreast: int, radius_mm: float) -> FloatArray:
    """Return how many columns lie before each cut, the columns as far apart as the width allows."""
    _, apart = _apart_mm(strip, abreast, radius_mm)
    pace = np.gradient(strip.along_mm) / (apart * radius_mm)
    return np.concatenate([[0.0], np.cumsum((pace[1:] + pace[:-1]) / 2)])


def _columns(strip: _Strip, abreast: int, radius_mm: float) -> list[int]:
    """Return how many columns to try: all that the length takes, or a few fewer, since the ends are round."""
    every = float(_columns_along(strip, abreast, radius_mm)[-1])
    return [max(math.ceil(every - spared), 1) for spared in _SPARED]


def _laid(strip: _Strip, abreast: int, phase: float, columns: int, *, radius_mm: float) -> FloatArray:
    """Return the deposits of so many rows, spread evenly from one end of the strip to the other."""
    reach, _ = _apart_mm(strip, abreast, radius_mm)
    column = _columns_along(strip, abreast, radius_mm)
    column *= columns / max(float(column[-1]), 1e-9)
    places = []
    for row in range(abreast):
        at = np.arange(columns + 1) + (phase + 0.5 * (row % 2)) % 1
        at = at[at <= columns]
        aside = (row - (abreast - 1) / 2) * (1 + np.clip(reach, _LEAST_REACH, _MOST_REACH)) * radius_mm
        line = strip.middle + aside[:, None] * strip.across
        places.append(np.column_stack([np.interp(at, column, line[:, axis]) for axis in (0, 1)]))
    return np.concatenate(places)
