"""The checker of the area-and-boundary bound: every number is worked out again from the certificate.

All roundings go against the bound: notches are taken larger, turns larger, the gain of the border smaller.
The symbols of the theorem (``docs/geometry.md``): `CELL` is phi(6), `SIDE` lambda, a turn's price kappa, the
border's gain mu.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.rows import FloatArray

CELL = 3 * math.sin(math.pi / 3)
"""Area of the regular hexagon in a disc of radius 1: what a disc among many serves at most."""

SIDE = math.sin(math.pi / 3) / 2 - math.pi / 12
"""What one more side adds to such a cell."""

_CELLS = (1500, 120)
_ANGLE_HAIR = 1e-9
_VALUE_HAIR = 1e-6
_WIDEST_TURN = 2.9  # well below pi, where caps would be without limit
_NOTCH_SEGS = 256


@dataclass(frozen=True, slots=True, eq=False)
class AreaCertificate:
    """The numbers of the bound: the convex hull, the notches cut from it, kept corners, the turn's price.

    ``hull`` is (n, 2) corners, ``notches`` (m, 3) x, y, radius, ``kept`` (k, 2) corners of the hull. [mm]
    """

    hull: FloatArray
    notches: FloatArray
    kept: FloatArray
    turn_price: float


@dataclass(frozen=True, slots=True)
class HullFigures:
    """What the theorem asks of a hull: area and border outside of the notches, counts, turns in radians."""

    area_mm2: float
    border_mm: float
    sides: int
    free_turn: float
    largest_turn: float


def area_bound(certificate: AreaCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the numbers prove necessary, or 0 if the certificate is false."""
    corners, kept = hull_corners(certificate.hull), certificate.kept
    price = certificate.turn_price
    if len(corners) < 3 or not math.isfinite(price) or price < 0:
        return 0
    if int(_is_kept(corners, kept).sum()) != len(kept):
        return 0
    if not _all_notches_hold(certificate, zone) or not _in_no_single_disc(certificate, reach_mm):
        return 0
    value = bound_value(hull_figures(certificate, reach_mm), price, reach_mm)
    return max(math.ceil(value - _VALUE_HAIR), 0) if math.isfinite(value) else 0


def hull_figures(certificate: AreaCertificate, reach_mm: float) -> HullFigures:
    """Return the figures of a certificate, whatever its price."""
    corners, notches = hull_corners(certificate.hull), certificate.notches
    area_mm2, border_mm = _outside_notches(Polygon(corners), notches)
    is_kept = _is_kept(corners, certificate.kept)
    return HullFigures(
        area_mm2=area_mm2,
        border_mm=border_mm,
        sides=6 - 2 * int(is_kept.sum()) - 3 * len(notches),
        free_turn=2 * math.pi - float(turns(corners)[is_kept].sum()) + _ANGLE_HAIR,
        largest_turn=_largest_turn_in_a_disc(corners, is_kept, reach_mm),
    )


def bound_value(
    figures: HullFigures, turn_price: float, reach_mm: float, *, cells: tuple[int, int] = _CELLS
) -> float:
    """Return the right-hand side of the theorem, rounded down; ``-inf`` where it does not apply."""
    gain = border_gain(turn_price, figures.largest_turn, cells=cells)
    if gain < 0:
        return -math.inf
    asked = figures.area_mm2 / reach_mm**2 + gain * figures.border_mm / reach_mm
    return (asked + figures.sides * SIDE - turn_price * figures.free_turn) / CELL


def border_gain(turn_price: float, largest_turn: float, *, cells: tuple[int, int] = _CELLS) -> float:
    """Return a lower limit of the gain per length of border, by interval arithmetic on a grid of cells."""
    if largest_turn > _WIDEST_TURN:
        return -math.inf
    angle = np.linspace(0, math.pi, cells[0] + 1)[:, None]
    turn = np.linspace(0, largest_turn, (cells[1] if largest_turn > 0 else 1) + 1)
    # a/4 - sin(a)/2 falls until pi/3 and rises after: its least value on a cell is at the place nearest to it
    lowest_at = np.clip(math.pi / 3, angle[:-1], angle[1:])
    level = lowest_at / 4 - np.sin(lowest_at) / 2 + 2 * SIDE + turn_price * turn[:-1]
    widest = np.sin(angle[1:] / 2)
    above = level * np.cos(turn[1:] / 2) - widest**2 * np.sin(turn[1:] / 2)
    return float((above / (2 * widest)).min()) - 1e-12 if above.min() >= 0 else -math.inf


def _largest_turn_in_a_disc(corners: FloatArray, is_kept: NDArray[np.bool_], reach_mm: float) -> float:
    """Return an upper limit of how much a border without kept corners turns inside one disc."""
    count = len(corners)
    turn = turns(corners)
    largest = 0.0
    for first in np.flatnonzero(~is_kept).tolist():
        run = (first + np.arange(count)) % count
        far = np.hypot(*(corners[run] - corners[first]).T) > 2 * reach_mm * (1 + 1e-9)
        ends = np.flatnonzero(far | is_kept[run])
        stop = int(ends[0]) if ends.size else count
        largest = max(largest, float(turn[run[:stop]].sum()))
    return largest + _ANGLE_HAIR if largest > 0 else 0.0


def turns(corners: FloatArray) -> FloatArray:
    """Return by how much the border of a convex area turns at each corner, in radians."""
    before, after = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn: FloatArray = np.abs(np.arctan2(cross, np.einsum("ij,ij->i", before, after)))
    return turn


def hull_corners(points: FloatArray) -> FloatArray:
    """Return the corners of the convex hull of points, in turn, each once."""
    hull = shapely.multipoints(points).convex_hull
    return shapely.get_coordinates(hull)[:-1] if isinstance(hull, Polygon) else np.empty((0, 2))


def _is_kept(corners: FloatArray, kept: FloatArray) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (corners[:, None] == kept).all(axis=2).any(axis=1)
    return found


def _all_notches_hold(certificate: AreaCertificate, zone: BaseGeometry) -> bool:
    """Return whether all of the hull that is not zone is in notches, each part in one of them."""
    notches = certificate.notches
    for part in polygons_of(Polygon(hull_corners(certificate.hull)).difference(zone)):
        corners = shapely.get_coordinates(part)
        apart_mm = np.hypot(*(corners[:, None] - notches[:, :2]).T)
        if not (apart_mm <= notches[:, 2:]).all(axis=1).any():
            return False
    return True


def _in_no_single_disc(certificate: AreaCertificate, reach_mm: float) -> bool:
    """Return whether neither a disc of the cover nor a notch can hold the whole hull."""
    corners, notches = certificate.hull, certificate.notches
    widest_mm = float(np.hypot(*(corners[:, None] - corners).T).max())
    apart_mm = np.hypot(*(corners[:, None] - notches[:, :2]).T)
    outside_each = (apart_mm > notches[:, 2:]).any(axis=1)
    return widest_mm > 2 * reach_mm and bool(outside_each.all())


def _outside_notches(hull: Polygon, notches: FloatArray) -> tuple[float, float]:
    """Return area and border of the hull outside of the notches, which are drawn a little too large."""
    wider = 1 / math.cos(math.pi / (4 * _NOTCH_SEGS)) * (1 + 1e-12)
    discs = shapely.buffer(shapely.points(notches[:, :2]), notches[:, 2] * wider, quad_segs=_NOTCH_SEGS)
    taken = shapely.union_all(discs)
    return float(hull.difference(taken).area), float(hull.exterior.difference(taken).length)
