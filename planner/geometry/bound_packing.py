"""The packing bound: places of a zone so far apart that no disc serves two of them."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray, ring_edges, row_intervals

_STEPS_PER_SPREAD = 9
_MOST_CANDIDATES = 1600  # more would take seconds, on zones where the area bound is better anyway
_NEAR_STEP = 0.7
_APART = 2 * (1 + 1e-7)  # a hair above two radii, so that no rounding brings two witnesses together


@dataclass(frozen=True, slots=True, eq=False)
class PackingCertificate:
    """Places of the zone as (n, 2) mm, any two of them more than two radii apart."""

    witnesses: FloatArray


def packing_certificate(zone: BaseGeometry, reach_mm: float) -> PackingCertificate:
    """Return many places of ``zone`` that no disc of radius ``reach_mm`` can serve two of.

    Corners, places on the border and inner places are taken in turn, always one that rules out the fewest of
    those still open: so the border, where discs waste most, is used first.
    """
    candidates = places_all_over(zone, reach_mm, steps_per_reach=_STEPS_PER_SPREAD, most=_MOST_CANDIDATES)
    if len(candidates) == 0:
        return PackingCertificate(np.empty((0, 2)))
    pairs = Nearest(candidates).pairs_within(_APART * reach_mm)
    return PackingCertificate(candidates[_spread_out(len(candidates), pairs)])


def packing_bound(certificate: PackingCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the witnesses prove necessary: all of them, or 0 if the certificate is false."""
    places = certificate.witnesses
    if len(places) == 0 or not shapely.intersects_xy(zone, places[:, 0], places[:, 1]).all():
        return 0
    apart_mm = np.hypot(*(places[:, None] - places).T) + np.diag(np.full(len(places), np.inf))
    return len(places) if bool((apart_mm > 2 * reach_mm).all()) else 0


def _spread_out(count: int, pairs: IntArray) -> IntArray:
    """Return numbers of which no two are a pair, always taking one with the fewest open partners."""
    one, other = np.concatenate([pairs, pairs[:, ::-1]]).T
    order = np.argsort(one, kind="stable")
    other, first = other[order], np.searchsorted(one[order], np.arange(count + 1))
    open_partners = np.diff(first).astype(np.float64)  # infinite once a number is chosen or ruled out
    chosen = []
    while np.isfinite(open_partners.min(initial=np.inf)):
        k = int(open_partners.argmin())
        ruled_out = other[first[k] : first[k + 1]]
        ruled_out = ruled_out[np.isfinite(open_partners[ruled_out])]
        for lost in ruled_out.tolist():
            open_partners[other[first[lost] : first[lost + 1]]] -= 1
        open_partners[ruled_out] = np.inf
        open_partners[k] = np.inf
        chosen.append(k)
    return np.array(chosen, dtype=np.int64)


def places_apart(zone: BaseGeometry, reach_mm: float, *, steps_per_reach: int, most: int) -> FloatArray:
    """Return places as `places_all_over` does, none much nearer to another than the step: corners may be."""
    places = places_all_over(zone, reach_mm, steps_per_reach=steps_per_reach, most=most)
    if len(places) == 0:
        return places
    step_mm = reach_mm / steps_per_reach
    expected = zone.area / step_mm**2 + zone.length / step_mm
    step_mm *= max(float(np.sqrt(expected / most)), 1.0)
    chosen: FloatArray = places[_spread_out(len(places), Nearest(places).pairs_within(_NEAR_STEP * step_mm))]
    return chosen


def places_all_over(zone: BaseGeometry, reach_mm: float, *, steps_per_reach: int, most: int) -> FloatArray:
    """Return about ``most`` places or fewer all over the zone, the border included; every one lies on it."""
    step_mm = reach_mm / steps_per_reach
    expected = zone.area / step_mm**2 + zone.length / step_mm
    step_mm *= max(float(np.sqrt(expected / most)), 1.0)
    rows = row_intervals(zone, step_mm, phase=0.5)
    count = np.maximum(np.ceil((rows.end_mm - rows.start_mm) / step_mm).astype(np.int64), 1)
    row = np.repeat(np.arange(count.size), count)
    share = (np.arange(row.size) - np.repeat(np.cumsum(count) - count, count) + 0.5) / count[row]
    along_mm = rows.start_mm[row] + share * (rows.end_mm - rows.start_mm)[row]
    inner = np.column_stack((along_mm, (rows.row[row] + 0.5) * step_mm))
    if len(ring_edges(zone)) == 0:
        return inner
    border = shapely.get_coordinates(shapely.segmentize(zone.boundary, step_mm))
    border = border[shapely.intersects_xy(zone, border[:, 0], border[:, 1])]
    return np.unique(np.concatenate([border, inner]), axis=0)
