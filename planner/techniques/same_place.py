"""Points marked twice: a finger that taps again means the same place, and gets one needle there."""

import numpy as np

from planner.geometry.spacing import pairs_nearer_than
from planner.session import PointFinding

SAME_PLACE_MM = 0.5
"""Ours: points nearer than this are one place; a needle is as wide, and no finger tells them apart. [mm]"""

_MOST_NAMED = 5


def at_one_place(points: tuple[PointFinding, ...]) -> tuple[tuple[PointFinding, ...], tuple[str, ...]]:
    """Return one point for each place, in the given order, and sentences about those that were left out.

    Points in a chain of near neighbours are one place. The one that hurts most stands for it, where it is; of
    equals the topmost, then the leftmost on the map.
    """
    places = np.array([(point.at.u_mm, point.at.v_mm) for point in points], dtype=np.float64).reshape(-1, 2)
    pairs = pairs_nearer_than(places, SAME_PLACE_MM)
    if len(pairs) == 0:
        return points, ()
    rank = sorted(range(len(points)), key=lambda number: _first_is_kept(points[number]))
    place = np.empty(len(points), dtype=np.int64)
    place[rank] = np.arange(len(points))
    while np.any(place[pairs[:, 0]] != place[pairs[:, 1]]):
        least = np.minimum(place[pairs[:, 0]], place[pairs[:, 1]])
        np.minimum.at(place, pairs.ravel(), np.repeat(least, 2))
    kept_by = [rank[number] for number in place.tolist()]
    kept = tuple(point for number, point in enumerate(points) if kept_by[number] == number)
    left_out = [
        (point.id, points[keeper].id)
        for number, (point, keeper) in enumerate(zip(points, kept_by, strict=True))
        if keeper != number
    ]
    return kept, _notes(left_out)


def _first_is_kept(point: PointFinding) -> tuple[int, float, float, str]:
    return -point.intensity, point.at.v_mm, point.at.u_mm, point.id


def _notes(left_out: list[tuple[str, str]]) -> tuple[str, ...]:
    named = [f"{one} with {keeper}" for one, keeper in left_out[:_MOST_NAMED]]
    further = len(left_out) - len(named)
    if further:
        named.append(f"{further} more likewise")
    return (f"Points less than {SAME_PLACE_MM:g} mm apart are one place: {', '.join(named)}.",)
