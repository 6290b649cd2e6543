"""Smooth curves through knots that never overshoot them."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def monotone_cubic(knots: Floats, values: Floats, at: Floats) -> Floats:
    """Return the shape-preserving cubic through ``(knots, values)``; straight beyond the ends.

    Rising values give a strictly rising curve, which keeps levels in their order.

    Parameters
    ----------
    knots
        (k,), strictly increasing, k >= 2.
    values
        (k, m): m curves over the same knots.
    at
        (n,)

    Returns
    -------
    (n, m) float array

    References
    ----------
    Fritsch and Butland 1984, SIAM J. Sci. Stat. Comput. 5:300, the slopes of PCHIP.
    """
    gap = np.diff(knots)[:, None]
    rise = np.diff(values, axis=0) / gap
    slope = _slopes(gap, rise)
    i = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(knots) - 2)
    inside = np.clip(at, knots[0], knots[-1])
    h = gap[i]
    t = ((inside - knots[i])[:, None]) / h
    curve = (
        (1 + 2 * t) * (1 - t) ** 2 * values[i]
        + t * (1 - t) ** 2 * h * slope[i]
        + t**2 * (3 - 2 * t) * values[i + 1]
        + t**2 * (t - 1) * h * slope[i + 1]
    )
    beyond = (at - inside)[:, None]
    return np.asarray(curve + beyond * np.where(beyond < 0, rise[0], rise[-1]), dtype=np.float64)


def _slopes(gap: Floats, rise: Floats) -> Floats:
    """Return the slope at each knot: a weighted harmonic mean where both sides agree in sign, else 0."""
    before, after = rise[:-1], rise[1:]
    weight_before, weight_after = 2 * gap[1:] + gap[:-1], gap[1:] + 2 * gap[:-1]
    agree = before * after > 0
    safe_before, safe_after = np.where(agree, before, 1.0), np.where(agree, after, 1.0)
    mean = (weight_before + weight_after) / (weight_before / safe_before + weight_after / safe_after)
    return np.concatenate([rise[:1], np.where(agree, mean, 0.0), rise[-1:]])
