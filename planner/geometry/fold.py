"""Covering lattices of few points: all offsets of a lattice counted in one pass by folding.

A lattice of triangles with circumradius r covers the plane with discs of radius r, and a region is covered by
the nodes whose cells meet it: those in the region widened by the cell. That widened region is cut into rows
at a twelfth of the lattice; folding the twelfths modulo the lattice counts the nodes of all 144 offsets at
once. Rows may be stretched (nearer nodes, rows farther apart, or the other way round) to fit a narrow region.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray, IntArray, ring_edges, union_row_intervals
from planner.geometry.turning import turned

_FOLDS = 12
_STRETCHES = (math.sqrt(3), 1.5, 1.55, 1.6, 1.65, 1.7, 1.78, 1.84, 1.9)
"""Node distance over radius, the hexagonal lattice first."""


@dataclass(frozen=True, slots=True)
class CoveringLattice:
    """A lattice at its best offset, and how many of its nodes a region needs."""

    count: int
    points: FloatArray


def covering_lattices(
    region: BaseGeometry, radius_mm: float, *, is_stretched: bool = True
) -> tuple[CoveringLattice, ...]:
    """Return covering lattices of ``region`` from the fewest nodes up, one for each direction and stretch.

    Parameters
    ----------
    is_stretched
        Whether the hexagonal lattice is stretched as well.
    """
    if region.is_empty:
        return ()
    stretches = _STRETCHES if is_stretched else _STRETCHES[:1]
    lattices = [
        _best_offset(turned_region, radius_mm, stretch * radius_mm, direction_deg)
        for direction_deg, turned_region in _directions(region)
        for stretch in stretches
    ]
    return tuple(sorted(lattices, key=lambda lattice: lattice.count))


def _directions(region: BaseGeometry) -> Iterator[tuple[float, BaseGeometry]]:
    """Yield the long axis of the region and the one across, each with the region turned onto it."""
    (x0, y0), (x1, y1), (x2, y2) = shapely.get_coordinates(region.minimum_rotated_rectangle)[:3]
    along_first = math.hypot(x1 - x0, y1 - y0) >= math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x1 - x0, y1 - y0) if along_first else (x2 - x1, y2 - y1)
    axis_deg = round(math.degrees(math.atan2(dy, dx)), 6) % 180
    for direction_deg in (axis_deg, axis_deg + 90):
        yield direction_deg, affinity.rotate(region, -direction_deg, origin=(0, 0))


def _best_offset(
    region: BaseGeometry, radius_mm: float, node_mm: float, direction_deg: float
) -> CoveringLattice:
    """Return the lattice with nodes ``node_mm`` apart along its rows, at the offset that needs the fewest."""
    rise_mm = math.sqrt(radius_mm**2 - node_mm**2 / 4)
    row_mm = radius_mm + rise_mm
    half_cell = [[node_mm / 2, rise_mm], [0, radius_mm], [-node_mm / 2, rise_mm]]
    cell = np.concatenate([half_cell, np.negative(half_cell)])
    row, first, last = _fine_rows(_widened(region, cell), node_mm / _FOLDS, row_mm / _FOLDS)
    coarse, across = row // _FOLDS, row % _FOLDS
    first, last = (place - _FOLDS // 2 * (coarse & 1) for place in (first, last))
    along_best, across_best = _fewest(across, first, last)

    kept = across == across_best
    coarse, first, last = coarse[kept], first[kept], last[kept]
    low = -((along_best - first) // _FOLDS)  # the least whole number of nodes not before ``first``
    number = np.maximum((last - along_best) // _FOLDS - low + 1, 0)
    node = np.repeat(low - (np.cumsum(number) - number), number) + np.arange(number.sum())
    coarse = np.repeat(coarse, number)
    along = (node + 0.5 * (coarse & 1) + along_best / _FOLDS) * node_mm
    points = turned(np.column_stack((along, (coarse + across_best / _FOLDS) * row_mm)), direction_deg)
    return CoveringLattice(len(points), points)


def _fewest(across: IntArray, first: IntArray, last: IntArray) -> tuple[int, int]:
    """Return the offset, in twelfths along and across, at which the fewest nodes fall into fine rows."""
    residue = np.arange(_FOLDS)[:, None]
    nodes = (last - residue) // _FOLDS - (first - 1 - residue) // _FOLDS
    counts = np.array([np.bincount(across, weights=row, minlength=_FOLDS) for row in nodes])
    along_best, across_best = divmod(int(counts.argmin()), _FOLDS)
    return along_best, across_best


def _fine_rows(
    polygons: NDArray[np.object_], node_mm: float, row_mm: float
) -> tuple[IntArray, IntArray, IntArray]:
    """Return rows of the fine grid, and the first and last fine node of each stretch in the union."""
    rows = union_row_intervals(polygons, row_mm)
    first = np.ceil(rows.start_mm / node_mm).astype(np.int64)
    return rows.row, first, np.floor(rows.end_mm / node_mm).astype(np.int64)


def _widened(region: BaseGeometry, cell: FloatArray) -> NDArray[np.object_]:
    """Return polygons whose union is every place at which a (symmetric) cell meets the region."""
    edges = ring_edges(region)
    corners = (edges.reshape(-1, 2, 1, 2) + cell).reshape(len(edges), -1, 2)
    swept = shapely.convex_hull(shapely.linestrings(corners))
    return np.concatenate([shapely.get_parts(region), swept])
