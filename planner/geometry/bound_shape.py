"""Areas inside a zone to ask the area-and-border bound of: hollow stretches of the border made straight.

The bound wants an area whose bends are few, far apart and shallow (`bound_bends`). A hollow stretch of a
zone's border is cut away along a few tangents to what lies outside, which costs little where it is wide.
"""

import itertools

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.bound_bends import MOST_BEND, SPACED, ring_corners, turns
from planner.geometry.rows import FloatArray, IntArray

_MOST_CUTS = 12
_INSIDE = 1e-6  # of the radius: so far inside of the zone the area is kept, for the rounding of corners
_STRAIGHT = 1e-8  # of the radius: corners nearer to a straight stretch are rounding, and no bends
_DRAWN_IN = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)  # how far from the ends of a stretch the outer tangents touch it
_BORDER_WORTH = 0.15  # about what a radius of border is worth beside a squared radius of area
_LOST_WORTH = 4.0  # and about what cutting a radian of bends takes


def bent_area(zone: BaseGeometry, reach_mm: float) -> FloatArray | None:
    """Return the corners of a large area in ``zone``, its holes filled, whose bends the bound can bear."""
    area = _largest(zone)
    if area is None:
        return None
    area = _largest(Polygon(area.exterior).buffer(-_INSIDE * reach_mm, join_style="mitre"))
    for _ in range(_MOST_CUTS):
        if area is None:
            return None
        area = area.simplify(_STRAIGHT * reach_mm)
        corners = ring_corners(shapely.get_coordinates(area.exterior))
        run = _worst_run(corners, reach_mm)
        if run.size == 0:
            return corners
        before, area = area, _cut(area, corners, run, reach_mm)
        if area is not None and area.equals(before):
            return None
    return None


def _largest(geometry: BaseGeometry) -> Polygon | None:
    return max(polygons_of(geometry), key=lambda part: part.area, default=None)


def _is_borne(corners: FloatArray, reach_mm: float) -> NDArray[np.bool_]:
    """Return which corners are none, or bends as shallow and as far from their neighbours as is asked."""
    turn = turns(corners)
    edges_mm = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    far = np.minimum(edges_mm, np.roll(edges_mm, 1)) >= SPACED * reach_mm
    borne: NDArray[np.bool_] = (turn >= 0) | (far & (turn >= -MOST_BEND))
    return borne


def _worst_run(corners: FloatArray, reach_mm: float) -> IntArray:
    """Return the numbers of a run of bends that turns most among those with a bend that is not borne."""
    if len(corners) == 0:
        return np.empty(0, dtype=np.int64)
    turn, borne = turns(corners), _is_borne(corners, reach_mm)
    if borne.all():
        return np.empty(0, dtype=np.int64)
    first = int(np.flatnonzero(turn >= 0)[0])
    order = (first + np.arange(len(corners))) % len(corners)
    hollow = turn[order] < 0
    runs = np.split(order, np.flatnonzero(np.diff(hollow.astype(np.int64))) + 1)
    bad = [run for run in runs if turn[run[0]] < 0 and not borne[run].all()]
    return min(bad, key=lambda run: float(turn[run].sum()))


def _cut(area: Polygon, corners: FloatArray, run: IntArray, reach_mm: float) -> Polygon | None:
    """Return the area without what lies beyond the best tangents to a run of bends."""
    tries = []
    for lines in _tangents(corners, run):
        left = _beyond_cut(area, corners[run], lines)
        if left is not None:
            tries.append((_worth(left, reach_mm), left))
    return max(tries, key=lambda found: found[0])[1] if tries else None


def _worth(area: Polygon, reach_mm: float) -> float:
    """Return about what an area is worth; what it still has of bends that are not borne is cut, and lost."""
    corners = ring_corners(shapely.get_coordinates(area.exterior))
    unborne = np.flatnonzero(~_is_borne(corners, reach_mm))
    lost = float(np.minimum(turns(corners)[unborne], 0).sum())
    return float(area.area / reach_mm**2 + _BORDER_WORTH * area.length / reach_mm) + _LOST_WORTH * lost


def _tangents(corners: FloatArray, run: IntArray) -> list[list[tuple[FloatArray, FloatArray]]]:
    """Return choices of tangents to a run, each as a corner it touches and its direction along the border."""
    count = len(corners)
    edges = np.append(run, (run[-1] + 1) % count)
    steps = corners[edges] - corners[edges - 1]
    heading = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    start, end = float(heading[0]), float(heading[-1])
    fewest = int(np.ceil((start - end) / MOST_BEND)) + 1
    choices = []
    for first, last, number in itertools.product(_DRAWN_IN, _DRAWN_IN, range(1, fewest + 1)):
        at = np.linspace(start + first * (end - start), end - last * (end - start), number)
        touched = [int(np.searchsorted(-heading, -angle)) for angle in at]
        choices.append(
            [
                (corners[run[min(max(k - 1, 0), len(run) - 1)]], np.array([np.cos(angle), np.sin(angle)]))
                for k, angle in zip(touched, at.tolist(), strict=True)
            ]
        )
    return choices


def _beyond_cut(area: Polygon, run: FloatArray, lines: list[tuple[FloatArray, FloatArray]]) -> Polygon | None:
    """Return the largest part of an area once what is beyond all the lines, next to the run, is gone."""
    far_mm = 2 * float(np.hypot(area.bounds[2] - area.bounds[0], area.bounds[3] - area.bounds[1]))
    beyond: BaseGeometry = Point(run[0]).buffer(far_mm)
    for place, along in lines:
        outwards = np.array([along[1], -along[0]])
        corners = [
            place - far_mm * along,
            place + far_mm * along,
            place + far_mm * (along + 2 * outwards),
            place + far_mm * (2 * outwards - along),
        ]
        beyond = beyond.intersection(Polygon(corners))
    bits = polygons_of(area.intersection(beyond))
    touching = [bit for bit in bits if bit.distance(shapely.multipoints(run)) < 1e-9 * far_mm]
    return _largest(area.difference(MultiPolygon(touching))) if touching else area
