"""Which places stand together: groups with wide gaps between them."""

import itertools

import numpy as np

from planner.geometry.rows import FloatArray, IntArray

_CLEARLY = 1.5  # ours: rows of a lattice that are left out make gaps 1.73 times as long as its steps
_LEAST_GROUPS, _LEAST_IN_A_GROUP = 4, 3


def groups_apart(places: FloatArray, near: list[list[int]]) -> tuple[IntArray, ...]:
    """Return the groups of places with gaps between them, each ascending; none if no gap is clearly wider.

    Of the shortest steps that join all places, sorted, one must be at least half as long again as the one
    before it; steps from it on are the gaps. There are at least four groups, of at least three places in the
    mean.

    Parameters
    ----------
    near
        For each place those that it may be joined to; numbers from n on are no places.
    """
    steps, length_mm = _joining(places, near)
    fewest = len(places) - len(places) // _LEAST_IN_A_GROUP
    some_mm = length_mm[fewest - 1 : len(length_mm) + 2 - _LEAST_GROUPS]
    if len(steps) < len(places) - 1 or len(some_mm) < 2:
        return ()
    wider = some_mm[1:] / np.maximum(some_mm[:-1], 1e-9)
    if wider.max() < _CLEARLY:
        return ()
    leader = list(range(len(places)))
    for one, other in steps[: fewest + int(wider.argmax())]:
        leader[_led(leader, one)] = _led(leader, other)
    group = np.array([_led(leader, place) for place in range(len(places))])
    return tuple(np.flatnonzero(group == one) for one in np.unique(group))


def _joining(places: FloatArray, near: list[list[int]]) -> tuple[list[list[int]], FloatArray]:
    """Return the shortest steps that join what can be joined, shortest first, and how long they are."""
    count = len(places)
    one = np.repeat(np.arange(count), [len(row) for row in near[:count]])
    other = np.fromiter(itertools.chain.from_iterable(near[:count]), dtype=np.int64)
    once = np.unique(np.minimum(one, other) * (count + 1) + np.maximum(one, other))
    steps = np.column_stack(np.divmod(once, count + 1))
    steps = steps[steps[:, 1] < count]
    length_mm = np.hypot(*(places[steps[:, 0]] - places[steps[:, 1]]).T)
    shortest_first = np.argsort(length_mm, kind="stable")
    leader, kept = list(range(count)), []
    for k, (first, second) in enumerate(steps[shortest_first].tolist()):
        low, high = _led(leader, first), _led(leader, second)
        if low != high:
            leader[low] = high
            kept.append(k)
    kept_first = shortest_first[kept]
    return steps[kept_first].tolist(), length_mm[kept_first]


def _led(leader: list[int], place: int) -> int:
    """Return the place that leads all that a place is joined to, and shorten the way there."""
    while leader[place] != place:
        leader[place] = place = leader[leader[place]]
    return place
