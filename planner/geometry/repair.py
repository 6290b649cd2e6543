"""Small moves of deposits that close the gaps of a nearly complete cover.

At a place that is farthest from its nearest centres, the gap changes with the centres in a known way: by the
weights with which the pulls of the centres balance there. So the bare places of a patch, and the pairs of
deposits that stand too near each other, give a small linear system for the moves that mend them all, solved
with damping (Levenberg and Marquardt) and repeated until the exact test is passed.
"""

import importlib

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.gaps import critical_points_of
from planner.geometry.ground import Ground
from planner.geometry.nearest import Nearest
from planner.geometry.prune import WITHIN
from planner.geometry.rows import FloatArray, IntArray, ring_edges
from planner.geometry.spacing import pairs_nearer_than
from planner.geometry.tethers import Tethers

_ROUNDS = 20
_PATIENCE = 4  # rounds without a smaller worst gap before giving up
_GOAL = 1 - 1e-4  # a hair less than the radius, so that the last rounds do not creep
_DAMPING = 0.002
_LONGEST_MOVE = 0.5  # of the radius
_DENSE = 120  # unknowns or equations up to which a system is written down whole: a library keeps it undivided
_EQUAL = 1 + 1e-7
_CROWDED_FROM, _CROWDED = 4, 1.7  # bare places for each that may move: measured, as are the next
_CORNERS = 8  # bare places that a few deposits have anyway
_HOPELESS = ((6, 1.2), (9, 1.1), (12, 1.05))  # after so many rounds a gap above this share of the radius
_YIELDS_FROM, _YIELDING = 6, 0.3  # rounds, and the share per round, in which tolerated conflicts give way
_APART = 1 + 1e-4  # a hair more than the smallest distance, likewise


def repaired(
    places: FloatArray,
    movable: NDArray[np.bool_],
    zone: BaseGeometry,
    radius_mm: float,
    *,
    ground: Ground,
    conflicts: int = 0,
    tethers: Tethers | None = None,
) -> FloatArray | None:
    """Return the places, movable ones moved, that serve all of ``zone``; ``None`` if none are found.

    Parameters
    ----------
    conflicts
        How many pairs may stand nearer to each other than the ground's smallest distance; then the gaps come
        before the distances.
    tethers
        Of those places that may not move far.
    """
    if len(places) == 0 or not movable.any():
        return None
    places = places.copy()
    held = (tethers or Tethers.of_first(places[:0], len(places), 0.0)).of(movable)
    edges = ring_edges(zone)
    least, waited = np.inf, 0
    for turn in range(_ROUNDS):
        spots, gaps_mm = critical_points_of(places, zone, edges)
        pairs = pairs_nearer_than(places, ground.min_distance_mm)
        worst = float(gaps_mm.max(initial=0))
        if worst <= radius_mm * WITHIN and len(pairs) <= conflicts:
            return places
        badness = max(worst - radius_mm, 0) + _missing_mm(places, pairs, ground).sum()
        waited = 0 if badness < least else waited + 1
        least = min(least, badness)
        if waited > _PATIENCE:
            return None
        bare = gaps_mm > radius_mm * _GOAL
        if _is_hopeless(turn, worst / radius_mm, int(bare.sum()), int(movable.sum())):
            return None
        pulls = _pulls(spots[bare], places)
        weight = _YIELDING ** max(turn - _YIELDS_FROM, 0) if conflicts else 1.0
        near_mm = weight * _missing_mm(places, pairs, ground)
        missing_mm = np.concatenate([gaps_mm[bare] - radius_mm * _GOAL, near_mm])
        moves = _moves([pulls, _pushes(places, pairs, weight)], missing_mm, movable)
        length_mm = np.hypot(*moves.T)[:, None]
        moves *= np.minimum(1, _LONGEST_MOVE * radius_mm / np.maximum(length_mm, 1e-12))
        places[movable] = held.moved(places[movable], moves, ground)
    return None


def _is_hopeless(turn: int, worst: float, bare: int, movable: int) -> bool:
    """Return whether repairs that stood like this after so many rounds hardly ever came to an end."""
    if turn >= _CROWDED_FROM and bare > _CROWDED * movable + _CORNERS:
        return True
    return any(turn >= after and worst > share for after, share in _HOPELESS)


Changes = tuple[IntArray, FloatArray]
"""(n, k) numbers of places, and (n, k, 2) by how much a move of each mends what is missing."""


