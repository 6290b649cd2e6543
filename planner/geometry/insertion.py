"""Putting further strokes into a walk, each where it lengthens the way of the hand least."""

import numpy as np

from planner.geometry.cuts import FloatArray

_DECIMALS = 6  # equal ways must not differ by rounding


def put_in(
    start: FloatArray, end: FloatArray, more_start: FloatArray, more_end: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the strokes of a walk with more put in among them, one by one and either way round.

    Parameters
    ----------
    start, end
        (n, 2) ends of the strokes in walking order; these keep their order and direction. [mm]
    more_start, more_end
        (k, 2) ends of the strokes to put in. [mm]
    """
    starts, ends = list(start), list(end)
    for one, other in zip(more_start, more_end, strict=True):
        place, turned = _cheapest(np.array(starts), np.array(ends), one, other)
        starts.insert(place, other if turned else one)
        ends.insert(place, one if turned else other)
    return np.array(starts).reshape(-1, 2), np.array(ends).reshape(-1, 2)


def _cheapest(start: FloatArray, end: FloatArray, one: FloatArray, other: FloatArray) -> tuple[int, bool]:
    """Return before which stroke to put one more, and whether to walk it from its other end."""
    if len(start) == 0:
        return 0, False
    gap_mm = np.concatenate([[0.0], _apart(start[1:], end[:-1]), [0.0]])
    longer_mm = [
        np.append(0.0, _apart(end, entry)) + np.append(_apart(start, leaving), 0.0) - gap_mm
        for entry, leaving in ((one, other), (other, one))
    ]
    best = int(np.round(longer_mm, _DECIMALS).argmin())
    return best % len(gap_mm), best >= len(gap_mm)


def _apart(places: FloatArray, others: FloatArray) -> FloatArray:
    away = places - others
    return np.hypot(away[:, 0], away[:, 1])
