"""Where discs leave a zone bare: the places by which it is seen that so few discs are too few.

Discs are moved first, each to the middle of what is nearest to it (Suzuki and Drezner 1996): what stays bare
then is bare for good reason, and says more of the zone than what a careless choice of centres leaves.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.covers_tried import BoolArray
from planner.geometry.gaps import critical_points
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray

_MOVES = 24
_APART = 0.5  # of the radius: between places that are taken together
_BARE = 1 + 1e-4  # of the radius: what is barer is seen by few places; less would take ever more of them
_SAME_MM = 1e-6


def bare_places(zone: BaseGeometry, centres: FloatArray, reach_mm: float, *, most: int) -> FloatArray:
    """Return places that discs leave bare, moved or not; none if those moved serve all."""
    better = settled(centres, zone)
    if len(_barest(better, zone, reach_mm)) == 0:
        return np.empty((0, 2))
    found = [_barest(places, zone, reach_mm)[:most] for places in (better, centres)]
    places: FloatArray = np.unique(np.concatenate(found), axis=0)
    return places


def middles_of(places: FloatArray, groups: BoolArray) -> FloatArray:
    """Return the middle of the smallest disc round each group of places."""
    circles = shapely.minimum_bounding_circle([shapely.multipoints(places[held]) for held in groups])
    centres: FloatArray = shapely.get_coordinates(shapely.centroid(circles))
    return centres


def settled(centres: FloatArray, zone: BaseGeometry) -> FloatArray:
    """Return the best places that the centres come to by their moves: the zone is nearest to them."""
    best, least_mm = centres, np.inf
    for _ in range(_MOVES):
        spots, gaps_mm = critical_points(centres, zone)
        if gaps_mm.max() < least_mm:
            best, least_mm = centres, float(gaps_mm.max())
        away_mm = np.hypot(*(spots[:, None] - centres).T).T
        mine = away_mm <= gaps_mm[:, None] + _SAME_MM
        served = np.flatnonzero(mine.any(axis=0))
        centres = centres.copy()
        centres[served] = middles_of(spots, mine.T[served])
    return best


def _barest(centres: FloatArray, zone: BaseGeometry, reach_mm: float) -> FloatArray:
    """Return places that the centres leave bare, the barest first, none near a barer one."""
    spots, gaps_mm = critical_points(centres, zone)
    bare = np.flatnonzero(
        (gaps_mm > reach_mm * _BARE) & shapely.intersects_xy(zone, spots[:, 0], spots[:, 1])
    )
    order = bare[np.argsort(-gaps_mm[bare], kind="stable")]
    if len(order) == 0:
        return np.empty((0, 2))
    near = Nearest(spots[order]).within(spots[order], reach_mm * _APART)
    worst = [k for k, others in enumerate(near) if min(others) == k]
    chosen: FloatArray = spots[order[worst]]
    return chosen
