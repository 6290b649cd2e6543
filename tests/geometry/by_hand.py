"""Certificates checked once more, in plain Python and by other means than the planner's own.

The planner leads a disc round each place and sorts angles. Here discs are listed: one that holds most can be
moved until two of its places are on its rim, unless all that it holds is one place. So it is enough to look
at the discs round each place, and at both discs through each two places.
"""

import itertools
import math
from collections.abc import Iterator, Sequence

Place = tuple[float, float]


def as_places(table) -> list[Place]:
    """Return the rows of an array as plain pairs of numbers."""
    return [(float(x), float(y)) for x, y in table.tolist()]


def pairs_nearer(places: Sequence[Place], distance_mm: float) -> list[list[int]]:
    """Return all pairs of places that are nearer than a distance, but for rounding."""
    numbered = itertools.combinations(enumerate(places), 2)
    return [[i, j] for (i, one), (j, other) in numbered if math.dist(one, other) < distance_mm * (1 - 1e-8)]


def heaviest(places: Sequence[Place], weights: Sequence[float], reach_mm: float) -> float:
    """Return the most weight that a closed disc holds."""
    return max(
        sum(
            weight
            for place, weight in zip(places, weights, strict=True)
            if math.dist(centre, place) <= reach_mm
        )
        for centre in _centres(places, reach_mm * (1 - 1e-12))
    )


def can_be_held_by(places: Sequence[Place], count: int, reach_mm: float) -> bool:
    """Return whether so many closed discs can hold all places; all ways are gone through."""
    held = {
        sum(1 << k for k, place in enumerate(places) if math.dist(centre, place) <= reach_mm * (1 + 1e-9))
        for centre in _centres(places, reach_mm)
    }
    most_first = sorted(held, key=int.bit_count, reverse=True)
    largest: list[int] = []
    for one in most_first:
        if not any(one | other == other for other in largest):
            largest.append(one)
    return _is_covered((1 << len(places)) - 1, largest, count)


def _centres(places: Sequence[Place], reach_mm: float) -> Iterator[Place]:
    yield from places
    for (ax, ay), (bx, by) in itertools.combinations(places, 2):
        apart_mm = math.hypot(bx - ax, by - ay)
        if 0 < apart_mm <= 2 * reach_mm:
            off = math.sqrt(reach_mm**2 - apart_mm**2 / 4) / apart_mm
            for side in (off, -off):
                yield (ax + bx) / 2 - side * (by - ay), (ay + by) / 2 + side * (bx - ax)


def _is_covered(bare: int, sets: list[int], count: int) -> bool:
    """Return whether so many sets hold all that is bare: each for the place that fewest can hold is tried."""
    if bare == 0:
        return True
    if count == 0 or bare.bit_count() > count * max((one & bare).bit_count() for one in sets):
        return False
    hardest = min(
        ([one for one in sets if one >> k & 1] for k in range(bare.bit_length()) if bare >> k & 1), key=len
    )
    return any(_is_covered(bare & ~one, sets, count - 1) for one in hardest)
