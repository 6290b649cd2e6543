"""From lattice nodes to a cover: moved onto the ground, thinned, holes mended, what is spare let go."""

import numpy as np
from shapely import MultiPolygon

from planner.geometry.gaps import critical_points, farthest_places
from planner.geometry.ground import Ground
from planner.geometry.nearest import Nearest
from planner.geometry.prune import WITHIN, pruned
from planner.geometry.rows import FloatArray

REACH = 0.98
"""Share of the spread at which a new place serves the bare one it is added for, and so a stretch round it."""


def fitted(
    nodes: FloatArray, target: MultiPolygon, ground: Ground, anchors: FloatArray, spread_mm: float
) -> FloatArray:
    """Return a cover of the target, the anchors first, made from proposed places."""
    places = ground.settled(anchors, ground.nearest(nodes))
    places = mended(places, target, ground, spread_mm)
    return pruned(places, len(anchors), spread_mm, target)


def mended(places: FloatArray, target: MultiPolygon, ground: Ground, spread_mm: float) -> FloatArray:
    """Return the places with one more for each hole until no gap is left.

    Holes far apart are mended in one round. Each new place serves more than the one bare place it was added
    for (see `reachable`), so this ends.
    """
    while True:
        spots, gaps_mm = critical_points(places, target)
        bare = gaps_mm > spread_mm * WITHIN
        if not bare.any():
            return places
        spots, gaps_mm = spots[bare], gaps_mm[bare]
        apart_mm = 4 * spread_mm + ground.min_distance_mm  # holes so far apart know nothing of each other
        more = [
            ground.serving(spots, worst, places, spread_mm * REACH)
            for worst in _worst_around(spots, gaps_mm, apart_mm)
        ]
        places = np.concatenate([places, more])


def worst_gap_mm(places: FloatArray, target: MultiPolygon) -> float:
    """Return the largest gap; 0 for an empty target."""
    return farthest_places(places, target)[1]


def _worst_around(spots: FloatArray, gaps_mm: FloatArray, apart_mm: float) -> list[int]:
    """Return the spots that no worse one is near, the worst of all first."""
    order = np.lexsort((spots[:, 0], spots[:, 1], -np.round(gaps_mm, 6)))
    near = Nearest(spots[order]).within(spots[order], apart_mm)
    return [int(order[k]) for k, neighbours in enumerate(near) if neighbours[0] == k]
