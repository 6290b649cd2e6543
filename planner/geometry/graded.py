"""Places whose spacing follows a field: denser where it is high, exactly as many as asked, in the zone."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.field import blurred_field
from planner.geometry.ground import Ground
from planner.geometry.hilbert import hilbert_order
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.nearest import Nearest
from planner.geometry.relax import pushed_apart, relaxed
from planner.geometry.rows import FloatArray
from planner.geometry.shepard import Known
from planner.geometry.wanted import Wanted, count_over, range_over, scaled_to, squares, wanted_over

_SQUARES_PER_SPACING = 3
_BENDS = (1.0, 0.5)  # how much of the gradient a held count is tried with before it is given up
_VALUES_APART_MM = 1e5  # tells values apart where only places are compared


@dataclass(frozen=True, slots=True)
class Gradient:
    """How spacing follows what is known.

    Parameters
    ----------
    least_mm, most_mm
        The spacing where the field is highest, and where it is lowest. [mm]
    sigma_mm
        Blur of what is known. [mm]
    least_span
        The difference of values from which the whole range of spacings is used.
    alike_mm
        Spacings that differ by less are the same: then there is nothing to grade by.
    """

    known: Known
    least_mm: float
    most_mm: float
    sigma_mm: float
    least_span: float
    alike_mm: float = 0.0

    def is_flat(self, range_mm: tuple[float, float]) -> bool:
        """Tell whether the smallest and the largest spacing that are wanted are the same."""
        return range_mm[1] - range_mm[0] < self.alike_mm


@dataclass(frozen=True, slots=True)
class Graded:
    """Graded places, and the smallest and largest spacing that was wanted of them.

    ``bend`` is the part of the gradient that there was room for: 1 for all, 0 for none.
    ``is_even`` tells that the places are those of the even plan, for want of room or of a gradient.
    """

    points: FloatArray
    finest_mm: float
    widest_mm: float
    bend: float = 1.0
    is_even: bool = False


_NO_PLACES = np.empty((0, 2))


def graded_places(
    zone: BaseGeometry, gradient: Gradient, *, even: FloatArray | None = None, fixed: FloatArray = _NO_PLACES
) -> Graded:
    """Return places strictly inside ``zone``, none nearer to another than the least spacing.

    Same input, same bytes; any order of what is known gives the same bytes; a mirrored input gives the
    mirrored places unless it is its own mirror image.

    Parameters
    ----------
    even
        Places of an even plan: if given, exactly as many are returned, and these very ones if there is no
        gradient, or if so many cannot be graded at the least spacing.
    fixed
        (n, 2) places that are taken: they push but do not move, and are not among those returned. [mm]
    """
    side = side_to_work_on(_corners(zone, gradient.known, fixed))
    zone_here = on_side(zone, side)
    taken = np.unique(fixed * side, axis=0)
    wanted = _wanted(zone_here, replace(gradient, known=gradient.known.on_side(side)))
    if even is None:
        count = max(round(count_over(zone_here, wanted)), 1)
        points = _placed(zone_here, wanted, count, taken)
        return Graded(points * side, *range_over(zone_here, wanted))
    count = len(even) + len(fixed)
    asked = (scaled_to(zone_here, wanted, count) if len(even) else None) or wanted
    if gradient.is_flat(range_over(zone_here, asked)):
        return Graded(even, *range_over(zone_here, asked), is_even=True)
    for bend in _BENDS if len(even) else ():
        bent = replace(wanted, most_mm=wanted.least_mm * (wanted.most_mm / wanted.least_mm) ** bend)
        scaled = scaled_to(zone_here, bent, count)
        if scaled is None:
            break
        points = _placed(zone_here, scaled, count, taken)
        if len(points) == len(even):
            return Graded(points * side, *range_over(zone_here, scaled), bend)
    return Graded(even, *range_over(zone_here, wanted), bend=0.0, is_even=True)


def _wanted(zone: BaseGeometry, gradient: Gradient) -> Wanted:
    sigma_mm = gradient.sigma_mm
    field = blurred_field(gradient.known, zone.bounds, sigma_mm, inner_mm=sigma_mm)
    return wanted_over(zone, field, gradient.least_mm, gradient.most_mm, least_span=gradient.least_span)


def _corners(zone: BaseGeometry, known: Known, fixed: FloatArray) -> FloatArray:
    """Return all that tells an input from its mirror image: places, and values as places far below."""
    places = [shapely.get_coordinates(zone), fixed, known.places]
    places.append(known.places + np.outer(1 + known.values, (0, _VALUES_APART_MM)))
    for area, value in zip(known.areas, known.values_of_areas, strict=True):
        below = np.array([0.0, -_VALUES_APART_MM * (1 + value)])
        places.append(shapely.get_coordinates(area) + below)
    return np.concatenate(places)


def _placed(zone: BaseGeometry, wanted: Wanted, count: int, taken: FloatArray) -> FloatArray:
    """Return about ``count`` places with those that are taken, but for these; fewer if they find no room."""
    start = _without_nearest(_start(zone, wanted, count), taken)
    places = relaxed(zone, np.concatenate([taken, start]), wanted, fixed=len(taken))
    places = pushed_apart(zone, places, wanted.least_mm, fixed=len(taken))
    apart = Ground(MultiPolygon(), wanted.least_mm)
    return apart.settled(taken, places[len(taken) :])[len(taken) :]


def _start(zone: BaseGeometry, wanted: Wanted, count: int) -> FloatArray:
    """Return ``count`` places already as dense as wanted.

    The zone is walked along Hilbert's curve, and a place is left at each equal share of all that is wanted.
    """
    side_mm = range_over(zone, wanted)[0] / _SQUARES_PER_SPACING
    middles, column, row = squares(zone, side_mm) if np.isfinite(side_mm) else (_NO_PLACES, *_NO_PLACES.T)
    if len(middles) == 0:
        return _NO_PLACES
    walk = hilbert_order(column - column.min(), row - row.min())
    walked = np.cumsum(wanted.at(middles[walk]) ** -2.0)
    shares = (np.arange(count) + 0.5) / count * walked[-1]
    left: FloatArray = middles[walk[np.searchsorted(walked, shares)]]
    return left


def _without_nearest(places: FloatArray, taken: FloatArray) -> FloatArray:
    """Return the places without the nearest one to each that is taken, each standing for one only."""
    for spot in taken:
        if len(places) == 0:
            break
        places = np.delete(places, Nearest(places).query(spot[None])[1], axis=0)
    return places
