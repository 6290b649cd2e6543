"""Turning between the frame of the rows and the body map."""

import math

import numpy as np
from numpy.typing import NDArray


def turned(points: NDArray[np.float64], direction_deg: float) -> NDArray[np.float64]:
    """Return points given along and across the rows as (n, 2) points of the body map."""
    if direction_deg == 0:
        return points
    cos, sin = cos_sin(direction_deg)
    along, across = points.T
    return np.column_stack((along * cos - across * sin, along * sin + across * cos))


def cos_sin(direction_deg: float) -> tuple[float, float]:
    """Return cosine and sine of an angle, exact at right angles so that upright rows are truly upright."""
    angle = math.radians(direction_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    return (0.0 if abs(cos) < 1e-15 else cos), (0.0 if abs(sin) < 1e-15 else sin)
