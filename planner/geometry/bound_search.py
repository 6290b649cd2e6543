"""The exhaustive bound: a few places of a small zone that no fewer discs can serve, all ways tried.

Places are gathered as an implicit hitting set gathers them: the fewest discs that serve those so far are
asked of a solver, and where these leave the zone bare, further places are taken. The solver only proposes;
what is claimed, `bound_search_check` goes through by itself.
"""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.bound_packing import packing_certificate
from planner.geometry.bound_search_check import (
    MOST_WITNESSES,
    BoolArray,
    SearchCertificate,
    holdable_sets,
    search_bound,
)
from planner.geometry.gaps import critical_points
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray

_MOST_ROUNDS = 16
_MOST_MORE = 4
_APART = 0.5  # of the radius: between places that are added together
_NODE_LIMIT = 2_000
_BARE = 1 + 1e-6


def search_certificate(
    zone: BaseGeometry,
    reach_mm: float,
    *,
    known: int,
    go_on: Callable[[int, int], bool] = lambda _round, _proved: True,
) -> SearchCertificate | None:
    """Return the certificate of a confirmed bound above ``known``, the best found, or ``None``.

    Rounds are counted, no clock has a say. They end when no more than is proved can be proved.
    """
    best = None
    witnesses = packing_certificate(zone, reach_mm).witnesses
    for number in range(_MOST_ROUNDS):
        if not 0 < len(witnesses) <= MOST_WITNESSES or not go_on(number, known):
            break
        sets = holdable_sets(witnesses, reach_mm)
        used = _fewest_sets(sets)
        if used is None:
            break
        if len(used) > known:
            claim = SearchCertificate(witnesses, _weights(sets), len(used))
            if search_bound(claim, zone, reach_mm) == 0:
                break
            best, known = claim, len(used)
        more = _left_bare(zone, witnesses, used, reach_mm)
        if len(more) == 0:
            break  # so many discs serve the whole zone
        witnesses = np.concatenate([witnesses, more])
    return best


def _fewest_sets(sets: BoolArray) -> BoolArray | None:
    """Return the fewest sets that hold all places, as a solver proposes them; ``None`` if it gives up."""
    optimize = importlib.import_module("scipy.optimize")
    found: Any = optimize.milp(
        np.ones(len(sets)),
        constraints=optimize.LinearConstraint(sets.T.astype(np.float64), lb=1),
        integrality=np.ones(len(sets)),
        bounds=optimize.Bounds(0, 1),
        options={"node_limit": _NODE_LIMIT},
    )
    if found.x is None or found.status != 0:
        return None
    chosen: BoolArray = sets[found.x > 0.5]
    return chosen


def _weights(sets: BoolArray) -> FloatArray:
    """Return the weights of greatest sum of which no set holds more than one."""
    optimize = importlib.import_module("scipy.optimize")
    found: Any = optimize.linprog(
        -np.ones(sets.shape[1]),
        A_ub=sets.astype(np.float64),
        b_ub=np.ones(len(sets)),
        bounds=(0, 1),
        method="highs",
    )
    weights: FloatArray = np.maximum(found.x, 0) if found.x is not None else np.zeros(sets.shape[1])
    return weights


def _left_bare(zone: BaseGeometry, witnesses: FloatArray, used: BoolArray, reach_mm: float) -> FloatArray:
    """Return places that discs round the sets leave bare, the barest first, none near a barer one."""
    circles = [shapely.minimum_bounding_circle(shapely.multipoints(witnesses[held])) for held in used]
    centres: FloatArray = shapely.get_coordinates(shapely.centroid(circles))
    spots, gaps_mm = critical_points(centres, zone)
    bare = np.flatnonzero(
        (gaps_mm > reach_mm * _BARE) & shapely.intersects_xy(zone, spots[:, 0], spots[:, 1])
    )
    order = bare[np.argsort(-gaps_mm[bare], kind="stable")]
    if len(order) == 0:
        return np.empty((0, 2))
    near = Nearest(spots[order]).within(spots[order], reach_mm * _APART)
    worst = [k for k, others in enumerate(near) if min(others) == k]
    chosen: FloatArray = spots[order[worst[:_MOST_MORE]]]
    return chosen
