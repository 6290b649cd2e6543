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
from planner.geometry.bound_bends import bends_hold, is_convex, ring_corners, sharpest_bend_rad, turns
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
    """The numbers of the bound: an area, the notches cut from it, kept corners, the turn's price.

    ``ring`` is (n, 2) corners of the area in turn, ``notches`` (m, 3) x, y, radius, ``kept`` (k, 2) of the
    corners. [mm]
    """

    ring: FloatArray
    notches: FloatArray
    kept: FloatArray
    turn_price: float


@dataclass(frozen=True, slots=True)
class RingFigures:
    """What the theorem asks of a ring: area and border outside of the notches, counts, turns in radians."""

    area_mm2: float
    border_mm: float
    sides: int
    free_turn: float
    largest_turn: float
    sharpest_bend_rad: float


def area_bound(certificate: AreaCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the numbers prove necessary, or 0 if the certificate is false."""
    corners, kept = ring_corners(certificate.ring), certificate.kept
    price = certificate.turn_price
    if len(corners) < 3 or not math.isfinite(price) or price < 0:
        return 0
    is_kept = _is_kept(corners, kept)
    if int(is_kept.sum()) != len(kept) or bool((turns(corners)[is_kept] < 0).any()):
        return 0
    if not _all_notches_hold(certificate, zone) or not _in_no_single_disc(certificate, reach_mm):
        return 0
    if not bends_hold(corners, reach_mm):
        return 0
    value = bound_value(ring_figures(certificate, reach_mm), price, reach_mm)
    return max(math.ceil(value - _VALUE_HAIR), 0) if math.isfinite(value) else 0


def ring_figures(certificate: AreaCertificate, reach_mm: float) -> RingFigures:
    """Return the figures of a certificate, whatever its price."""
    corners, notches = ring_corners(certificate.ring), certificate.notches
    area_mm2, border_mm = _outside_notches(Polygon(corners), notches)
    is_kept = _is_kept(corners, certificate.kept)
    turn = np.maximum(turns(corners), 0)
    return RingFigures(
        area_mm2=area_mm2,
        border_mm=border_mm,
        sides=6 - 2 * int(is_kept.sum()) - 3 * len(notches),
        free_turn=float(turn[~is_kept].sum()) + _ANGLE_HAIR,
        largest_turn=_largest_turn_in_a_disc(corners, is_kept, reach_mm),
        sharpest_bend_rad=sharpest_bend_rad(corners),
    )


def bound_value(
    figures: RingFigures, turn_price: float, reach_mm: float, *, cells: tuple[int, int] = _CELLS
) -> float:
    """Return the right-hand side of the theorem, rounded down; ``-inf`` where it does not apply."""
    gain = border_gain(turn_price, figures.largest_turn, cells=cells)
    gain = min(gain, border_gain(0.0, 0.0, cells=cells) * math.cos(figures.sharpest_bend_rad / 2))
    if gain < 0 or not _cells_on_both_sides_hold(figures.sharpest_bend_rad, gain):
        return -math.inf
    asked = figures.area_mm2 / reach_mm**2 + gain * figures.border_mm / reach_mm
    return (asked + figures.sides * SIDE - turn_price * figures.free_turn) / CELL


def _cells_on_both_sides_hold(bend_rad: float, gain: float) -> bool:
    """Return whether a cell in two parts, one on each side of a bend, serves no more than one in one part."""
    across = 2 / math.cos(bend_rad)
    return bend_rad * across**2 / 2 + gain * (2 + bend_rad) * across <= CELL - 6 * SIDE


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
    turn = np.maximum(turns(corners), 0)
    largest = 0.0
    for first in np.flatnonzero(~is_kept).tolist():
        run = (first + np.arange(count)) % count
        far = np.hypot(*(corners[run] - corners[first]).T) > 2 * reach_mm * (1 + 1e-9)
        ends = np.flatnonzero(far | is_kept[run])
        stop = int(ends[0]) if ends.size else count
        largest = max(largest, float(turn[run[:stop]].sum()))
    return largest + _ANGLE_HAIR if largest > 0 else 0.0


def _is_kept(corners: FloatArray, kept: FloatArray) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (corners[:, None] == kept).all(axis=2).any(axis=1)
    return found


def _all_notches_hold(certificate: AreaCertificate, zone: BaseGeometry) -> bool:
    """Return whether all of the area that is not zone is in notches, each part in one of them.

    The notches of an area with bends lie inside of it.
    """
    area, notches = Polygon(ring_corners(certificate.ring)), certificate.notches
    if not is_convex(area) and not all(area.contains(disc) for disc in _drawn(notches)):
        return False
    for part in polygons_of(area.difference(zone)):
        corners = shapely.get_coordinates(part)
        apart_mm = np.hypot(*(corners[:, None] - notches[:, :2]).T)
        if not (apart_mm <= notches[:, 2:]).all(axis=1).any():
            return False
    return True


def _in_no_single_disc(certificate: AreaCertificate, reach_mm: float) -> bool:
    """Return whether neither a disc of the cover nor a notch can hold the whole area."""
    corners, notches = ring_corners(certificate.ring), certificate.notches
    widest_mm = float(np.hypot(*(corners[:, None] - corners).T).max())
    apart_mm = np.hypot(*(corners[:, None] - notches[:, :2]).T)
    outside_each = (apart_mm > notches[:, 2:]).any(axis=1)
    return widest_mm > 2 * reach_mm and bool(outside_each.all())


def _outside_notches(area: Polygon, notches: FloatArray) -> tuple[float, float]:
    """Return area and border of an area outside of the notches, which are drawn a little too large."""
    taken = shapely.union_all(_drawn(notches))
    return float(area.difference(taken).area), float(area.exterior.difference(taken).length)


def _drawn(notches: FloatArray) -> NDArray[np.object_]:
    """Return the notches as areas a little too large."""
    wider = 1 / math.cos(math.pi / (4 * _NOTCH_SEGS)) * (1 + 1e-12)
    discs: NDArray[np.object_] = shapely.buffer(
        shapely.points(notches[:, :2]), notches[:, 2] * wider, quad_segs=_NOTCH_SEGS
    )
    return discs
