"""Small moves of deposits that close the gaps of a nearly complete cover.

At a place that is farthest from its nearest centres, the gap changes with the centres in a known way: by the
weights with which the pulls of the centres balance there. So the bare places of a patch give a small linear
system for the moves that serve them all, solved with damping and repeated until the exact test is passed.
"""

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.gaps import critical_points
from planner.geometry.ground import Ground
from planner.geometry.nearest import Nearest
from planner.geometry.prune import WITHIN
from planner.geometry.rows import FloatArray

_ROUNDS = 20
_PATIENCE = 4  # rounds without a smaller worst gap before giving up
_GOAL = 1 - 1e-4  # a hair less than the radius, so that the last rounds do not creep
_DAMPING = 0.002
_LONGEST_MOVE = 0.5  # of the radius
_EQUAL = 1 + 1e-7


def repaired(
    places: FloatArray, movable: NDArray[np.bool_], zone: BaseGeometry, radius_mm: float, *, ground: Ground
) -> FloatArray | None:
    """Return the places, movable ones moved, that serve all of ``zone``; ``None`` if none are found."""
    if len(places) == 0 or not movable.any():
        return None
    places = places.copy()
    least, waited = np.inf, 0
    for _ in range(_ROUNDS):
        spots, gaps_mm = critical_points(places, zone)
        worst = float(gaps_mm.max(initial=0))
        if worst <= radius_mm * WITHIN:
            return places
        waited = 0 if worst < least else waited + 1
        least = min(least, worst)
        if waited > _PATIENCE:
            return None
        bare = gaps_mm > radius_mm * _GOAL
        moves = _moves(spots[bare], gaps_mm[bare] - radius_mm * _GOAL, places, movable)
        length_mm = np.hypot(*moves.T)[:, None]
        moves *= np.minimum(1, _LONGEST_MOVE * radius_mm / np.maximum(length_mm, 1e-12))
        places[movable] = ground.nearest(places[movable] + moves)
    return None


def _moves(
    spots: FloatArray, missing_mm: FloatArray, places: FloatArray, movable: NDArray[np.bool_]
) -> FloatArray:
    """Return the damped least moves of the movable places that bring each spot nearer by what is missing."""
    near, pulls = _pulls(spots, places)
    column = np.cumsum(movable) - 1
    change = np.zeros((len(spots), int(movable.sum()), 2))
    spot, which = np.nonzero(movable[near])
    change[spot, column[near[spot, which]]] = pulls[spot, which]
    system = change.reshape(len(spots), -1)
    balance = system @ system.T + _DAMPING * np.eye(len(spots))
    moves: FloatArray = (system.T @ np.linalg.solve(balance, missing_mm)).reshape(-1, 2)
    return moves


def _pulls(spots: FloatArray, places: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
    """Return up to three nearest places of each spot, and by how much their moves bring it nearer."""
    count = min(3, len(places))
    apart_mm, near = Nearest(places).query(spots, count)
    apart_mm, near = apart_mm.reshape(-1, count), near.reshape(-1, count)
    toward = (spots[:, None] - places[near]) / np.maximum(apart_mm, 1e-12)[..., None]
    equal = apart_mm <= apart_mm[:, :1] * _EQUAL
    shares = equal / equal.sum(axis=1, keepdims=True)
    if count == 3:
        inner = equal.all(axis=1)
        rows = np.concatenate([toward[inner], np.ones((int(inner.sum()), 3, 1))], axis=2)
        # the shares with which three pulls balance, and sum to one
        shares[inner] = np.linalg.pinv(np.swapaxes(rows, 1, 2)) @ np.array([0.0, 0.0, 1.0])
    return near, shares[..., None] * toward
