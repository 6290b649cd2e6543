"""Where a zone is farthest from its centres: every place that can be a largest gap, exactly.

The distance to the nearest centre has its local maxima over a zone only (a) at a corner, (b) on an edge where
two centres are equally near, (c) inside where three are, at circumcentres of Delaunay triangles. All of them
are listed, each with its true distance, so that the greatest of these is the greatest of all.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest, delaunay_triangles
from planner.geometry.rows import FloatArray, IntArray, ring_edges

_SAME = 1e-12  # two distances that differ by less than this share are one distance
_TIE_MM = 1e-9  # gaps that differ by less are equal: what is missing is rounding


def critical_points(centres: FloatArray, zone: BaseGeometry) -> tuple[FloatArray, FloatArray]:
    """Return all places of ``zone`` that can be farthest from ``centres``, and their distance to the nearest.

    Returns
    -------
    places, distances_mm
        (n, 2) and (n,); empty for an empty zone; distances are ``inf`` without centres. [mm]
    """
    return critical_points_of(centres, zone, ring_edges(zone))


def critical_points_of(
    centres: FloatArray, zone: BaseGeometry, edges: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return what `critical_points` returns, the edges of the zone being known already."""
    known = _distinct(centres)
    if len(known) == 0 or len(edges) == 0:
        return edges[:, :2], np.full(len(edges), np.inf)
    tree = Nearest(known)
    inner = _inside(zone, _circumcentres(known)[0])
    corners_mm, nearest = tree.query(edges[:, :2])
    between = _equidistant_on_edges(edges, known, tree, nearest)
    more = np.concatenate([between, inner])
    return np.concatenate([edges[:, :2], more]), np.concatenate([corners_mm, tree.query(more)[0]])


def farthest_places(centres: FloatArray, zone: BaseGeometry) -> tuple[FloatArray, float]:
    """Return the places of ``zone`` that are farthest from ``centres``, and how far they are, in mm.

    As `critical_points` has them, but only those circumcentres are looked at whose triangle leaves as much
    room as the worst place of the border: in a plan that serves its zone these are few.

    Returns
    -------
    places, distance_mm
        (n, 2); all places with ``inf`` without centres; none and 0 for an empty zone.
    """
    edges = ring_edges(zone)
    known = _distinct(centres)
    if len(known) == 0 or len(edges) == 0:
        return edges[:, :2], np.inf if len(edges) else 0.0
    tree = Nearest(known)
    corners_mm, nearest = tree.query(edges[:, :2])
    between = _equidistant_on_edges(edges, known, tree, nearest)
    border = np.concatenate([edges[:, :2], between])
    border_mm = np.concatenate([corners_mm, tree.query(between)[0]])
    middles, radii_mm = _circumcentres(known)
    roomy = _inside(zone, middles[radii_mm > border_mm.max() - _TIE_MM])
    places = np.concatenate([border, roomy])
    gaps_mm = np.concatenate([border_mm, tree.query(roomy)[0]])
    return places[gaps_mm >= gaps_mm.max() - _TIE_MM], float(gaps_mm.max())


def _distinct(centres: FloatArray) -> FloatArray:
    places = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    places = places[np.lexsort((places[:, 1], places[:, 0]))]
    return places[np.any(np.diff(places, axis=0, prepend=np.inf) != 0, axis=1)]


def _inside(zone: BaseGeometry, places: FloatArray) -> FloatArray:
    inside: FloatArray = places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]
    return inside


def _circumcentres(centres: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return centres and radii of the circles round the Delaunay triangles; none if all are on one line."""
    triangles = centres[delaunay_triangles(centres)]
    corner = triangles[:, 0]
    first, second = triangles[:, 1] - corner, triangles[:, 2] - corner
    twice_area = 2 * (first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])
    solid = np.abs(twice_area) > 1e-12
    corner, first, second, twice_area = corner[solid], first[solid], second[solid], twice_area[solid]
    first_square = first[:, 0] ** 2 + first[:, 1] ** 2
    second_square = second[:, 0] ** 2 + second[:, 1] ** 2
    x = (second[:, 1] * first_square - first[:, 1] * second_square) / twice_area
    y = (first[:, 0] * second_square - second[:, 0] * first_square) / twice_area
    return np.column_stack((x, y)) + corner, np.hypot(x, y)


def _equidistant_on_edges(
    edges: FloatArray, centres: FloatArray, tree: Nearest, nearest: IntArray
) -> FloatArray:
    """Return the places on edges where the nearest centre changes; ``nearest`` is that of each edge's start.

    Along an edge the squared distances to the centres differ by linear functions only, so which centre is
    nearest is a lower envelope of lines. It is found as quickhull finds a hull: where the two lines of a
    stretch's ends meet, either nothing is lower, and the stretch is done, or the lower one splits it in two.
    """
    ends = tree.query(edges[:, 2:])[1]
    edge = np.flatnonzero(nearest != ends)
    low, high = nearest[edge], ends[edge]
    left, right = np.zeros(len(edge)), np.ones(len(edge))
    found = [np.empty((0, 2))]
    while edge.size:
        start = edges[edge, :2]
        step = edges[edge, 2:] - start
        meet = _meeting(start, step, centres[low], centres[high])
        inner = (meet > left) & (meet < right)
        places = start[inner] + meet[inner, None] * step[inner]
        found.append(places)
        if len(places) == 0:
            break
        edge, low, high = edge[inner], low[inner], high[inner]
        left, right, meet = left[inner], right[inner], meet[inner]
        distance_mm, between = tree.query(places)
        away = places - centres[low]
        split = (
            (between != low)
            & (between != high)
            & (distance_mm < np.hypot(away[:, 0], away[:, 1]) * (1 - _SAME))
        )
        if not split.any():
            break
        edge, low, high, between = edge[split], low[split], high[split], between[split]
        left, right, meet = left[split], right[split], meet[split]
        edge = np.concatenate([edge, edge])
        left, right = np.concatenate([left, meet]), np.concatenate([meet, right])
        low, high = np.concatenate([low, between]), np.concatenate([between, high])
    return np.concatenate(found)


def _meeting(start: FloatArray, step: FloatArray, one: FloatArray, other: FloatArray) -> FloatArray:
    """Return at which share of each edge two centres are equally near; NaN if never."""
    apart = one - other
    slope = 2 * (step[:, 0] * apart[:, 0] + step[:, 1] * apart[:, 1])
    off = one + other - 2 * start
    level = apart[:, 0] * off[:, 0] + apart[:, 1] * off[:, 1]
    meeting: FloatArray = np.divide(level, slope, out=np.full(len(slope), np.nan), where=slope != 0)
    return meeting
