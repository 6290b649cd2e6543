"""Exact figures of a plan: areas of discs by circle arcs, the largest gap, areas of bands; never a raster.

The boundary of what discs cover inside a zone is made of circle arcs that lie in the zone and in no other
disc, and of stretches of the zone's own edges that some disc covers. Each of them adds
``1/2 * integral(x dy - y dx)``, and the sum is the area, exact but for rounding.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.circles import (
    Arcs,
    Chords,
    bare_arcs,
    covered_shares,
    cut_edges,
    edge_areas,
    edge_cuts,
    edges_counterclockwise,
    neighbour_cuts,
    together,
)
from planner.geometry.gaps import farthest_places
from planner.geometry.rows import FloatArray, IntArray, require_positive
from planner.geometry.spacing import sorted_without_twins


@dataclass(frozen=True, slots=True)
class ServedAreas:
    """What discs or bands serve, each place once, and what each of them serves, added up.

    Parameters
    ----------
    inside_mm2, outside_mm2
        Of the union, inside the zone and outside of it.
    summed_mm2
        Inside the zone, a place that two of them serve counting twice.
    """

    inside_mm2: float
    outside_mm2: float
    summed_mm2: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Discs and the edges of a zone, moved near the origin so that Green's terms stay small."""

    places: FloatArray
    radius_mm: float
    edges: FloatArray
    chords: Chords
    origin: FloatArray
    zone: BaseGeometry

    def holds(self, points: FloatArray) -> NDArray[np.bool_]:
        """Return which points lie in the zone."""
        x, y = (points + self.origin).T
        inside: NDArray[np.bool_] = shapely.contains_xy(self.zone, x, y)
        return inside

    def areas(self, arcs: Arcs) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return what each arc adds to an area, and which arcs lie in the zone."""
        middles = arcs.middles(self.places, self.radius_mm)
        return arcs.areas(self.places, self.radius_mm), self.holds(middles)


def served_by_discs(centres: FloatArray, radius_mm: float, zone: BaseGeometry) -> ServedAreas:
    """Return what discs serve inside ``zone`` and outside of it, exact but for rounding.

    Parameters
    ----------
    centres
        (n, 2) disc centres, in any order; one that comes twice counts twice in the sum only. [mm]
    """
    require_positive(radius_mm, "radius_mm")
    places, pairs = sorted_without_twins(centres, 2 * radius_mm)
    if len(places) == 0:
        return ServedAreas(0.0, 0.0, 0.0)
    frame = _frame(places, radius_mm, zone)
    inside_mm2, outside_mm2 = _union_areas(frame, pairs)
    each_mm2 = _single_areas(frame if len(places) == len(centres) else _frame(centres, radius_mm, zone))
    return ServedAreas(inside_mm2, outside_mm2, float(each_mm2.sum()))


def disc_union_areas(centres: FloatArray, radius_mm: float, zone: BaseGeometry) -> tuple[float, float]:
    """Return the area that discs cover inside ``zone`` and the area that they cover outside of it.

    Parameters
    ----------
    centres
        (n, 2) disc centres, in any order; a centre that comes twice does no harm. [mm]

    Returns
    -------
    (inside_mm2, outside_mm2)
        Areas of the union of all discs, exact to rounding. [mm2]
    """
    require_positive(radius_mm, "radius_mm")
    places, pairs = sorted_without_twins(centres, 2 * radius_mm)
    return _union_areas(_frame(places, radius_mm, zone), pairs) if len(places) else (0.0, 0.0)


def disc_areas_in_zone(centres: FloatArray, radius_mm: float, zone: BaseGeometry) -> FloatArray:
    """Return the area of each disc inside ``zone``, whatever the other discs cover, as (n,) in mm2.

    Their sum over the zone's area is the multiplicity: how often the mean place of the zone is served.
    """
    require_positive(radius_mm, "radius_mm")
    places = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    return _single_areas(_frame(places, radius_mm, zone)) if len(places) else np.empty(0)


def _frame(places: FloatArray, radius_mm: float, zone: BaseGeometry) -> _Frame:
    origin = places.mean(axis=0)
    edges = edges_counterclockwise(zone) - np.tile(origin, 2)
    moved = places - origin
    return _Frame(moved, radius_mm, edges, cut_edges(moved, radius_mm, edges), origin, zone)


def _union_areas(frame: _Frame, pairs: IntArray) -> tuple[float, float]:
    places, edges = frame.places, frame.edges
    cuts = together(edge_cuts(places, edges, frame.chords), neighbour_cuts(places, frame.radius_mm, pairs))
    areas, inside = frame.areas(bare_arcs(len(places), cuts))
    inside_mm2 = float(areas[inside].sum() + edge_areas(edges) @ covered_shares(frame.chords, len(edges)))
    return inside_mm2, max(float(areas.sum()) - inside_mm2, 0.0)


def _single_areas(frame: _Frame) -> FloatArray:
    """Return the area of each disc inside the zone; one that no edge cuts lies in it or out of it, whole."""
    cut, circle = np.unique(frame.chords.circle, return_inverse=True)
    whole = np.setdiff1d(np.arange(len(frame.places)), cut, assume_unique=True)
    single_mm2 = np.zeros(len(frame.places))
    single_mm2[whole] = math.pi * frame.radius_mm**2 * frame.holds(frame.places[whole])
    chords = replace(frame.chords, circle=circle)
    parted = replace(frame, places=frame.places[cut], chords=chords)
    arcs = bare_arcs(len(cut), edge_cuts(parted.places, frame.edges, chords))
    areas, inside = parted.areas(arcs)
    from_edges = edge_areas(frame.edges)[chords.edge] * (chords.leave - chords.enter)
    shares = np.concatenate([areas * inside, from_edges])
    single_mm2[cut] = np.bincount(np.concatenate([arcs.circle, circle]), shares, len(cut))
    return single_mm2


def largest_gap(centres: FloatArray, zone: BaseGeometry) -> tuple[float, FloatArray]:
    """Return the greatest distance from a place of ``zone`` to its nearest centre, and that place.

    Exact: the distance is greatest at a corner of the zone, on an edge where two centres are equally near, or
    where three are. Equal gaps are told apart by the least y, then x.

    Returns
    -------
    (gap_mm, where)
        ``inf`` without centres; 0 and NaN for an empty zone. ``where`` is (2,). [mm]
    """
    places, gap_mm = farthest_places(centres, zone)
    if len(places) == 0:
        return 0.0, np.full(2, np.nan)
    return gap_mm, places[np.lexsort((places[:, 0], places[:, 1]))[0]]
