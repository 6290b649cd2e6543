"""Tape millimetres on the skin to drawn millimetres and back: one section of the body for each level."""

from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

QUARTER_TURN_EXCESS = pi / 2 - 1
"""By how much a quarter circle is longer than its radius, for a radius of 1."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A flat centre and a circular flank at each level, as a table that any language can evaluate.

    At one level the body reaches ``half_breadth_mm`` (b) sideways on the drawing and ``half_arc_mm`` (S)
    under the tape. The flank is a circle of radius ``a = min((S - b) / (pi/2 - 1), b)``, the centre is flat
    out to ``b - a``. Beyond the contour (an arm beside the trunk) the tape goes on at the scale
    of the drawing. b and S are linear in v between knots and constant outside; left mirrors right.
    Without knots it is the identity.

    Parameters
    ----------
    v_knots_mm
        Strictly increasing. [mm below the origin]
    half_breadth_mm
        b at each knot. [drawn mm]
    half_arc_mm
        S at each knot, ``b <= S <= b * pi/2``. [tape mm]
    """

    v_knots_mm: tuple[float, ...]
    half_breadth_mm: tuple[float, ...]
    half_arc_mm: tuple[float, ...]

    def drawn_x(self, u_mm: ArrayLike, v_mm: ArrayLike) -> Floats:
        """Return x on the drawing for tape places (u, v); scalars and arrays broadcast. [mm]."""
        u_mm = _floats(u_mm)
        if not self.v_knots_mm:
            return u_mm + np.zeros_like(_floats(v_mm))
        half_breadth_mm, half_arc_mm, radius_mm = self._section(v_mm)
        flat_mm = half_breadth_mm - radius_mm
        beyond_mm = np.abs(u_mm)
        turn = np.clip((beyond_mm - flat_mm) / radius_mm, 0.0, pi / 2)
        on_flank_mm = flat_mm + radius_mm * np.sin(turn)
        outside_mm = half_breadth_mm + (beyond_mm - half_arc_mm)
        reached_mm = np.where(beyond_mm <= half_arc_mm, on_flank_mm, outside_mm)
        return _floats(np.copysign(np.where(beyond_mm <= flat_mm, beyond_mm, reached_mm), u_mm))

    def tape_u(self, x_mm: ArrayLike, v_mm: ArrayLike) -> Floats:
        """Return u under the tape for drawn places (x, v); scalars and arrays broadcast. [mm]."""
        x_mm = _floats(x_mm)
        if not self.v_knots_mm:
            return x_mm + np.zeros_like(_floats(v_mm))
        half_breadth_mm, half_arc_mm, radius_mm = self._section(v_mm)
        flat_mm = half_breadth_mm - radius_mm
        beyond_mm = np.abs(x_mm)
        sine = np.clip((beyond_mm - flat_mm) / radius_mm, 0.0, 1.0)
        on_flank_mm = flat_mm + radius_mm * np.arcsin(sine)
        outside_mm = half_arc_mm + (beyond_mm - half_breadth_mm)
        reached_mm = np.where(beyond_mm <= half_breadth_mm, on_flank_mm, outside_mm)
        return _floats(np.copysign(np.where(beyond_mm <= flat_mm, beyond_mm, reached_mm), x_mm))

    def _section(self, v_mm: ArrayLike) -> tuple[Floats, Floats, Floats]:
        """Return b, S and the flank radius at each v."""
        level_mm = _floats(v_mm)
        half_breadth_mm = _floats(np.interp(level_mm, self.v_knots_mm, self.half_breadth_mm))
        half_arc_mm = _floats(np.interp(level_mm, self.v_knots_mm, self.half_arc_mm))
        radius_mm = np.minimum((half_arc_mm - half_breadth_mm) / QUARTER_TURN_EXCESS, half_breadth_mm)
        return half_breadth_mm, half_arc_mm, np.maximum(radius_mm, 1e-9)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


IDENTITY = Projection((), (), ())
"""A flat map: drawn millimetres are tape millimetres."""
