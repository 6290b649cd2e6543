"""Bare points of a lattice strictly inside a region, in walking order."""

import math

import numpy as np
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from planner.geometry.cuts import RowIntervals
from planner.geometry.rows import (
    FloatArray,
    require_positive,
    row_intervals,
)
from planner.geometry.turning import turned
from planner.geometry.walk import BY_THE_MAP, RowWalk

ROW_RATIO = math.sqrt(3) / 2
"""Distance between the rows of a staggered lattice over the distance between its neighbours."""


def staggered_lattice(
    region: BaseGeometry,
    spacing_mm: float,
    *,
    direction_deg: float = 0.0,
    anchor_mm: tuple[float, float] = (0.0, 0.0),
    walk: RowWalk = BY_THE_MAP,
) -> FloatArray:
    """Return the points of a triangular lattice strictly inside ``region``, in walking order.

    The lattice belongs to the body map, not to the region: one point is at ``anchor_mm``, so a place that is
    on the lattice stays on it while the region grows. About its anchor the lattice is its own mirror image in
    x and in y; of the walking order only the set of points mirrors: the rows keep their own direction.

    Parameters
    ----------
    spacing_mm
        Distance between neighbours, > 0; rows lie ``spacing_mm * sqrt(3) / 2`` apart. [mm]
    direction_deg
        Angle of the rows from the x axis towards the y axis. [deg]
    anchor_mm
        A place of the map that is on the lattice. [mm]

    Returns
    -------
    (n, 2) float array
        x, y of each point; rows run back and forth as ``walk`` says; (0, 2) if none fits. [mm]
    """
    require_positive(spacing_mm, "spacing_mm")
    row_step_mm = spacing_mm * ROW_RATIO
    rows = row_intervals(_anchored(region, anchor_mm), row_step_mm, direction_deg=direction_deg)
    points = turned(_nodes(rows, spacing_mm, row_step_mm, stagger=0.5, walk=walk), direction_deg)
    return points + anchor_mm if anchor_mm != (0.0, 0.0) else points


def square_lattice(
    region: BaseGeometry,
    spacing_mm: float,
    *,
    direction_deg: float = 0.0,
    anchor_mm: tuple[float, float] = (0.0, 0.0),
) -> FloatArray:
    """Return the points of a square lattice strictly inside ``region``, in walking order.

    Parameters
    ----------
    spacing_mm
        Side of the squares, > 0. [mm]
    direction_deg
        Angle of the rows from the x axis towards the y axis. [deg]
    anchor_mm
        A place of the map that is on the lattice. [mm]

    Returns
    -------
    (n, 2) float array
        x, y of each point; every second row counted from the anchor runs backwards; (0, 2) if none fits. [mm]
    """
    require_positive(spacing_mm, "spacing_mm")
    rows = row_intervals(_anchored(region, anchor_mm), spacing_mm, direction_deg=direction_deg)
    points = turned(_nodes(rows, spacing_mm, spacing_mm, stagger=0.0, walk=BY_THE_MAP), direction_deg)
    return points + anchor_mm if anchor_mm != (0.0, 0.0) else points


def _anchored(region: BaseGeometry, anchor_mm: tuple[float, float]) -> BaseGeometry:
    """Return the region as it lies about its anchor."""
    return region if anchor_mm == (0.0, 0.0) else affinity.translate(region, -anchor_mm[0], -anchor_mm[1])


def _nodes(
    rows: RowIntervals, spacing_mm: float, row_step_mm: float, *, stagger: float, walk: RowWalk
) -> FloatArray:
    """Return the nodes on the row stretches as (n, 2) mm along and across the rows.

    Nodes are counted in whole and half steps, exact in floating point, and become millimetres in one product:
    a node has the same bits whatever the region.
    """
    shift = stagger * (rows.row & 1)
    first = np.ceil(rows.start_mm / spacing_mm - shift) + shift
    last = np.floor(rows.end_mm / spacing_mm - shift) + shift
    filled = last >= first
    if not filled.any():
        return np.empty((0, 2))
    row = rows.row[filled]
    order = walk.order(row)
    row, backwards = row[order], walk.backwards(row)[order]
    first, last = first[filled][order], last[filled][order]

    # One rising count serves all stretches: where a row is walked backwards it counts -(far + node),
    # elsewhere far + node, so that without its sign and without ``far`` it is the node. A column is worked on
    # in place and lies whole in memory, because fresh and scattered memory costs more than the sums.
    count = (last - first + 1).astype(np.int64)
    far = np.ceil(max(abs(first).max(), abs(last).max())) + 1
    begin = np.where(backwards, -(far + last), far + first) - (np.cumsum(count) - count)
    nodes = np.repeat(np.array((begin, row * row_step_mm)), count, axis=1)
    along = nodes[0]
    along += np.arange(along.size, dtype=np.float64)
    np.abs(along, out=along)
    along -= far
    along *= spacing_mm
    return nodes.T
