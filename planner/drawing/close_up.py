"""The part of a drawing that something lies on, with L and R in its upper corners."""

from dataclasses import replace

import numpy as np

from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Drawing, Label, Places
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_places

_RIM_MM = 45.0
_LEAST_MM = 260.0  # ours: no closer, so that a reader still sees where on the back it is
_SIDE_OFF_MM = 14.0


def close_up(drawing: Drawing, tape_mm: Places, fitted: FittedMap) -> Drawing:
    """Return the drawing framed round (n, 2) tape places; without any of them the whole of it."""
    if not len(tape_mm):
        return drawing
    drawn = drawn_places(fitted.projection, tape_mm)
    (x_from, v_from), (x_to, v_to) = _widened(drawn.min(axis=0), drawn.max(axis=0))
    framed = drawing.framed((x_from, x_to), (v_from, v_to))
    sides = tuple(
        Label(Role.SIDE, letter, x_mm, v_from + _SIDE_OFF_MM)
        for letter, x_mm in (("L", x_from + _SIDE_OFF_MM), ("R", x_to - _SIDE_OFF_MM))
    )
    return replace(framed, marks=(*(m for m in framed.marks if m.role is not Role.SIDE), *sides))


def _widened(least: Places, most: Places) -> tuple[list[float], list[float]]:
    middle = (least + most) / 2
    half = np.maximum((most - least) / 2 + _RIM_MM, _LEAST_MM / 2)
    low: list[float] = (middle - half).tolist()
    high: list[float] = (middle + half).tolist()
    return low, high
