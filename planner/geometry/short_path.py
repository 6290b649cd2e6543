"""A short path through up to some hundreds of places: exchanging, cutting and joining, and some shaking.

Work is counted in steps looked at, never in seconds, and the shaking draws from a stored seed: same places,
same path.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from planner.geometry.exchanges import LEAST_GAIN_MM, Exchanges
from planner.geometry.greedy_path import greedy_path
from planner.geometry.group_path import paths_by_groups
from planner.geometry.path_costs import PathCosts
from planner.geometry.places_together import groups_apart
from planner.geometry.rejoining import rejoined
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.shaking import is_shaken

_GOOD_ENOUGH, _ALL_STEPS = 0.005, 0.08  # of its cost may be saved, at most
_WORTH_IT = 1.04  # a path so many times as dear as the cheapest is not cut and joined
_FEW = 60  # cutting and joining is enough, unless one is patient
_STEPS, _STEPS_PER_PLACE = 6000, 180  # looked at while shaking, if so much may be saved
_STEPS_PER_GROUP = 800  # not looked at then: finding the order of groups takes their time
_LEAST_PART = 0.25  # of the steps, however many groups there are
_MOST_STEPS = 36_000  # without groups
_STEPS_OF_A_SHAKE = 40  # what shaking and undoing take, in steps looked at
_WALKS = 3  # from near place to near place, to where a shake cuts
_HOPS, _HOPS_IF_PATIENT = 5, 8  # ours: of 3, 5 and 8 the best in little and in much time
_SEED = 3


def short_path(places: FloatArray, start: int, paths: Iterable[IntArray], *, patience: int = 1) -> IntArray:
    """Return a path that costs little: length and the price upwards.

    Parameters
    ----------
    places
        (n, 2), y downwards, n at least 10. [mm]
    start
        Where all ``paths`` begin.
    paths
        The next one is asked for while what the last one became may be 0.5 % dearer than it must be; last,
        one is put together from the cheapest steps. What is returned is no dearer than any that was asked
        for. Of more than 60 places in groups that lie apart, paths from group to group are looked for in
        place of all.
    patience
        How many times as long as while the user taps the path may be shaken. One that is found with more is
        never dearer than what is found with 1.
    """
    costs, others = PathCosts.between(places, start), iter(paths)
    first = next(others)
    is_rough = len(places) > _FEW and costs.excess(first.tolist()) > _ALL_STEPS
    groups = groups_apart(places, costs.near) if is_rough else ()
    if groups:
        others = paths_by_groups(costs, groups, start)
    else:
        others = itertools.chain([first], others, _greedy(costs, start))
    searches: list[Exchanges] = []
    for path in others:
        searches.append(_exchanged(costs, path))
        if _is_good_enough(costs, searches[-1]):
            return _path(searches[-1])
    unlike = _unlike(searches)
    for search in unlike:
        _rejoin(costs, search)
    best = min(unlike, key=Exchanges.total_mm)
    shakes = _shakes(costs, best, len(groups), patience)
    shaken = [_shaken(costs, best, steps, hops) for steps, hops in shakes]
    # of paths that cost the same the first stays: rounding is no gain
    return _path(min([best, *shaken], key=lambda search: round(search.total_mm(), 6)))


def _exchanged(costs: PathCosts, path: IntArray) -> Exchanges:
    search = Exchanges(costs, path)
    search.improve(search.trip.places)
    return search


def _path(search: Exchanges) -> IntArray:
    return np.array(search.trip.places[:-1])


def _is_good_enough(costs: PathCosts, search: Exchanges) -> bool:
    return costs.excess(search.trip.places[:-1]) < _GOOD_ENOUGH


def _greedy(costs: PathCosts, start: int) -> Iterator[IntArray]:
    yield greedy_path(costs, start)


def _shakes(costs: PathCosts, search: Exchanges, groups: int, patience: int) -> Iterator[tuple[int, int]]:
    """Yield how many steps may be looked at while a path is shaken, and how far apart it is cut."""
    count = len(costs.places)
    steps = _STEPS + _STEPS_PER_PLACE * count
    if count > _FEW:
        worth = min(costs.excess(search.trip.places[:-1]) / _ALL_STEPS, 1.0)
        some = max(steps - groups * _STEPS_PER_GROUP, _LEAST_PART * steps)
        yield int(worth * (some if groups else min(steps, _MOST_STEPS))), _HOPS
    if patience > 1:
        yield (patience - 1) * steps, _HOPS_IF_PATIENT


def _unlike(searches: Sequence[Exchanges]) -> list[Exchanges]:
    """Return the cheapest ones, without those that became the same path as another."""
    unlike: dict[float, Exchanges] = {}
    for search in searches:
        unlike.setdefault(round(search.total_mm(), 6), search)
    return [search for cost_mm, search in unlike.items() if cost_mm <= _WORTH_IT * min(unlike)]


def _rejoin(costs: PathCosts, search: Exchanges) -> None:
    """Cut and join until that gains nothing, and exchange steps wherever it did."""
    around = np.array(_loose_steps(costs, search), dtype=np.int64)
    while around.size > 0:
        path = np.array(search.trip.places)
        again = rejoined(costs, path, around)
        moved = np.flatnonzero(again != path)
        search.trip.put(0, again.tolist())
        search.improve(again[moved].tolist())
        around = _steps_near_a_change(costs, path, np.array(search.trip.places))


def _steps_near_a_change(costs: PathCosts, old: IntArray, new: IntArray) -> IntArray:
    """Return which steps of a new path begin or end at a place that left another, or near such a place."""
    low, high = np.empty((2, 2, old.size), dtype=np.int64)
    for k, path in enumerate((old, new)):
        around = np.concatenate([path[-1:], path, path[:1]])
        low[k, path] = np.minimum(around[:-2], around[2:])
        high[k, path] = np.maximum(around[:-2], around[2:])
    is_changed = (low[0] != low[1]) | (high[0] != high[1])
    changed = np.flatnonzero(is_changed).tolist()
    for place in changed:
        is_changed[costs.near[place]] = True
    return np.flatnonzero(is_changed[new[:-1]] | is_changed[new[1:]]) if changed else new[:0]


def _shaken(costs: PathCosts, calm: Exchanges, most_steps: int, hops: int) -> Exchanges:
    """Cut four steps near a place, join what lies between in reverse order, improve; until steps run out.

    That is kept unless it costs more. Every second time the place is where the path is loose; where it is so
    nowhere, little can be gained.
    """
    random = np.random.default_rng(_SEED)
    search = Exchanges(costs, np.array(calm.trip.places[:-1]))
    highest = len(costs.near) - 2
    loose, search.steps = _loose_steps(costs, search), 0
    while search.steps < most_steps and loose:
        anywhere, which, *lots = random.random(2 + _WALKS * hops).tolist()
        there = loose[int(which * len(loose))] if anywhere < 0.5 else int(which * highest)
        search.steps += _STEPS_OF_A_SHAKE
        if is_shaken(search, _cuts_near(search, there, lots)):
            loose = _loose_steps(costs, search)
    _rejoin(costs, search)
    return search


def _cuts_near(search: Exchanges, there: int, lots: Sequence[float]) -> list[int]:
    """Return a step and those where short walks from it, from near place to near place, end."""
    trip, near = search.trip, search.near
    cuts = {there}
    hops = len(lots) // _WALKS
    for begin in range(0, len(lots), hops):
        place = trip.places[there]
        for lot in lots[begin : begin + hops]:
            place = near[place][int(lot * len(near[place]))]
        cuts.add(trip.at[place])
    cuts.discard(len(near) - 1)  # the step back to the start stays
    return sorted(cuts)


def _loose_steps(costs: PathCosts, search: Exchanges) -> list[int]:
    """Return where on the path a step is longer than the one to the nearest place, or goes upwards."""
    path = np.array(search.trip.places[:-1])
    steps = np.diff(costs.places[path], axis=0)
    is_longer = np.hypot(*steps.T) > costs.nearest_mm[path[:-1]] + LEAST_GAIN_MM
    loose: list[int] = np.flatnonzero(is_longer | (steps[:, 1] < -LEAST_GAIN_MM)).tolist()
    return loose
