"""Deposits on tethers moved apart: what a tolerance is for where points lie nearer than deposits may stand.

Pairs that are too near push each other apart by what is missing, round after round, on their tethers and on
the ground: from their points first, then from starts beside them by a stored seed, since places in line would
never leave it. Places that cannot come too near one another, however they move, move by themselves. Where not
all can be freed, the fewest pairs too near are kept, then the least that is missing; no pair that is left
stands nearer than its points lie.
"""

import numpy as np

from planner.geometry.ground import Ground
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.spacing import NEARER, pairs_nearer_than
from planner.geometry.tethers import Tethers

_ROUNDS = 60
_CLEAR = 1 + 1e-4  # a hair more than the smallest distance, so that the last rounds do not creep
_JOLTS = (0.0, 0.2, 0.5, 1.0)  # of the tether
_SEED = 1
_DECIMALS = 6  # of a millimetre: states that differ by less are the same

Badness = tuple[int, float]
"""Pairs too near each other, and by how much in all. [mm]"""


def moved_apart(posts: FloatArray, length_mm: float, ground: Ground) -> FloatArray:
    """Return a place for each post, moved where that leaves fewer pairs too near each other, or less so.

    Every place stands within ``length_mm`` of its post; one that moves stands on the ground.

    Parameters
    ----------
    posts
        (n, 2), in one standard order: the same posts give the same bytes. [mm]
    """
    least_mm = ground.min_distance_mm
    if length_mm <= 0 or len(pairs_nearer_than(posts, least_mm)) == 0:
        return posts
    places = posts.copy()
    # what may push one another by and by: two that both move as far as they may
    touching = Nearest(posts).pairs_within(least_mm + 2 * length_mm)
    for group in _groups(len(posts), touching):
        places[group] = _freed(posts[group], length_mm, ground)
    return places


def badness_of(places: FloatArray, least_mm: float) -> Badness:
    """Return how far places are from keeping a distance: what is better is less."""
    pairs = pairs_nearer_than(places, least_mm)
    return len(pairs), round(float((least_mm - _apart_mm(places, pairs)).sum()), _DECIMALS)


def _groups(count: int, pairs: IntArray) -> list[IntArray]:
    """Return the numbers of places that pairs join, group by group, but for those that nothing joins."""
    leader = np.arange(count)
    while np.any(leader[pairs[:, 0]] != leader[pairs[:, 1]]):
        least = np.minimum(leader[pairs[:, 0]], leader[pairs[:, 1]])
        np.minimum.at(leader, pairs.ravel(), np.repeat(least, 2))
    return [np.flatnonzero(leader == one) for one in np.unique(leader[pairs])]


def _freed(posts: FloatArray, length_mm: float, ground: Ground) -> FloatArray:
    """Return the best state of one group that any start comes to."""
    least_mm, chance = ground.min_distance_mm, np.random.default_rng(_SEED)
    tethers = Tethers.of_first(posts, len(posts), length_mm)
    best, least = posts, badness_of(posts, least_mm)
    for jolt in _JOLTS:
        if least[0] == 0:
            break
        jolts = chance.uniform(-jolt * length_mm, jolt * length_mm, posts.shape)
        places = tethers.moved(posts, jolts, ground) if jolt else posts
        for _ in range(_ROUNDS):
            places = _moved(tethers, places, _pushes(places, least_mm), ground)
            now = badness_of(places, least_mm)
            if now < least and _is_nowhere_nearer(places, posts, least_mm):
                best, least = places, now
            if now[0] == 0:
                break
    return best


def _moved(tethers: Tethers, places: FloatArray, moves: FloatArray, ground: Ground) -> FloatArray:
    """Return the places moved; those that would leave the ground go along its border if they may."""
    moved = tethers.moved(places, moves, ground)
    stuck = np.flatnonzero((moved == places).all(axis=1) & moves.any(axis=1))
    if len(stuck):
        along = ground.nearest(places[stuck] + moves[stuck])
        away = along - tethers.posts[stuck]
        away *= np.minimum(1, tethers.length_mm / np.maximum(np.hypot(*away.T), 1e-12))[:, None]
        along = ground.nearest(tethers.posts[stuck] + away)
        is_held = np.hypot(*(along - tethers.posts[stuck]).T) <= tethers.length_mm
        moved[stuck] = np.where(is_held[:, None], along, moved[stuck])
    return moved


def _pushes(places: FloatArray, least_mm: float) -> FloatArray:
    """Return the moves by which each pair too near shares what it lacks."""
    pairs = pairs_nearer_than(places, least_mm)
    apart_mm = _apart_mm(places, pairs)[:, None]
    outward = (places[pairs[:, 0]] - places[pairs[:, 1]]) / np.maximum(apart_mm, 1e-9)
    half = (least_mm * _CLEAR - apart_mm) / 2 * outward
    pushes = np.zeros_like(places)
    np.add.at(pushes, pairs[:, 0], half)
    np.add.at(pushes, pairs[:, 1], -half)
    return pushes


def _is_nowhere_nearer(places: FloatArray, posts: FloatArray, least_mm: float) -> bool:
    """Tell whether no pair that is left too near stands nearer than its posts."""
    pairs = pairs_nearer_than(places, least_mm)
    return bool((_apart_mm(places, pairs) >= np.minimum(_apart_mm(posts, pairs), least_mm) * NEARER).all())


def _apart_mm(places: FloatArray, pairs: IntArray) -> FloatArray:
    apart_mm: FloatArray = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    return apart_mm
