"""Areas: what is drawn, widened, bridged and cut, down to the zone that is treated."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.rows import FloatArray

GRID_MM = 0.01
"""Every corner of a zone lies on this grid. [mm]"""

_HAIR_MM = 2 * GRID_MM  # the grid moves a corner by at most 0.0071 mm: a hair keeps it off the limits
_CLEAR_MM = 6 * _HAIR_MM  # a mitre reaches five times as far as its buffer
_THINNEST_MM = 0.1  # a part thinner than this is a cutting artefact: no needle could hit it
_QUAD_SEGS = 16
_MITRE = 1.5  # right angles stay sharp (1.414), spikes do not reach far


@dataclass(frozen=True, slots=True)
class BuiltZone:
    """A treatment zone, and whether neither the outline nor what is excluded came near it."""

    area: MultiPolygon
    is_whole: bool


def polygons_of(geometry: BaseGeometry) -> tuple[Polygon, ...]:
    """Return the polygons in ``geometry``, however nested; points, lines and empty parts are left out."""
    parts = shapely.get_parts(geometry)
    nested = [part for part in parts if isinstance(part, shapely.GeometryCollection)]
    flat = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    return (*flat, *(polygon for part in nested for polygon in polygons_of(part)))


def united(geometries: Iterable[BaseGeometry]) -> MultiPolygon:
    """Return the union of areas, the same to the last bit in whatever order they come."""
    polygons = [polygon.normalize() for geometry in geometries for polygon in polygons_of(geometry)]
    union = shapely.union_all(sorted(polygons, key=shapely.to_wkb))
    return MultiPolygon(polygons_of(union)).normalize()


def outer_buffer(geometry: BaseGeometry, radius_mm: float) -> BaseGeometry:
    """Return ``geometry`` widened so that the result holds every place within ``radius_mm`` of it.

    A plain buffer is inscribed: its chords cut the true arcs. This one is wider by 1/cos(half a step), so
    that its chords touch them.
    """
    if radius_mm <= 0:
        return geometry
    return geometry.buffer(radius_mm / math.cos(math.pi / (4 * _QUAD_SEGS)), quad_segs=_QUAD_SEGS)


def closing(geometry: BaseGeometry, radius_mm: float) -> BaseGeometry:
    """Return ``geometry`` with gaps narrower than twice ``radius_mm`` bridged, straight borders in place.

    Widening and narrowing again (a morphological closing) is local and monotone, unlike a concave hull. The
    widening keeps corners sharp, so that the narrowing gives every corner back where it was; only corners
    that face each other may be bridged over a gap up to `_MITRE` times as wide. A corner blunter than the
    library's own tolerance may lose up to a hundredth of the radius; straight borders lose nothing.
    """
    if radius_mm <= 0 or _is_convex(geometry):
        return geometry
    widened = geometry.buffer(radius_mm, join_style="mitre", mitre_limit=_MITRE)
    return widened.buffer(-radius_mm, quad_segs=_QUAD_SEGS)


def mend_outline(points: FloatArray) -> tuple[Polygon, ...]:
    """Return all that a drawn closed outline encloses, as simple polygons; () if it encloses nothing.

    Parameters
    ----------
    points
        (n, 2) corners in drawing order; the last is joined to the first; repeats do no harm, and a corner
        that is no number is left out. [mm]
    """
    corners = _distinct_corners(points)
    if len(corners) < 3:
        return ()
    stroke = shapely.node(shapely.linestrings([*corners, corners[0]]))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(stroke)))
    return polygons_of(shapely.normalize(shapely.union_all(faces)))


def crosses_itself(points: FloatArray) -> bool:
    """Return whether a drawn closed outline meets itself; an outline that encloses nothing does not count."""
    corners = _distinct_corners(points)
    return len(corners) > 3 and not Polygon(corners).is_valid and bool(mend_outline(corners))


def build_zone(
    drawn: Sequence[Polygon],
    centres: FloatArray,
    margin_mm: float,
    bridge_mm: float,
    *,
    outline: BaseGeometry,
    excluded: BaseGeometry,
) -> BuiltZone:
    """Return the zone that is treated: areas and discs united, bridged and cut; empty if nothing is left.

    The zone lies strictly inside ``outline`` and strictly off ``excluded``, its corners are on the grid of
    `GRID_MM`, and any order of ``drawn`` and ``centres`` gives the same bytes. A mirrored input gives
    exactly the mirrored zone.

    Parameters
    ----------
    drawn
        Simple polygons.
    centres
        (n, 2) places to surround. [mm]
    margin_mm
        Radius of the disc round each centre; 0 adds none. [mm]
    bridge_mm
        Gaps narrower than this between neighbours are filled. [mm]
    outline, excluded
        Ground to stay inside of, and to stay off; exclusions come with their margins already added.
    """
    places = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    side = side_to_work_on(np.concatenate([places, shapely.get_coordinates([*drawn, outline, excluded])]))
    places = np.unique(places * side, axis=0)
    discs = outer_buffer(shapely.multipoints(places), margin_mm) if margin_mm > 0 else Polygon()
    shapes = sorted((on_side(polygon, side) for polygon in drawn), key=shapely.to_wkb)
    zone: BaseGeometry = closing(shapely.union_all([discs, *shapes]), bridge_mm / 2)
    outline, excluded = on_side(outline, side), on_side(excluded, side)
    is_whole = _is_clear(zone, outline, excluded)
    if not is_whole:
        zone = MultiPolygon(polygons_of(zone.intersection(_shrunk(outline, _HAIR_MM))))
        zone = zone.difference(_shrunk(excluded, -_HAIR_MM))
    zone = _on_grid(MultiPolygon([part for part in polygons_of(zone) if not _is_sliver(part)]))
    return BuiltZone(MultiPolygon(polygons_of(on_side(zone, side))), is_whole)


def _distinct_corners(points: FloatArray) -> FloatArray:
    corners = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    corners = corners[np.isfinite(corners).all(axis=1)]
    if len(corners) == 0:
        return corners
    differs = np.any(corners != np.roll(corners, 1, axis=0), axis=1)
    return corners[differs]


def _is_clear(zone: BaseGeometry, outline: BaseGeometry, excluded: BaseGeometry) -> bool:
    """Return whether a zone lies so far inside, and so far off, that shrinking takes nothing from it."""
    if not outline.contains(zone) or shapely.dwithin(outline.boundary, zone, _CLEAR_MM):
        return False
    return bool(excluded.is_empty or not shapely.dwithin(excluded, zone, _CLEAR_MM))


def _shrunk(geometry: BaseGeometry, by_mm: float) -> BaseGeometry:
    return geometry.buffer(-by_mm, join_style="mitre")


def _is_sliver(part: Polygon) -> bool:
    """Return whether a part is thinner than a needle's mark; no buffer is asked where area alone tells."""
    half_mm = _THINNEST_MM / 2
    return part.area <= half_mm * part.length and bool(part.buffer(-half_mm).is_empty)


def _on_grid(zone: MultiPolygon) -> MultiPolygon:
    """Return the zone with its corners on the grid: rounded, and noded only if rounding tangles it."""
    rounded = shapely.set_precision(zone, GRID_MM, mode="pointwise")
    rounded = shapely.remove_repeated_points(rounded)
    if not rounded.is_valid:
        rounded = shapely.set_precision(zone, GRID_MM)
    free = shapely.set_precision(rounded, 0)  # or every later overlay would snap to the grid as well
    return MultiPolygon(polygons_of(free))


def _is_convex(geometry: BaseGeometry) -> bool:
    hull = geometry.convex_hull
    return bool(hull.area - geometry.area <= 1e-9 * hull.area)
