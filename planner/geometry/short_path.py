"""A short path through up to some hundreds of places: exchanging, cutting and joining, and some shaking.

Work is counted in steps looked at, never in seconds, and the shaking draws from a stored seed: same places,
same path.
"""

from collections.abc import Iterable

import numpy as np

from planner.geometry.exchanges import LEAST_GAIN_MM, Exchanges
from planner.geometry.path_costs import PathCosts
from planner.geometry.rejoining import rejoined
from planner.geometry.rows import FloatArray, IntArray

_NO_SECOND_START, _ALL_STEPS = 0.01, 0.025  # of its length may be saved, at most
_FEW = 60  # cutting and joining is enough
_STEPS, _STEPS_PER_PLACE = 6000, 120  # looked at while shaking, if so much may be saved
_STEPS_OF_A_SHAKE = 40  # what shaking and undoing take, in steps looked at
_LONGEST_SHAKE = 50  # places among which stretches are swapped
_SEED = 3


def short_path(places: FloatArray, start: int, paths: Iterable[IntArray]) -> IntArray:
    """Return a path that costs no more than the first of some: length and the price upwards.

    Parameters
    ----------
    places
        (n, 2), y downwards, n at least 10. [mm]
    start
        Where all ``paths`` begin.
    paths
        The next one is asked for while what the last one became may be 1 % longer than it must be.
    """
    costs = PathCosts.between(places, start)
    searches: list[Exchanges] = []
    for path in paths:
        search = Exchanges(costs, path)
        search.improve(search.trip.places)
        searches.append(search)
        if costs.excess(search.trip.places[:-1]) < _NO_SECOND_START:
            break
    best = min(searches, key=Exchanges.total_mm)
    share = min(costs.excess(best.trip.places[:-1]) / _ALL_STEPS, 1.0)
    if share * _ALL_STEPS < _NO_SECOND_START:
        return np.array(best.trip.places[:-1])
    unlike: dict[float, Exchanges] = {}
    for search in searches:
        unlike.setdefault(round(search.total_mm(), 6), search)  # often all became the same path
    for search in unlike.values():
        _rejoin(costs, search)
    best = min(unlike.values(), key=Exchanges.total_mm)
    if len(places) > _FEW:
        _shake(costs, best, int(share * (_STEPS + _STEPS_PER_PLACE * len(places))))
        _rejoin(costs, best)
    return np.array(best.trip.places[:-1])


def _rejoin(costs: PathCosts, search: Exchanges) -> None:
    """Cut and join until that gains nothing, and exchange steps wherever it did."""
    around = np.arange(len(search.trip.places) - 1)
    while around.size > 0:
        path = np.array(search.trip.places)
        again = rejoined(costs, path, around)
        moved = np.flatnonzero(again != path)
        search.trip.put(0, again.tolist())
        search.improve(again[moved].tolist())
        around = _steps_near_a_change(costs, path, np.array(search.trip.places))


def _steps_near_a_change(costs: PathCosts, old: IntArray, new: IntArray) -> IntArray:
    """Return which steps of a new path begin or end at a place that left another, or near such a place."""
    beside = np.empty((2, 2, old.size), dtype=np.int64)
    for path, (before, after) in zip((old, new), beside, strict=True):
        before[path], after[path] = np.roll(path, 1), np.roll(path, -1)
    is_changed = (np.sort(beside[0], axis=0) != np.sort(beside[1], axis=0)).any(axis=0)
    changed = np.flatnonzero(is_changed).tolist()
    for place in changed:
        is_changed[costs.near[place]] = True
    return np.flatnonzero(is_changed[new[:-1]] | is_changed[new[1:]]) if changed else new[:0]


def _shake(costs: PathCosts, search: Exchanges, most_steps: int) -> None:
    """Let two stretches change places, improve, and keep that unless it costs more; until steps run out.

    Every second time that is done near a step that is longer than the way to the nearest place. Where there
    is none, the path is as short as can be. A path that gets no cheaper stays as it was.
    """
    random = np.random.default_rng(_SEED)
    calm, calm_mm = search.trip.places.copy(), search.total_mm()
    highest = len(calm) - 2
    reach = min(_LONGEST_SHAKE, highest)
    loose, search.steps = _loose_steps(costs, search), 0
    while search.steps < most_steps and loose:
        anywhere, which, back, *cuts = random.random(5).tolist()
        there = loose[int(which * len(loose))] if anywhere < 0.5 else int(which * highest)
        before = min(max(there - int(back * reach), 0), highest - reach)
        middle, last = sorted(before + 1 + int(share * (reach - 1)) for share in cuts)
        search.steps += _STEPS_OF_A_SHAKE
        if middle < last and _is_shaken(search, before, middle, last):
            loose = _loose_steps(costs, search)
    if search.total_mm() >= calm_mm - LEAST_GAIN_MM:
        search.trip.put(0, calm)


def _is_shaken(search: Exchanges, before: int, middle: int, last: int) -> bool:
    """Swap the stretches after ``before`` and ``middle``, improve, and return whether that is kept."""
    kept, cost_mm = search.trip.places.copy(), search.cost_mm
    ends = [kept[at + side] for at in (before, middle, last) for side in (0, 1)]
    old_mm = sum(cost_mm[ends[k]][ends[k + 1]] for k in (0, 2, 4))
    new_mm = sum(cost_mm[ends[one]][ends[other]] for one, other in ((0, 3), (4, 1), (2, 5)))
    search.gained_mm = old_mm - new_mm
    search.trip.put(before + 1, kept[middle + 1 : last + 1] + kept[before + 1 : middle + 1])
    search.improve(ends)
    if search.gained_mm < -LEAST_GAIN_MM:
        search.trip.put(0, kept)
        return False
    return True


def _loose_steps(costs: PathCosts, search: Exchanges) -> list[int]:
    """Return where on the path a step is longer than the one to the nearest place."""
    path = np.array(search.trip.places[:-1])
    steps_mm = np.hypot(*np.diff(costs.places[path], axis=0).T)
    loose: list[int] = np.flatnonzero(steps_mm > costs.nearest_mm[path[:-1]] + LEAST_GAIN_MM).tolist()
    return loose
