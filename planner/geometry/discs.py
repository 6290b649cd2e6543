"""Exact figures of a plan: areas of discs by circle arcs, the largest gap, areas of bands; never a raster.

The boundary of what discs cover inside a zone is made of circle arcs that lie in the zone and in no other
disc, and of stretches of the zone's own edges that some disc covers. Each of them adds
``1/2 * integral(x dy - y dx)``, and the sum is the area, exact but for rounding.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.circles import (
    covered_shares,
    cut_circles,
    cut_edges,
    edge_areas,
    edges_counterclockwise,
)
from planner.geometry.gaps import critical_points
from planner.geometry.rows import FloatArray, require_positive
from planner.geometry.spacing import without_twins


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
    places = without_twins(centres)
    if len(places) == 0:
        return 0.0, 0.0
    origin = places.mean(axis=0)  # near the figures, so that Green's terms stay small
    edges = edges_counterclockwise(zone) - np.tile(origin, 2)
    places = places - origin
    chords = cut_edges(places, radius_mm, edges)
    arcs = cut_circles(places, radius_mm, edges, chords, neighbours=True)
    areas = arcs.areas(places, radius_mm)
    bare = arcs.covered_by == 0
    middles = arcs.middles(places, radius_mm) + origin
    inner = bare & shapely.contains_xy(zone, middles[:, 0], middles[:, 1])
    inside_mm2 = float(areas[inner].sum() + edge_areas(edges) @ covered_shares(chords, len(edges)))
    return inside_mm2, max(float(areas[bare].sum()) - inside_mm2, 0.0)


def disc_areas_in_zone(centres: FloatArray, radius_mm: float, zone: BaseGeometry) -> FloatArray:
    """Return the area of each disc inside ``zone``, whatever the other discs cover, as (n,) in mm2.

    Their sum over the zone's area is the multiplicity: how often the mean place of the zone is served.
    """
    require_positive(radius_mm, "radius_mm")
    places = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    if len(places) == 0:
        return np.empty(0)
    origin = places.mean(axis=0)
    edges = edges_counterclockwise(zone) - np.tile(origin, 2)
    places = places - origin
    chords = cut_edges(places, radius_mm, edges)
    arcs = cut_circles(places, radius_mm, edges, chords, neighbours=False)
    middles = arcs.middles(places, radius_mm) + origin
    inner = shapely.contains_xy(zone, middles[:, 0], middles[:, 1])
    from_edges = edge_areas(edges)[chords.edge] * (chords.leave - chords.enter)
    shares = np.concatenate([arcs.areas(places, radius_mm) * inner, from_edges])
    return np.bincount(np.concatenate([arcs.circle, chords.circle]), shares, len(places)).astype(np.float64)


def largest_gap(centres: FloatArray, zone: BaseGeometry) -> tuple[float, FloatArray]:
    """Return the greatest distance from a place of ``zone`` to its nearest centre, and that place.

    Exact: the distance is greatest at a corner of the zone, on an edge where two centres are equally near, or
    where three are. Equal gaps are told apart by the least y, then x.

    Returns
    -------
    (gap_mm, where)
        ``inf`` without centres; 0 and NaN for an empty zone. ``where`` is (2,). [mm]
    """
    places, gaps_mm = critical_points(centres, zone)
    if len(places) == 0:
        return 0.0, np.full(2, np.nan)
    gap_mm = float(gaps_mm.max())
    ties = places[gaps_mm >= gap_mm - 1e-9] if np.isfinite(gap_mm) else places
    return gap_mm, ties[np.lexsort((ties[:, 0], ties[:, 1]))[0]]


def band_areas(
    start: FloatArray, end: FloatArray, half_width_mm: float, zone: BaseGeometry
) -> tuple[float, float]:
    """Return the area that straight bands cover inside ``zone`` and the area that they cover outside of it.

    Parameters
    ----------
    start, end
        (n, 2) ends of the middle line of each band; a band ends flat. [mm]

    Returns
    -------
    (inside_mm2, outside_mm2)
        Areas of the union of all bands. [mm2]
    """
    require_positive(half_width_mm, "half_width_mm")
    along = np.asarray(end, dtype=np.float64) - start
    length_mm = np.hypot(along[:, 0], along[:, 1])
    kept = length_mm > 0
    across = along[kept][:, ::-1] * (-1, 1) * (half_width_mm / length_mm[kept])[:, None]
    corners = [start[kept] + across, end[kept] + across, end[kept] - across, start[kept] - across]
    union = shapely.union_all(shapely.polygons(np.stack(corners, axis=1)))
    inside_mm2 = float(union.intersection(zone).area)
    return inside_mm2, max(float(union.area) - inside_mm2, 0.0)
