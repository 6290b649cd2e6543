"""Where a zone is farthest from its centres: every place that can be a largest gap, exactly.

The distance to the nearest centre has its local maxima over a zone only (a) at a corner, (b) on an edge where
two centres are equally near, (c) inside where three are, at circumcentres of Delaunay triangles. All of them
are listed, each with its true distance, so that the greatest of these is the greatest of all.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest, delaunay_triangles
from planner.geometry.rows import FloatArray, ring_edges

_SAME = 1e-12  # two distances that differ by less than this share are one distance
_TIE_MM = 1e-9  # gaps that differ by less are equal: what is missing is rounding


def critical_points(centres: FloatArray, zone: BaseGeometry) -> tuple[FloatArray, FloatArray]:
    """Return all places of ``zone`` that can be farthest from ``centres``, and their distance to the nearest.

    Returns
    -------
    places, distances_mm
        (n, 2) and (n,); empty for an empty zone; distances are ``inf`` without centres. [mm]
    """
    edges = ring_edges(zone)
    known = _distinct(centres)
    if len(known) == 0 or len(edges) == 0:
        return edges[:, :2], np.full(len(edges), np.inf)
    tree = Nearest(known)
    inner = _inside(zone, _circumcentres(known)[0])
    places = np.concatenate([edges[:, :2], _equidistant_on_edges(edges, known, tree), inner])
    return places, tree.query(places)[0]


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
    border = np.concatenate([edges[:, :2], _equidistant_on_edges(edges, known, tree)])
    border_mm = tree.query(border)[0]
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
    first_square = np.einsum("ij,ij->i", first, first)
    second_square = np.einsum("ij,ij->i", second, second)
    x = (second[:, 1] * first_square - first[:, 1] * second_square) / twice_area
    y = (first[:, 0] * second_square - second[:, 0] * first_square) / twice_area
    return np.column_stack((x, y)) + corner, np.hypot(x, y)


def _equidistant_on_edges(edges: FloatArray, centres: FloatArray, tree: Nearest) -> FloatArray:
    """Return the places on edges where the nearest centre changes.

    Along an edge the squared distances to the centres differ by linear functions only, so which centre is
    nearest is a lower envelope of lines. It is found as quickhull finds a hull: where the two lines of a
    stretch's ends meet, either nothing is lower, and the stretch is done, or the lower one splits it in two.
    """
    start, step = edges[:, :2], edges[:, 2:] - edges[:, :2]
    edge = np.arange(len(edges))
    left, right = np.zeros(len(edges)), np.ones(len(edges))
    low, high = tree.query(start)[1], tree.query(edges[:, 2:])[1]
    found = [np.empty((0, 2))]
    while True:
        meet = _meeting(start[edge], step[edge], centres[low], centres[high])
        open_ = (low != high) & (meet > left) & (meet < right)
        edge, left, right, low, high, meet = (a[open_] for a in (edge, left, right, low, high, meet))
        if edge.size == 0:
            return np.concatenate(found)
        places = start[edge] + meet[:, None] * step[edge]
        found.append(places)
        distance_mm, nearest = tree.query(places)
        lower = (
            (nearest != low)
            & (nearest != high)
            & (distance_mm < np.hypot(*(places - centres[low]).T) * (1 - _SAME))
        )
        edge, left, right, low, high, meet, nearest = (
            a[lower] for a in (edge, left, right, low, high, meet, nearest)
        )
        edge = np.concatenate([edge, edge])
        left, right = np.concatenate([left, meet]), np.concatenate([meet, right])
        low, high = np.concatenate([low, nearest]), np.concatenate([nearest, high])


def _meeting(start: FloatArray, step: FloatArray, one: FloatArray, other: FloatArray) -> FloatArray:
    """Return at which share of each edge two centres are equally near; NaN if never."""
    apart = one - other
    slope = 2 * np.einsum("ij,ij->i", step, apart)
    level = np.einsum("ij,ij->i", -apart, 2 * start - one - other)
    meeting: FloatArray = np.divide(level, slope, out=np.full(len(slope), np.nan), where=slope != 0)
    return meeting
