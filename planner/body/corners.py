"""All corners of a drawing in one array, so that a fit warps them in one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from planner.body.body_map import BodyMap

Floats = NDArray[np.float64]

ROUNDING_DECIMALS = 6
"""Far below what an SVG holds, and enough for left and right to mirror each other to the last bit."""


@dataclass(frozen=True, slots=True)
class Corners:
    """The corners of outline, regions, landmarks, levels, contour, art and shading, in this order.

    Left mirrors right and neighbours share their borders, so about a quarter of the corners stand for all:
    ``distinct_mm[which]`` is ``points_mm`` with every x on the right.

    Parameters
    ----------
    points_mm
        (n, 2) x, v. [drawn mm]
    ends
        Where each line ends in ``points_mm``.
    """

    points_mm: Floats
    ends: tuple[int, ...]
    distinct_mm: Floats
    which: NDArray[np.intp]


@cache
def corners_of(drawing: BodyMap) -> Corners:
    """Return the corners of a drawing; drawings are few and never change, so they are kept."""
    lines = list(_lines(drawing))
    points_mm = np.concatenate(lines).round(ROUNDING_DECIMALS)
    on_right_mm = np.column_stack([np.abs(points_mm[:, 0]), points_mm[:, 1]])
    distinct_mm, which = np.unique(on_right_mm, axis=0, return_inverse=True)
    for array in (points_mm, distinct_mm, which):
        array.setflags(write=False)
    ends = tuple(np.cumsum([len(line) for line in lines]).tolist())
    return Corners(points_mm, ends, distinct_mm, which)


def shape_of(drawing: BodyMap) -> tuple[object, ...]:
    """Return what two drawings must share so that their corners can be averaged."""
    return (
        tuple(region.id for region in drawing.regions),
        tuple(mark.id for mark in drawing.landmarks),
        tuple(level.name for level in drawing.levels),
        tuple(line.role for line in drawing.art),
        tuple(shade.role for shade in drawing.shading),
        corners_of(drawing).ends,
    )


def _lines(drawing: BodyMap) -> Iterator[Floats]:
    yield np.asarray(drawing.outline.exterior.coords)
    for region in drawing.regions:
        yield np.asarray(region.area.exterior.coords)
    yield np.array([(mark.at.x_mm, mark.at.v_mm) for mark in drawing.landmarks]).reshape(-1, 2)
    yield np.array([(0.0, level.v_mm) for level in drawing.levels]).reshape(-1, 2)
    yield np.array(drawing.contour).reshape(-1, 2)
    for line in drawing.art:
        yield np.array(line.points)
    for shade in drawing.shading:
        yield np.array(shade.points)
