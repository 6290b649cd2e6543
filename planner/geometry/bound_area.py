"""The area-and-boundary bound: no convex area takes fewer discs than its area and its border ask for.

Kershner's density alone is no bound for a finite zone; this one, after Dowker and Fejes Toth, is. The theorem
and its proof stand in ``docs/geometry.md``: our proof, not yet reviewed. In units of the radius, for an area
that is in no single disc and whose part outside of some ``notches`` (discs) belongs to the zone,

    count >= (area + (6 - 2 kept - 3 notches) * SIDE + gain * border - price * (2 pi - turn kept)) / CELL

with the area and the border outside of the notches, for any choice of kept corners and any price >= 0 of a
turn for which ``gain`` is not negative. The area is convex or has few shallow bends: tried are the convex
hull, with a notch for all that it has too much, and an area inside the zone without its hollows. What is
written down here is checked by `bound_area_check`.
"""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.bound_area_check import CELL, SIDE, AreaCertificate, bound_value, ring_figures
from planner.geometry.bound_bends import ring_corners, turns
from planner.geometry.bound_shape import bent_area
from planner.geometry.rows import FloatArray

_MOST_KEPT = 8
_TURN_PRICES = np.linspace(0, 0.48, 13).tolist()
_FINER = (np.linspace(-0.036, 0.036, 13).tolist(), np.linspace(-0.005, 0.005, 11).tolist())
_COARSE = (80, 20)
_SAG_SHARES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_NOTCH_WIDER = 1 + 1e-9
_SAME_AREA = 1e-9
_LEAST_BENT = 40.0  # squared radii of area: below, weights and packings prove more
_MOST_GAIN = 0.1534  # a border's, where it does not turn at all
_BORDER_WORTH = 0.15  # about what a radius of border is worth beside a squared radius of area


def area_certificate(zone: BaseGeometry, reach_mm: float) -> AreaCertificate | None:
    """Return the certificate of the best area-and-boundary bound found, or ``None`` if there is none."""
    hull = zone.convex_hull
    if not isinstance(hull, Polygon) or hull.area == 0:
        return None
    areas = [ring_corners(shapely.get_coordinates(hull.exterior))]
    bent = bent_area(zone, reach_mm) if _is_worth_bending(zone, hull, reach_mm) else None
    areas += [] if bent is None else [bent]
    plain = [
        AreaCertificate(corners, notches, kept, 0.0)
        for corners in areas
        for notches in (_notches(zone, Polygon(corners), reach_mm),)
        for kept in _kept_corners(corners)
    ]
    priced = [_best_price(certificate, reach_mm) for certificate in plain]
    best, value = max(priced, key=lambda found: found[1])
    return best if math.isfinite(value) else None


def most_by_area(zone: BaseGeometry, reach_mm: float) -> int:
    """Return a count that no area-and-border bound of a zone is above: as if no turn of its border cost any.

    It is no bound, but tells at once where one is not worth asking for.
    """
    area, border = float(zone.area) / reach_mm**2, float(zone.length) / reach_mm
    return math.ceil((area + 6 * SIDE + _MOST_GAIN * border) / CELL)


def _is_worth_bending(zone: BaseGeometry, hull: Polygon, reach_mm: float) -> bool:
    """Return whether a zone is hollow somewhere, and large enough for this bound to be the best."""
    filled = shapely.union_all([Polygon(part.exterior) for part in polygons_of(zone)])
    return bool(filled.area < hull.area * (1 - _SAME_AREA) and filled.area > _LEAST_BENT * reach_mm**2)


def _best_price(plain: AreaCertificate, reach_mm: float) -> tuple[AreaCertificate, float]:
    """Return the certificate with its best price of a turn, and what it is worth."""
    figures = ring_figures(plain, reach_mm)

    def worth(price: float) -> float:
        return bound_value(figures, price, reach_mm, cells=_COARSE)

    best = max(_TURN_PRICES, key=worth)
    for steps in _FINER:
        best = max((max(best + step, 0.0) for step in steps), key=worth)
    return replace(plain, turn_price=best), worth(best)


def _kept_corners(corners: FloatArray) -> list[FloatArray]:
    """Return the choices of kept corners: none, the sharpest, the two sharpest and so on."""
    sharpest = np.argsort(-turns(corners), kind="stable")
    return [corners[sharpest[:count]] for count in range(min(_MOST_KEPT, len(corners)) + 1)]


def _notches(zone: BaseGeometry, hull: Polygon, reach_mm: float) -> FloatArray:
    """Return discs as (n, 3) x, y, radius: one for each part of the hull that is not in the zone."""
    parts = polygons_of(hull.difference(zone))
    discs = [_notch(part, zone, hull, reach_mm) for part in parts]
    return np.array(discs, dtype=np.float64).reshape(-1, 3)


def _notch(part: Polygon, zone: BaseGeometry, hull: Polygon, reach_mm: float) -> tuple[float, float, float]:
    """Return the disc round a missing part that takes least of the zone: a notch asks for a large disc."""
    corners = shapely.get_coordinates(part)
    on_hull = corners[shapely.distance(shapely.points(corners), hull.exterior) < 1e-6]
    centre = shapely.get_coordinates(shapely.minimum_bounding_circle(part).centroid)[0]
    centres = [centre]
    if len(on_hull) >= 2:
        centres += _centres_outside(part, on_hull)
    discs = [
        (float(x), float(y), float(np.hypot(*(corners - (x, y)).T).max()) * _NOTCH_WIDER) for x, y in centres
    ]
    return min(discs, key=lambda disc: _taken(disc, zone, hull, reach_mm))


def _centres_outside(part: Polygon, on_hull: FloatArray) -> list[FloatArray]:
    """Return centres ever farther out before the opening of a notch."""
    first, last = min(
        product(on_hull, on_hull), key=lambda ends: -float(np.hypot(*(np.array(ends[0]) - ends[1])))
    )
    opening = last - first
    width_mm = float(np.hypot(*opening))
    middle = (first + last) / 2
    outwards = np.array([opening[1], -opening[0]]) / max(width_mm, 1e-12)
    inner = shapely.get_coordinates(part.centroid)[0] - middle
    outwards = outwards if float(outwards @ inner) <= 0 else -outwards
    return [middle + share * width_mm * outwards for share in _SAG_SHARES]


def _taken(disc: tuple[float, float, float], zone: BaseGeometry, hull: Polygon, reach_mm: float) -> float:
    area = shapely.Point(disc[:2]).buffer(disc[2], quad_segs=64)
    return float(
        area.intersection(zone).area / reach_mm**2
        + _BORDER_WORTH * area.intersection(hull.exterior).length / reach_mm
    )
