"""Pictures of what `docs/geometry.md` proves: cells and caps, a bend, witnesses, a gap, a density."""

import math

import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon, affinity, box

from planner.drawing.theme import find_theme
from planner.evidence.marking import MARKING_SIGMA_MM
from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_area_check import AreaCertificate
from planner.geometry.bound_bends import turns
from planner.geometry.bound_packing import packing_certificate
from planner.geometry.contours import contours_over
from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.field import blurred_field
from planner.geometry.gaps import critical_points
from planner.geometry.graded import Gradient, graded_places
from planner.geometry.lattice import staggered_lattice
from planner.geometry.shepard import Known
from tools.geometry_marks import BLUE, INK, KEEP_OUT, RED, ZONE_STYLE, Style, areas, discs, picture, strokes
from tools.power_cells import BORDER, Cell, power_cells
from tools.svg_writing import text

SIZE_MM = (100, 60)
CELLS_SPREAD_MM = 9.0
CELLS_ZONE = (
    Point(34, 28)
    .buffer(24, quad_segs=9)
    .union(box(34, 4, 90, 52))
    .difference(Point(60, 27).buffer(6.5, quad_segs=16))
)
BENT_BAND = np.array([(96, 24), (50, 31), (4, 24), (4, 56), (96, 56)], dtype=np.float64)
BENT_REACH_MM = 18.0

_WORDS: Style = {"font_size": 2.8, "font_family": "sans-serif", "fill": INK}
_MIDDLED: Style = _WORDS | {"text_anchor": "middle"}
_REACH: Style = {"fill": BLUE, "fill_opacity": 0.07, "stroke": BLUE, "stroke_width": 0.2}
_RING: Style = {"fill": "none", "stroke": RED, "stroke_width": 0.5}
_DASHED: Style = {"stroke": RED, "stroke_width": 0.35, "stroke_dasharray": "1.2 0.8"}
_CELL_EDGE: Style = {"stroke": BLUE, "stroke_width": 0.35}


def cells_of_a_cover() -> tuple[AreaCertificate, np.ndarray, tuple[Cell, ...]]:
    """Return a certificate, the deposits of a cover, and the cells of these; those of notches come last."""
    spread_mm = CELLS_SPREAD_MM
    certificate = area_certificate(CELLS_ZONE, spread_mm)
    if certificate is None:
        raise ValueError("no area and border bound on the zone of the picture")
    places = fill_cover(CELLS_ZONE, CELLS_ZONE.buffer(spread_mm), np.empty((0, 2)), spread_mm, 0).points
    centres = np.concatenate([places, certificate.notches[:, :2]])
    radii_mm = [spread_mm] * len(places) + certificate.notches[:, 2].tolist()
    return certificate, places, power_cells(certificate.ring, centres, radii_mm, certificate.kept)


def cells_and_caps() -> str:
    """Return the cells of a cover, with s + b in each, and the caps between the border and its chords."""
    certificate, places, cells = cells_of_a_cover()
    own = [cell for cell in cells if cell.owner < len(places)]
    border = [side.places for cell in own for side in cell.on_border]
    caps = [Polygon(side) for side in border if len(side) > 2]
    inner = [side.places for cell in cells for side in cell.sides if side.beyond != BORDER]
    counted, most = (
        sum(cell.count for cell in own),
        6 * len(own) - 6 + 2 * len(certificate.kept) + 3 * len(certificate.notches),
    )
    middles = [cell.area.representative_point() for cell in own]
    return picture(
        SIZE_MM,
        [
            *areas(Polygon(certificate.ring), ZONE_STYLE),
            *(mark for x, y, radius_mm in certificate.notches.tolist() for mark in _notch(x, y, radius_mm)),
            *discs(places, CELLS_SPREAD_MM, _REACH),
            *areas(MultiPolygon(caps), {"fill": RED}),
            *strokes(*_ends(border), _DASHED),
            *strokes(*_ends(inner), _CELL_EDGE),
            *discs(places, 0.6, {"fill": INK}),
            *discs(certificate.kept, 1.3, _RING),
            *(
                text(str(cell.count), at.x, at.y + 4, **_MIDDLED)
                for cell, at in zip(own, middles, strict=True)
            ),
            text(
                f"{len(own)} discs; s + b comes to {counted} in all, at most 6n - 6 + 2K + 3H = {most}.",
                50,
                58,
                **_MIDDLED,
            ),
        ],
    )


def _notch(x_mm: float, y_mm: float, radius_mm: float) -> list[str]:
    return discs(np.array([[x_mm, y_mm]]), radius_mm, KEEP_OUT)


