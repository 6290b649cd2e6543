"""How far apart the injections stand, and how evenly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.evidence import sources
from planner.geometry.spacing import nearest_distances
from planner.plan import TargetPlan
from planner.score.measure import Better, Measure
from planner.techniques.grid import FloatArray, Passes


@dataclass(frozen=True, slots=True)
class Spacings:
    """Smallest and mean distance to the nearest neighbour, and the spread over the mean; None without one."""

    smallest_spacing_mm: float | None = None
    mean_spacing_mm: float | None = None
    spacing_cv: float | None = None


def distances_of(target: TargetPlan) -> FloatArray:
    """Return from each deposit, or row of passes, the distance to its nearest neighbour. [mm]."""
    if len(target.passes):
        return _row_distances(target.passes, float(target.settings.number("direction_deg")))
    return nearest_distances(target.grid.places)


def distances_between(targets: Sequence[TargetPlan], own: Sequence[FloatArray]) -> FloatArray:
    """Return from each deposit the distance to the nearest one of any target. [mm].

    Parameters
    ----------
    own
        What `distances_of` said of each target: where only one has deposits, nothing is asked twice.
    """
    filled = [index for index, target in enumerate(targets) if len(target.grid)]
    if len(filled) == 1:
        return own[filled[0]]
    return nearest_distances(np.vstack([np.empty((0, 2)), *(targets[index].grid.places for index in filled)]))


def spacings(distances_mm: FloatArray) -> Spacings:
    """Return the figures of distances to the nearest neighbour; a lone deposit has none."""
    apart_mm = distances_mm[np.isfinite(distances_mm)]
    if len(apart_mm) == 0:
        return Spacings()
    mean_mm = float(apart_mm.mean())
    return Spacings(float(apart_mm.min()), mean_mm, float(apart_mm.std()) / mean_mm if mean_mm else None)


def _row_distances(passes: Passes, direction_deg: float) -> FloatArray:
    """Return from each row of passes the distance to the nearest other row. [mm]."""
    angle = math.radians(direction_deg)
    across_mm: FloatArray = passes.starts @ np.array([-math.sin(angle), math.cos(angle)])
    steps_mm = np.diff(np.unique(np.round(across_mm, 6)))
    if len(steps_mm) == 0:
        return np.empty(0)
    nearest_mm: FloatArray = np.minimum(np.append(steps_mm, np.inf), np.insert(steps_mm, 0, np.inf))
    return nearest_mm


MEASURES = (
    Measure(
        "smallest_spacing_mm",
        "Smallest spacing",
        "mm",
        1,
        Better.NEITHER,
        "How far the two nearest deposits, or rows of passes, stand from each other.",
        "min over deposits (rows) of the distance to the nearest other one",
        sources.OURS,
    ),
    Measure(
        "mean_spacing_mm",
        "Mean spacing",
        "mm",
        1,
        Better.NEITHER,
        "How far a deposit, or a row of passes, stands from its nearest neighbour in the mean.",
        "mean over deposits (rows) of the distance to the nearest other one",
        sources.OURS,
    ),
    Measure(
        "spacing_cv",
        "Uneven spacing",
        "%",
        1,
        Better.LOWER,
        "How unevenly the deposits, or rows of passes, are spread: 0 % if each has its neighbour equally "
        "far.",
        "standard deviation / mean of the distances to the nearest other one",
        sources.OURS,
    ),
)
