"""Areas of parallel bands without any overlay: cut into slabs, they are intervals.

Bands of neighbouring rows touch along whole sides. An overlay of such rectangles, turned by any angle, can
lose some of them (GEOS 3.14 did: 0.93 of a zone covered, and 0.83 of its mirror image). Seen along the rows
every band is a rectangle upright on the axes; between two neighbouring border lines of any bands, a slab, the
union is a union of intervals, and what the zone holds of an interval follows from its edges alone.
"""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.circles import edges_counterclockwise
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.slab_pieces import Boxes, SlabPieces, expanded

NO_BAND = -1
"""Where a box between bands has none on that side."""

_GRID_DECIMALS = 9  # borders nearer than a millionth of a micrometre are one
_PLACES_AT_ONCE = 2048  # what the processor still holds near
_PARALLEL_MM = 1e-6  # an end may stand this far off its row


@dataclass(frozen=True, slots=True)
class Bands:
    """Parallel bands as they lie along and across their rows, and the turn that brings places there. [mm]."""

    turn: FloatArray
    along_mm: FloatArray
    across_mm: FloatArray
    half_width_mm: float

    @property
    def borders_mm(self) -> tuple[FloatArray, FloatArray]:
        """Lower and upper border of each band."""
        low, high = (np.round(self.across_mm + side * self.half_width_mm, _GRID_DECIMALS) for side in (-1, 1))
        return low, high

    def nearest(self, places: FloatArray) -> IntArray:
        """Return the band whose middle line is nearest to each of (n, 2) places of the zone's own frame."""
        found = [np.empty(0, dtype=np.int64)]
        for chunk in np.split(places @ self.turn.T, range(_PLACES_AT_ONCE, len(places), _PLACES_AT_ONCE)):
            along_mm, across_mm = chunk[:, :1], chunk[:, 1:]
            beyond_mm = np.maximum(self.along_mm[:, 0] - along_mm, along_mm - self.along_mm[:, 1])
            beyond_mm = np.maximum(beyond_mm, 0)
            off_mm = across_mm - self.across_mm
            found.append((beyond_mm * beyond_mm + off_mm * off_mm).argmin(axis=1))
        return np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Slabs:
    """How much bands cover, in a zone and at all, and the boxes that they leave between them.

    Parameters
    ----------
    covered_mm2, inside_mm2
        Area of the union of all bands, and of what of it lies in the zone.
    summed_mm2
        What the zone holds of each band, added up.
    between
        What no band covers, up to beyond the zone.
    before, after
        Which band ends where each box between bands begins, and which begins where it ends, or `NO_BAND`.
    """

    bands: Bands
    borders_mm: FloatArray
    pieces: SlabPieces
    covered_mm2: float
    inside_mm2: float
    summed_mm2: float
    between: Boxes
    before: IntArray
    after: IntArray


def bands_along(start: FloatArray, end: FloatArray, half_width_mm: float) -> Bands:
    """Return bands that reach half a width to each side of their middle lines.

    Parameters
    ----------
    start, end
        (n, 2) ends of the middle lines, all in one direction or against it. [mm]

    Raises
    ------
    ValueError
        If they are not parallel.
    """
    turn = _turn_along(start, end)
    from_mm, to_mm = start @ turn.T, end @ turn.T
    if np.abs(from_mm[:, 1] - to_mm[:, 1]).max(initial=0) > _PARALLEL_MM:
        message = "bands must be parallel"
        raise ValueError(message)
    across_mm = np.round((from_mm[:, 1] + to_mm[:, 1]) / 2, _GRID_DECIMALS)
    along_mm = np.sort(np.column_stack((from_mm[:, 0], to_mm[:, 0])), axis=1)
    return Bands(turn, along_mm, across_mm, half_width_mm)


def slabs_of(bands: Bands, zone: BaseGeometry) -> Slabs:
    """Return what bands cover of ``zone`` and beside it, and what they leave."""
    low_mm, high_mm = bands.borders_mm
    edges = (edges_counterclockwise(zone).reshape(-1, 2) @ bands.turn.T).reshape(-1, 4)
    x_min, y_min, x_max, y_max = _box_round(edges)
    borders_mm = np.unique(np.concatenate([low_mm, high_mm, [y_min, y_max]]))
    pieces = SlabPieces.of(edges, borders_mm)
    band, slab = expanded(np.searchsorted(borders_mm, low_mm), np.searchsorted(borders_mm, high_mm))
    single = Boxes(slab, bands.along_mm[band, 0], bands.along_mm[band, 1])
    covered, enters, leaves = _covered(single, band)
    between, before, after = _between(len(borders_mm) - 1, covered, enters, leaves, (x_min, x_max))
    heights_mm = np.diff(borders_mm)[covered.slab]
    return Slabs(
        bands,
        borders_mm,
        pieces,
        covered_mm2=float((heights_mm * (covered.stop_mm - covered.begin_mm)).sum()),
        inside_mm2=float(pieces.areas(covered).sum()),
        summed_mm2=float(pieces.areas(single).sum()),
        between=between,
        before=before,
        after=after,
    )


def _turn_along(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return the turn that brings the longest stroke along x."""
    step = end - start
    lengths_mm = np.hypot(step[:, 0], step[:, 1])
    if len(step) == 0:
        return np.eye(2)
    cos, sin = step[lengths_mm.argmax()] / lengths_mm.max()
    return np.array([[cos, sin], [-sin, cos]])


def _box_round(edges: FloatArray) -> tuple[float, float, float, float]:
    """Return a box that holds all edges with room to spare."""
    corners = edges.reshape(-1, 2) if len(edges) else np.zeros((1, 2))
    (x_min, y_min), (x_max, y_max) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return x_min - 1, round(y_min - 1, 0), x_max + 1, round(y_max + 1, 0)


def _covered(single: Boxes, band: IntArray) -> tuple[Boxes, IntArray, IntArray]:
    """Return what bands cover in each slab, those that meet as one, and which begin and end it."""
    slab, band = np.concatenate([single.slab, single.slab]), np.concatenate([band, band])
    place = np.concatenate([single.begin_mm, single.stop_mm])
    step = np.repeat(np.array([1, -1]), len(single.slab))
    order = np.lexsort((-step, place, slab))
    slab, band, place, step = slab[order], band[order], place[order], step[order]
    depth = np.cumsum(step)
    enter, leave = np.flatnonzero((depth == 1) & (step == 1)), np.flatnonzero(depth == 0)
    return Boxes(slab[enter], place[enter], place[leave]), band[enter], band[leave]


def _between(
    count: int, covered: Boxes, enters: IntArray, leaves: IntArray, ends: tuple[float, float]
) -> tuple[Boxes, IntArray, IntArray]:
    """Return the boxes between those covered, in each of ``count`` slabs from end to end, and their bands."""
    every, none = np.arange(count), np.full(count, NO_BAND)
    slab = np.concatenate([every, covered.slab])
    begin_mm = np.concatenate([np.full(count, ends[0]), covered.stop_mm])
    stop_mm = np.concatenate([np.full(count, ends[1]), covered.begin_mm])
    begins, stops = np.lexsort((begin_mm, slab)), np.lexsort((stop_mm, slab))
    before, after = np.concatenate([none, leaves])[begins], np.concatenate([none, enters])[stops]
    slab, begin_mm, stop_mm = slab[begins], begin_mm[begins], stop_mm[stops]
    wide = stop_mm > begin_mm
    return Boxes(slab[wide], begin_mm[wide], stop_mm[wide]), before[wide], after[wide]