def _ends(lines: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([line[0] for line in lines]), np.array([line[-1] for line in lines])


def wedge_of_a_bend() -> str:
    """Return a bend with its wedge and its cones, and a cell that is in two parts there."""
    band = Polygon(BENT_BAND)
    bend = BENT_BAND[1]
    right, left = ((corner - bend) / np.hypot(*(corner - bend)) for corner in (BENT_BAND[0], BENT_BAND[2]))
    far_mm = 200.0
    wedge = Polygon([bend, bend + far_mm * right, bend + far_mm * left])
    cones = [
        Polygon([bend, bend - far_mm * one, bend + far_mm * other])
        for one, other in ((left, right), (right, left))
    ]
    disc = Point(50, 24).buffer(BENT_REACH_MM, quad_segs=64)
    line_mm = float(bend[1]) - 1.2
    cell = disc.intersection(box(0, 0, 100, line_mm))
    edges_at_bend = shapely.LineString(BENT_BAND[:3])
    cuts = shapely.get_coordinates(
        shapely.LineString([(0, line_mm), (100, line_mm)]).intersection(edges_at_bend)
    )
    degrees = math.degrees(-float(turns(BENT_BAND).min()))
    frame = box(0, 8, *SIZE_MM)
    faint: Style = {"fill": BLUE, "fill_opacity": 0.15}
    return picture(
        SIZE_MM,
        [
            *areas(wedge.intersection(frame), {"fill": "#e3e3e3"}),
            *areas(band, ZONE_STYLE),
            *(mark for cone in cones for mark in areas(cone.intersection(band), faint)),
            *areas(cell.intersection(band), {"fill": BLUE}),
            *areas(disc, {"fill": "none", "stroke": INK, "stroke_width": 0.3, "stroke_dasharray": "1 1"}),
            *strokes(np.array([[2, line_mm]]), np.array([[98, line_mm]]), _DASHED),
            *discs(cuts, 1.0, _RING),
            *discs(bend[None], 0.8, {"fill": INK}),
            text("w", 50, 35, **_MIDDLED),
            text("e", 98, line_mm - 1, **_MIDDLED),
            text("W", 50, 14, **_MIDDLED),
            text("cone", 12, 29, **_MIDDLED),
            text("cone", 88, 29, **_MIDDLED),
            text("P", 50, 52, **_MIDDLED),
            text(f"Here the bend turns by {degrees:.0f} degrees; 20 is the most.", 50, 5, **_MIDDLED),
        ],
    )


def witnesses_with_discs() -> str:
    """Return places no two of which one disc can serve, with the border of where a disc for each must be."""
    spread_mm = 8.0
    zone = Point(30, 28).buffer(20, quad_segs=24).union(box(30, 18, 88, 38))
    places = packing_certificate(zone, spread_mm).witnesses
    return picture(
        SIZE_MM,
        [
            *areas(zone, ZONE_STYLE),
            *discs(places, spread_mm, _REACH),
            *discs(places, 0.9, {"fill": INK}),
            text(f"{len(places)} places: no fewer than {len(places)} discs.", 70, 55, **_MIDDLED),
        ],
    )


def gap_and_candidates() -> str:
    """Return a lattice without one node, all places where its largest gap could be, and where it is."""
    zone = Point(42, 30).buffer(26, quad_segs=4).union(box(50, 17, 88, 45))
    nodes = staggered_lattice(zone, 12.0)
    left = np.delete(nodes, int(np.hypot(*(nodes - (50, 30)).T).argmin()), axis=0)
    candidates, _ = critical_points(left, zone)
    gap_mm, where = largest_gap(left, zone)
    return picture(
        SIZE_MM,
        [
            *areas(zone, ZONE_STYLE),
            *discs(candidates, 0.55, {"fill": "none", "stroke": BLUE, "stroke_width": 0.25}),
            *discs(left, 0.9, {"fill": INK}),
            *discs(
                where[None], gap_mm, {"fill": RED, "fill_opacity": 0.12, "stroke": RED, "stroke_width": 0.4}
            ),
            *discs(where[None], 0.8, {"fill": RED}),
            text(f"{gap_mm:.2f} mm", where[0] + 1.5, where[1] - 1, **_WORDS),
        ],
    )


def density_over_a_zone() -> str:
    """Return the bands and contours of a palpation map, and the drops whose spacing follows it."""
    zone = affinity.scale(Point(50, 30).buffer(1, quad_segs=24), 46, 27)
    points, values = np.array([[30.0, 24.0], [62.0, 40.0], [80.0, 22.0]]), (9.0, 5.0, 2.0)
    known = Known.of(points, values)
    field = blurred_field(known, zone.bounds, MARKING_SIGMA_MM, inner_mm=MARKING_SIGMA_MM)
    bands, contours = contours_over(field, zone)
    gradient = Gradient(known, least_mm=4.0, most_mm=9.0, sigma_mm=MARKING_SIGMA_MM, least_span=1.0)
    drops = graded_places(zone, gradient).points
    colours = find_theme(dark=False).levels
    lines = [contour.line.coords for contour in contours]
    thin: Style = {"stroke": "white", "stroke_width": 0.25}
    white: Style = {"fill": "white", "stroke": INK, "stroke_width": 0.2}
    return picture(
        SIZE_MM,
        [
            *(mark for band in bands for mark in areas(band.face, {"fill": colours[band.level]})),
            *(mark for line in lines for mark in strokes(np.array(line)[:-1], np.array(line)[1:], thin)),
            *discs(drops, 0.6, white),
            *discs(points, 2.4, {"fill": "white", "stroke": RED, "stroke_width": 0.6}),
            *(
                text(f"{value:g}", x, y + 1, **_MIDDLED)
                for (x, y), value in zip(points.tolist(), values, strict=True)
            ),
        ],
    )


PROOFS = {
    "cells": cells_and_caps,
    "bend": wedge_of_a_bend,
    "witnesses": witnesses_with_discs,
    "gap": gap_and_candidates,
    "density": density_over_a_zone,
}
