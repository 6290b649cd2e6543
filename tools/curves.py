"""Smooth lines through control points, always with the same number of corners for the same input shape."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Controls = Sequence[tuple[float, float]]

STEPS = 24
"""Corners for each pair of control points before a line is cut or thinned."""


def curve(controls: Controls, *, closed: bool = False) -> Points:
    """Return the centripetal Catmull-Rom curve through the control points, densely."""
    points = np.array(controls, dtype=np.float64)
    if closed:
        padded = np.vstack([points[-1], points, points[0], points[1]])
    else:
        padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = [_piece(padded[i : i + 4]) for i in range(len(padded) - 3)]
    return np.vstack([padded[1], *pieces])


def _piece(four: Points) -> Points:
    """Return the piece between the second and third of four points, without its start (Barry and Goldman)."""
    knot = np.concatenate([[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(four, axis=0), axis=1)))])
    t = np.linspace(knot[1], knot[2], STEPS + 1)[1:, None]
    first = [_between(four[i], four[i + 1], (knot[i], knot[i + 1]), t) for i in range(3)]
    second = [_between(first[i], first[i + 1], (knot[i], knot[i + 2]), t) for i in range(2)]
    return _between(second[0], second[1], (knot[1], knot[2]), t)


def _between(start: Points, end: Points, span: tuple[float, float], t: Points) -> Points:
    return ((span[1] - t) * start + (t - span[0]) * end) / (span[1] - span[0])


def thinned(points: Points, count: int) -> Points:
    """Return ``count`` corners at equal steps along a line, ends kept."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0.0, along[-1], count)
    return np.column_stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)])


def cut(points: Points, *, axis: int, at: float) -> tuple[Points, Points]:
    """Return a line in two where it first crosses ``at`` on x (axis 0) or v (axis 1), both with it."""
    beyond = points[:, axis] - at
    crossing = np.flatnonzero(np.sign(beyond[:-1]) != np.sign(beyond[1:]))
    i = int(crossing[0])
    share = beyond[i] / (beyond[i] - beyond[i + 1])
    corner = points[i] + share * (points[i + 1] - points[i])
    corner[axis] = at
    return np.vstack([points[: i + 1], corner]), np.vstack([corner, points[i + 1 :]])


def straight(start: Sequence[float], end: Sequence[float], count: int) -> Points:
    """Return ``count`` corners from start to end."""
    return np.linspace(start, end, count)


def ellipse(centre: Sequence[float], radii: tuple[float, float], *, tilt_deg: float = 0.0) -> Points:
    """Return a closed ellipse of 32 corners."""
    turn = np.linspace(0.0, 2 * np.pi, 33)[:-1]
    tilt = np.radians(tilt_deg)
    x, v = radii[0] * np.cos(turn), radii[1] * np.sin(turn)
    turned = np.column_stack([x * np.cos(tilt) - v * np.sin(tilt), x * np.sin(tilt) + v * np.cos(tilt)])
    placed: Points = turned + np.array(centre)
    return placed


def mirrored(points: Points) -> Points:
    """Return the line on the patient's left."""
    other: Points = points * np.array([-1.0, 1.0])
    return other
