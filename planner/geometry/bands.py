"""Areas of parallel bands without an overlay of bands: cut into slabs, they are intervals.

Bands of neighbouring rows touch along whole sides. An overlay of such rectangles, turned by any angle, can
lose some of them (GEOS 3.14 did: 0.93 of a zone covered, and 0.83 of its mirror image). Seen along the rows
every band is a rectangle upright on the axes; between two neighbouring border lines of any bands, a slab, the
union is a union of intervals. Only single rectangles are ever laid over the zone.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray, IntArray

_GRID_DECIMALS = 9  # borders nearer than a millionth of a micrometre are one
_PARALLEL_MM = 1e-6  # an end may stand this far off its row


@dataclass(frozen=True, slots=True)
class Slabs:
    """How much bands cover, and what they leave of a zone.

    Parameters
    ----------
    covered_mm2
        Area of the union of all bands.
    left_out
        The parts of the zone that no band covers; they do not overlap.
    """

    covered_mm2: float
    left_out: NDArray[np.object_]


def slabs_of(start: FloatArray, end: FloatArray, half_width_mm: float, zone: BaseGeometry) -> Slabs:
    """Return what parallel bands cover, and what they leave of ``zone``.

    Parameters
    ----------
    start, end
        (n, 2) ends of the middle line of each band, all in one direction or against it. [mm]

    Raises
    ------
    ValueError
        If they are not parallel.
    """
    turn = _turn_along(start, end)
    turned = _turned(np.array([zone]), turn)[0]
    from_mm, to_mm = start @ turn.T, end @ turn.T
    if np.abs(from_mm[:, 1] - to_mm[:, 1]).max(initial=0) > _PARALLEL_MM:
        message = "bands must be parallel"
        raise ValueError(message)
    across = np.round((from_mm[:, 1] + to_mm[:, 1]) / 2, _GRID_DECIMALS)
    low, high = (np.round(across + side * half_width_mm, _GRID_DECIMALS) for side in (-1, 1))
    along = np.sort(np.column_stack((from_mm[:, 0], to_mm[:, 0])), axis=1)
    x_min, y_min, x_max, y_max = _box_round(turned)
    borders = np.unique(np.concatenate([low, high, [y_min, y_max]]))
    slab, begin, stop = _covered(np.searchsorted(borders, low), np.searchsorted(borders, high), along)
    heights_mm = np.diff(borders)
    covered_mm2 = float((heights_mm[slab] * (stop - begin)).sum())
    slab, begin, stop = _between(len(heights_mm), slab, begin, stop, (x_min, x_max))
    left_out = shapely.box(begin, borders[slab], stop, borders[slab + 1])
    shapely.prepare(turned)
    parts = shapely.intersection(left_out[shapely.intersects(turned, left_out)], turned)
    return Slabs(covered_mm2, _turned(parts, turn.T))


def _turned(areas: NDArray[np.object_], turn: FloatArray) -> NDArray[np.object_]:
    """Return areas turned about the origin, and mended where rounding made a border touch itself."""
    turned: NDArray[np.object_] = shapely.transform(areas, lambda corners: corners @ turn.T)
    torn = ~shapely.is_valid(turned)
    turned[torn] = shapely.make_valid(turned[torn], method="structure", keep_collapsed=False)
    return turned


def _turn_along(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return the turn that brings the longest stroke along x."""
    step = end - start
    lengths_mm = np.hypot(step[:, 0], step[:, 1])
    if len(step) == 0:
        return np.eye(2)
    cos, sin = step[lengths_mm.argmax()] / lengths_mm.max()
    return np.array([[cos, sin], [-sin, cos]])


def _box_round(zone: BaseGeometry) -> tuple[float, float, float, float]:
    """Return a box that holds the zone with room to spare."""
    x_min, y_min, x_max, y_max = shapely.bounds(zone) if not zone.is_empty else (0.0, 0.0, 0.0, 0.0)
    return x_min - 1, round(y_min - 1, 0), x_max + 1, round(y_max + 1, 0)


def _covered(first: IntArray, after: IntArray, along: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the intervals that bands cover in each slab, by slab and place; those that meet are one."""
    count = after - first
    band = np.repeat(np.arange(len(first)), count)
    slab = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    slab = np.concatenate([slab, slab])
    place = np.concatenate([along[band, 0], along[band, 1]])
    step = np.repeat(np.array([1, -1]), len(band))
    order = np.lexsort((-step, place, slab))
    depth = np.cumsum(step[order])
    enter, leave = np.flatnonzero((depth == 1) & (step[order] == 1)), np.flatnonzero(depth == 0)
    return slab[order][enter], place[order][enter], place[order][leave]


def _between(
    count: int, slab: IntArray, begin: FloatArray, stop: FloatArray, ends: tuple[float, float]
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the intervals between those covered, in each of ``count`` slabs from end to end."""
    every = np.arange(count)
    owner = np.concatenate([every, slab])
    from_mm = np.concatenate([np.full(count, ends[0]), stop])
    to_mm = np.concatenate([begin, np.full(count, ends[1])])
    order = np.lexsort((from_mm, owner))
    back = np.lexsort((to_mm, np.concatenate([slab, every])))
    owner, from_mm, to_mm = owner[order], from_mm[order], to_mm[back]
    wide = to_mm > from_mm
    return owner[wide], from_mm[wide], to_mm[wide]
