"""Exact figures of straight strokes: what bands along them serve, and where a zone is farthest from them.

A band is the rectangle that reaches half a width to each side of its stroke; it ends flat, where the stroke
does. Distances are to the stroke itself.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.bands import Bands, Slabs, bands_along, slabs_of
from planner.geometry.discs import ServedAreas
from planner.geometry.left_out import left_out_beyond
from planner.geometry.rows import FloatArray, IntArray, require_positive, ring_edges

GAP_TOLERANCE_MM = 1e-6
"""No place of a zone is farther from its strokes than the largest gap found, but for this. [mm]"""

_FEW = 300  # so few strokes are asked one and all, which is quicker than a tree
_SPLIT_WITHIN = (0.02, 0.98)  # of a stretch, so that every split shortens both parts
_SLIVER_MM = 1e-7  # bands that touch leave slivers of rounding between them, thinner than this


@dataclass(frozen=True, slots=True)
class ServedByStrokes:
    """The areas that bands serve, and the largest gap that the strokes leave, with its place."""

    areas: ServedAreas
    gap_mm: float
    gap_at: FloatArray


def served_by_strokes(
    start: FloatArray, end: FloatArray, half_width_mm: float, zone: BaseGeometry
) -> ServedByStrokes:
    """Return what parallel bands serve inside ``zone`` and outside of it, and where it is farthest from them.

    Parameters
    ----------
    start, end
        (n, 2) ends of the middle line of each band; strokes without length count for nothing. [mm]

    Raises
    ------
    ValueError
        If the strokes are not parallel.
    """
    require_positive(half_width_mm, "half_width_mm")
    strokes = _Strokes.between(start, end, half_width_mm)
    slabs = slabs_of(strokes.bands, zone)
    inside_mm2 = min(max(slabs.inside_mm2, 0.0), float(zone.area))
    outside_mm2 = max(slabs.covered_mm2 - inside_mm2, 0.0)
    areas = ServedAreas(inside_mm2, outside_mm2, slabs.summed_mm2)
    return ServedByStrokes(areas, *_largest_gap(strokes, zone, slabs))


@dataclass(frozen=True, slots=True)
class _Strokes:
    start: FloatArray
    step: FloatArray
    square: FloatArray
    bands: Bands
    tree: shapely.STRtree | None

    @classmethod
    def between(cls, start: FloatArray, end: FloatArray, half_width_mm: float) -> "_Strokes":
        start = np.asarray(start, dtype=np.float64)
        step = np.asarray(end, dtype=np.float64) - start
        square = np.einsum("ij,ij->i", step, step)
        start, step, square = start[square > 0], step[square > 0], square[square > 0]
        bands = bands_along(start, start + step, half_width_mm)
        is_few = len(start) <= _FEW
        lines = shapely.linestrings(np.stack([start, start + step], axis=1))
        return cls(start, step, square, bands, None if is_few else shapely.STRtree(lines))

    def nearest(self, places: FloatArray) -> IntArray:
        """Return the stroke that is nearest to each of (..., 2) places.

        Cells share their corners, so every place is asked for once only.
        """
        flat = np.ascontiguousarray(places).reshape(-1, 2)
        once, back = np.unique(flat.view(np.complex128), return_inverse=True)
        asked = once.view(np.float64).reshape(-1, 2)
        found = self.bands.nearest(asked) if self.tree is None else self.tree.nearest(shapely.points(asked))
        return found[back].reshape(places.shape[:-1])

    def distances(self, places: FloatArray, stroke: IntArray) -> FloatArray:
        """Return the distance from each of (..., 2) places to the stroke given for it, in mm."""
        way = places - self.start[stroke]
        step = self.step[stroke]
        share = np.clip((way * step).sum(-1) / self.square[stroke], 0, 1)
        off = way - share[..., None] * step
        distances_mm: FloatArray = np.hypot(off[..., 0], off[..., 1])
        return distances_mm


def _largest_gap(strokes: _Strokes, zone: BaseGeometry, slabs: Slabs) -> tuple[float, FloatArray]:
    """Return the greatest distance from a place of the zone to its nearest stroke, and that place.

    Between two neighbouring rows it is greatest where the line half-way between them meets the border. So the
    border is searched, and what the bands leave out.
    """
    edges = ring_edges(zone)
    if len(edges) == 0 or len(strokes.start) == 0:
        return (np.inf, edges[0, :2]) if len(edges) else (0.0, np.full(2, np.nan))
    best = _farthest(strokes, edges.reshape(-1, 2, 2), (0.0, edges[0, :2]))
    parts = shapely.get_parts(left_out_beyond(slabs, zone, best[0]))
    parts = parts[shapely.area(parts) > _SLIVER_MM * shapely.length(parts)]
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(parts))
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    return _farthest(strokes, corners, best)


def _farthest(
    strokes: _Strokes, cells: FloatArray, best: tuple[float, FloatArray]
) -> tuple[float, FloatArray]:
    """Return the farthest place in some cells, or ``best`` if none is farther.

    Cells, (n, k, 2), are stretches (k = 2) or triangles (k = 3). The distance to one stroke is convex, so
    over a cell it is nowhere above the plane through its values at the corners. A cell whose corners share
    their nearest stroke is done; of two strokes the lower plane is highest at a corner or where both planes
    meet on a side, which bounds a cell between two rows all but exactly. What may still hold a farther place
    is split.
    """
    while len(cells):
        nearest = strokes.nearest(cells)
        corner_mm = strokes.distances(cells, nearest)
        if corner_mm.max() > best[0]:
            best = float(corner_mm.max()), cells.reshape(-1, 2)[corner_mm.argmax()]
        differ = (nearest != nearest[:, :1]).any(axis=1) & (_lipschitz_mm(cells, corner_mm) > best[0])
        cells, nearest = cells[differ], nearest[differ]
        most_mm, meet = _bounds(strokes, cells, nearest)
        open_ = most_mm > best[0] + GAP_TOLERANCE_MM
        cells = _split(cells[open_], meet[open_])
    return best


def _lipschitz_mm(cells: FloatArray, corner_mm: FloatArray) -> FloatArray:
    """Return what no place of each cell exceeds: away from a corner a distance rises no faster than the way.

    Ways to all corners add up to most at a corner.
    """
    ways_mm = np.zeros(corner_mm.shape)
    for turn in range(1, cells.shape[1]):
        step = cells - np.roll(cells, turn, axis=1)
        ways_mm += np.hypot(step[..., 0], step[..., 1])
    most_mm: FloatArray = (corner_mm.sum(axis=1) + ways_mm.max(axis=1)) / cells.shape[1]
    return most_mm


def _bounds(strokes: _Strokes, cells: FloatArray, nearest: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return what no place of each cell exceeds, and at which share of its first side two planes meet."""
    sides = [(0, 1)] if cells.shape[1] == 2 else [(0, 1), (1, 2), (2, 0)]
    most_mm, meet = np.full(len(cells), np.inf), np.full(len(cells), 0.5)
    for one, other in sides:
        pair = nearest[:, [one, other]]
        heights_mm = strokes.distances(cells[:, :, None], np.repeat(pair[:, None], cells.shape[1], axis=1))
        ahead_mm = heights_mm[..., 0] - heights_mm[..., 1]
        highest_mm = heights_mm.min(axis=2).max(axis=1)
        for first, second in sides:
            change_mm = ahead_mm[:, second] - ahead_mm[:, first]
            share = np.divide(
                ahead_mm[:, first], -change_mm, out=np.full(len(cells), 0.5), where=change_mm != 0
            )
            crosses = ahead_mm[:, first] * ahead_mm[:, second] < 0
            from_mm, to_mm = heights_mm[:, first, 0], heights_mm[:, second, 0]
            met_mm = from_mm + share * (to_mm - from_mm)
            highest_mm = np.where(crosses, np.maximum(highest_mm, met_mm), highest_mm)
            meet = np.where(crosses, share, meet) if len(sides) == 1 else meet
        most_mm = np.where(pair[:, 0] != pair[:, 1], np.minimum(most_mm, highest_mm), most_mm)
    return most_mm, meet


def _split(cells: FloatArray, meet: FloatArray) -> FloatArray:
    """Return each stretch in two, split where its strokes are about equally far, each triangle in four."""
    if cells.shape[1] == 2:
        start, end = cells[:, 0], cells[:, 1]
        middle = start + np.clip(meet, *_SPLIT_WITHIN)[:, None] * (end - start)
        return np.concatenate([np.stack((start, middle), axis=1), np.stack((middle, end), axis=1)])
    following = (cells + np.roll(cells, -1, axis=1)) / 2
    before = np.roll(following, 1, axis=1)
    corners = [np.stack([cells[:, k], following[:, k], before[:, k]], axis=1) for k in range(3)]
    return np.concatenate([following, *corners])
