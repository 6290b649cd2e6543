"""The order of the hand as columns for the browser: where each injection lies, and what it gives."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.body.fitted_map import FittedMap
from planner.drawing.typed_arrays import TypedArray, typed_array, typed_places
from planner.drawing.unrolled import drawn_places
from planner.plan import Plan, TargetPlan
from planner.techniques import find_technique
from planner.techniques.needle import inserted_by

Column = float | TypedArray


def order_columns(plan: Plan, fitted: FittedMap) -> list[dict[str, Any]]:
    """Return the columns of each target; a column that never changes is one number.

    Injections come in tape mm (``u``, ``v``): the browser draws them through the projection table that it
    holds. Passes come in drawn mm (``x0``, ``v0``, ``x1``, ``v1``).
    """
    return [
        _columns(target, number, fitted)
        for number, target in enumerate(plan.targets, start=1)
        if len(target.grid) or len(target.passes)
    ]


def _columns(target: TargetPlan, number: int, fitted: FittedMap) -> dict[str, Any]:
    grid = target.grid
    columns: dict[str, Any] = {
        "id": target.id,
        "number": number,
        "title": find_technique(target.technique).title,
    }
    if len(grid):
        columns |= {
            "u": typed_places(grid.u_mm),
            "v": typed_places(grid.v_mm),
            "depth_mm": _column(grid.depth_mm),
            "angle_deg": _column(grid.angle_deg),
            "inserted_mm": _column(grid.inserted_mm),
            "volume_ml": _column(grid.volume_ml),
        }
    return columns | ({"passes": _passes(target, fitted)} if len(target.passes) else {})


def _passes(target: TargetPlan, fitted: FittedMap) -> dict[str, Any]:
    start = drawn_places(fitted.projection, target.passes.starts)
    end = drawn_places(fitted.projection, target.passes.ends)
    return {
        "x0": typed_places(start[:, 0]),
        "v0": typed_places(start[:, 1]),
        "x1": typed_places(end[:, 0]),
        "v1": typed_places(end[:, 1]),
        "depth_mm": target.settings.number("depth_mm"),
        "angle_deg": target.settings.number("needle_angle_deg"),
        "inserted_mm": inserted_by(target.settings),
        "length_mm": _column(target.passes.length_mm),
        "volume_ml": _column(target.passes.volume_ml),
    }


def _column(values: NDArray[np.float64]) -> Column:
    return float(values[0]) if np.ptp(values) == 0.0 else typed_array(values)
