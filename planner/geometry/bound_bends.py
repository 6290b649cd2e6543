"""When the area-and-border bound may be asked of an area that is not convex: its bends must be few and far.

A bend is a corner at which an area is hollow. The bound's proof needs that no disc of the cover meets two
bends, that no disc reaches from one place of the area to another across what lies outside, but for the
places on both sides of one bend, and that bends turn by little (``docs/geometry.md``, "Bends"). This is the
checker's part; `bound_shape` finds such areas.
"""

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from planner.geometry.areas import polygons_of
from planner.geometry.rows import FloatArray, IntArray

SPACED = 2.4
"""Bends are at least so many radii from each other and from the next corners of their area."""

MOST_BEND = 0.35
"""The most that an area may turn at a bend, in radians."""

_HAIR = 1e-6  # of the radius: nearer to an edge's line than this is on the line
_ARC_SEGS = 16


def turns(corners: FloatArray) -> FloatArray:
    """Return by how much a border turns at each corner, in radians: negative at a bend."""
    before, after = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.arctan2(cross, np.einsum("ij,ij->i", before, after))
    signed: FloatArray = turn if turn.sum() > 0 else -turn
    return signed


def ring_corners(ring: FloatArray) -> FloatArray:
    """Return the corners of a simple area, each once, against the clock; none if it is no such area.

    Those of a convex area are its hull's, so that rounding never takes a straight stretch for a bend.
    """
    area = Polygon(ring) if len(ring) >= 3 else Polygon()
    if area.is_empty or not area.is_valid or area.area == 0:
        return np.empty((0, 2))
    hull = area.convex_hull
    corners: FloatArray = shapely.get_coordinates(hull if is_convex(area) else area.exterior)[:-1]
    return corners if Polygon(corners).exterior.is_ccw else corners[::-1]


def is_convex(area: Polygon) -> bool:
    """Return whether an area has no bend; straight corners are none."""
    return bool(area.convex_hull.area - area.area <= 1e-12 * area.area)


def sharpest_bend_rad(corners: FloatArray) -> float:
    """Return how far the sharpest bend turns, in radians; 0 for a convex area."""
    return 0.0 if is_convex(Polygon(corners)) else float(-turns(corners).min())


def bends_hold(corners: FloatArray, reach_mm: float) -> bool:
    """Return whether the bends of an area (against the clock) are as the proof asks."""
    if is_convex(Polygon(corners)):
        return True
    is_bend = turns(corners) < 0
    if sharpest_bend_rad(corners) > MOST_BEND or not _are_spaced(corners, np.flatnonzero(is_bend), reach_mm):
        return False
    area = Polygon(corners)
    return all(_is_wide_outside(area, corners, is_bend, k, reach_mm) for k in range(len(corners)))


def _are_spaced(corners: FloatArray, bend: IntArray, reach_mm: float) -> bool:
    least_mm = SPACED * reach_mm
    places = corners[bend]
    apart_mm = np.hypot(*(places[:, None] - places).T) + np.diag(np.full(len(places), np.inf))
    neighbours = np.concatenate([corners[bend - 1], corners[(bend + 1) % len(corners)]])
    edges_mm = np.hypot(*(neighbours - np.concatenate([places, places])).T)
    return bool((apart_mm >= least_mm).all() and (edges_mm >= least_mm).all())


def _is_wide_outside(
    area: Polygon, corners: FloatArray, is_bend: NDArray[np.bool_], k: int, reach_mm: float
) -> bool:
    """Return whether a disc's width outside of an edge there is nothing but what its own bends lead to."""
    start, end = corners[k], corners[(k + 1) % len(corners)]
    along = (end - start) / np.hypot(*(end - start))
    outwards = np.array([along[1], -along[0]])
    far_mm = 2 * reach_mm * (1 + _HAIR)
    length_mm = float(np.hypot(*(end - start)))
    ends = ((k, -2 * far_mm * along), ((k + 1) % len(corners), 2 * far_mm * along))
    cones = [_cone(corners, end, onwards, _HAIR * reach_mm) for end, onwards in ends if is_bend[end]]
    outside = start + np.array(
        [
            -far_mm * along + _HAIR * reach_mm * outwards,
            (length_mm + far_mm) * along + _HAIR * reach_mm * outwards,
            (length_mm + far_mm) * along + far_mm * outwards,
            -far_mm * along + far_mm * outwards,
        ]
    )
    wider = 1 / math.cos(math.pi / (4 * _ARC_SEGS))
    near = shapely.buffer(shapely.linestrings([start, end]), far_mm * wider, quad_segs=_ARC_SEGS)
    found = area.intersection(Polygon(outside)).intersection(near).difference(shapely.union_all(cones))
    return not polygons_of(found)


def _cone(corners: FloatArray, k: int, onwards: FloatArray, hair_mm: float) -> Polygon:
    """Return what a bend leads to beyond the line of one of its edges."""
    here, neighbours = corners[k], np.array([corners[k - 1], corners[(k + 1) % len(corners)]])
    edges = (neighbours - here) / np.hypot(*(neighbours - here).T)[:, None]
    other = edges[int((edges @ onwards).argmax())] * float(np.hypot(*onwards))
    return Polygon([here, here + onwards, here + other]).buffer(hair_mm, join_style="mitre")