def _moves(changes: list[Changes], missing_mm: FloatArray, movable: NDArray[np.bool_]) -> FloatArray:
    """Return the damped least moves of the movable places that mend everything that is missing."""
    column = np.cumsum(movable) - 1
    rows, columns, entries = [], [], []
    first = 0
    for near, pulls in changes:
        row, which = np.nonzero(movable[near])
        rows.append(np.repeat(first + row, 2))
        columns.append((2 * column[near[row, which]][:, None] + (0, 1)).ravel())
        entries.append(pulls[row, which].ravel())
        first += len(near)
    at = (np.concatenate(rows), np.concatenate(columns))
    shape = (len(missing_mm), 2 * int(movable.sum()))
    return _damped_least(np.concatenate(entries), at, shape, missing_mm).reshape(-1, 2)


def _damped_least(
    entries: FloatArray, at: tuple[IntArray, IntArray], shape: tuple[int, int], wanted: FloatArray
) -> FloatArray:
    """Return the damped least solution; the smaller of its two square forms is solved.

    A bare place knows three deposits at the most, so of a large system nearly everything is 0. And unlike a
    large dense solution a sparse one has the same bytes on any number of processors.
    """
    if max(shape) <= _DENSE:
        return _damped_least_of_few(entries, at, shape, wanted)
    sparse = importlib.import_module("scipy.sparse")
    solve = importlib.import_module("scipy.sparse.linalg").spsolve
    system = sparse.csc_array((entries, at), shape=shape)
    is_wide = shape[0] <= shape[1]
    square = system @ system.T if is_wide else system.T @ system
    balance = (square + _DAMPING * sparse.eye_array(square.shape[0])).tocsc()
    found = solve(balance, wanted if is_wide else system.T @ wanted, permc_spec="MMD_AT_PLUS_A")
    return np.asarray(system.T @ found if is_wide else found, dtype=np.float64)


def _damped_least_of_few(
    entries: FloatArray, at: tuple[IntArray, IntArray], shape: tuple[int, int], wanted: FloatArray
) -> FloatArray:
    """Return the same for a small system, ten times as fast: every number of it is written down.

    No product is left to a library that might share it among processors.
    """
    system = np.zeros(shape)
    system[at] = entries
    square = np.einsum("ij,kj->ik", system, system)
    square[np.diag_indices_from(square)] += _DAMPING
    found = np.linalg.solve(square, wanted)
    return np.asarray((system * found[:, None]).sum(axis=0), dtype=np.float64)


def _missing_mm(places: FloatArray, pairs: IntArray, ground: Ground) -> FloatArray:
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    missing: FloatArray = ground.min_distance_mm * _APART - np.hypot(apart[:, 0], apart[:, 1])
    return missing


def _pushes(places: FloatArray, pairs: IntArray, weight: float) -> Changes:
    """Return the moves that bring the two places of each pair apart."""
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    length_mm = np.hypot(apart[:, 0], apart[:, 1])[:, None]
    outward = np.where(length_mm > 1e-9, apart / np.maximum(length_mm, 1e-9), [1.0, 0.0])
    return pairs, weight * np.stack([outward, -outward], axis=1)


def _pulls(spots: FloatArray, places: FloatArray) -> Changes:
    """Return up to three nearest places of each spot, and by how much their moves bring it nearer."""
    count = min(3, len(places))
    apart_mm, near = Nearest(places).query(spots, count)
    apart_mm, near = apart_mm.reshape(-1, count), near.reshape(-1, count)
    toward = (spots[:, None] - places[near]) / np.maximum(apart_mm, 1e-12)[..., None]
    equal = apart_mm <= apart_mm[:, :1] * _EQUAL
    shares = equal / equal.sum(axis=1, keepdims=True)
    if count == 3:
        inner = equal.all(axis=1)
        shares[inner] = _balancing(toward[inner])
    return near, shares[..., None] * toward


def _balancing(pulls: FloatArray) -> FloatArray:
    """Return the shares, summing to one, with which three pulls balance; equal ones if they are in line."""
    turn = [
        pulls[:, (k + 1) % 3, 0] * pulls[:, (k + 2) % 3, 1]
        - pulls[:, (k + 1) % 3, 1] * pulls[:, (k + 2) % 3, 0]
        for k in range(3)
    ]
    shares = np.column_stack(turn)
    total = shares.sum(axis=1, keepdims=True)
    solid = np.abs(total) > 1e-9
    return np.where(solid, shares / np.where(solid, total, 1.0), 1 / 3)
