"""Circles of one radius cut at one another and at the edges of a zone."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray, ring_edges

_TURN = 2 * math.pi


@dataclass(frozen=True, slots=True)
class Arcs:
    """The arcs of all circles between their cuts, each with the number of other discs that cover it."""

    circle: IntArray
    from_rad: FloatArray
    to_rad: FloatArray
    covered_by: IntArray

    def middles(self, centres: FloatArray, radius_mm: float) -> FloatArray:
        """Return the middle of each arc as (n, 2)."""
        middle = (self.from_rad + self.to_rad) / 2
        around: FloatArray = np.column_stack((np.cos(middle), np.sin(middle)))
        return centres[self.circle] + radius_mm * around

    def areas(self, centres: FloatArray, radius_mm: float) -> FloatArray:
        """Return what each arc adds to an area by Green's theorem, 1/2 * integral(x dy - y dx)."""
        x, y = centres[self.circle].T
        along_x = np.sin(self.to_rad) - np.sin(self.from_rad)
        along_y = np.cos(self.to_rad) - np.cos(self.from_rad)
        turn = radius_mm * (self.to_rad - self.from_rad)
        areas: FloatArray = 0.5 * radius_mm * (turn + x * along_x - y * along_y)
        return areas


@dataclass(frozen=True, slots=True)
class Chords:
    """Which stretch of which zone edge lies in which disc; stretches are shares of the edge from 0 to 1."""

    circle: IntArray
    edge: IntArray
    enter: FloatArray
    leave: FloatArray


def edges_counterclockwise(zone: BaseGeometry) -> FloatArray:
    """Return the edges of a zone as (n, 4): shells one way round, holes the other."""
    return ring_edges(shapely.orient_polygons(zone, exterior_cw=False))


def edge_areas(edges: FloatArray) -> FloatArray:
    """Return what each edge adds to an area by Green's theorem, as (n,)."""
    x0, y0, x1, y1 = edges.T
    areas: FloatArray = 0.5 * (x0 * y1 - x1 * y0)
    return areas


def cut_edges(centres: FloatArray, radius_mm: float, edges: FloatArray) -> Chords:
    """Return the stretches of ``edges`` inside each disc."""
    if len(edges) == 0:
        none = np.empty(0, dtype=np.int64)
        return Chords(none, none, np.empty(0), np.empty(0))
    tree = shapely.STRtree(shapely.linestrings(edges.reshape(-1, 2, 2)))
    circle, edge = tree.query(shapely.points(centres), predicate="dwithin", distance=radius_mm * (1 + 1e-12))
    start = edges[edge, :2] - centres[circle]
    step = edges[edge, 2:] - edges[edge, :2]
    # |start + t * step| = radius, solved about the foot of the perpendicular so that nothing cancels
    square = np.einsum("ij,ij->i", step, step)
    foot = -np.einsum("ij,ij->i", start, step) / square
    distance_mm = (start[:, 0] * step[:, 1] - start[:, 1] * step[:, 0]) / np.sqrt(square)
    half = np.sqrt(np.maximum(radius_mm**2 - distance_mm**2, 0) / square)
    enter, leave = np.maximum(foot - half, 0), np.minimum(foot + half, 1)
    kept = enter < leave
    return Chords(circle[kept], edge[kept], enter[kept], leave[kept])


def cut_circles(
    centres: FloatArray, radius_mm: float, edges: FloatArray, chords: Chords, *, neighbours: bool
) -> Arcs:
    """Return the arcs between all cuts by zone edges and, if ``neighbours``, by the other circles."""
    count = len(centres)
    circle, angle = _edge_cuts(centres, edges, chords)
    step = np.zeros(circle.size, dtype=np.int64)
    wrapped = np.zeros(count, dtype=np.int64)
    if neighbours:
        owner, from_rad, to_rad = _covered_angles(centres, radius_mm)
        wrapped = np.bincount(owner[from_rad > to_rad], minlength=count)
        circle = np.concatenate([circle, owner, owner])
        angle = np.concatenate([angle, from_rad, to_rad])
        step = np.concatenate([step, np.ones(owner.size, np.int64), -np.ones(owner.size, np.int64)])
    # every circle is also cut at angle 0, where the count of the discs that cover it starts
    circle = np.concatenate([np.arange(count), circle])
    angle = np.concatenate([np.zeros(count), angle])
    order = np.lexsort((angle, circle))
    circle, angle = circle[order], angle[order]
    first = np.flatnonzero(np.diff(circle, prepend=-1))
    sizes = np.diff(first, append=circle.size)
    depth = np.cumsum(np.concatenate([wrapped, step])[order])
    before = np.concatenate([[0], depth[first[1:] - 1]]) if count else depth
    to_rad = np.append(angle[1:], _TURN)
    to_rad[np.append(first[1:] - 1, -1)] = _TURN
    return Arcs(circle, angle, to_rad, depth - np.repeat(before, sizes))


def covered_shares(chords: Chords, edge_count: int) -> FloatArray:
    """Return the share of each zone edge that lies in at least one disc, as (n,)."""
    edge = np.concatenate([chords.edge, chords.edge])
    place = np.concatenate([chords.enter, chords.leave])
    step = np.concatenate([np.ones(chords.edge.size, np.int64), -np.ones(chords.edge.size, np.int64)])
    order = np.lexsort((place, edge))
    open_discs = np.cumsum(step[order])[:-1]
    length = np.diff(place[order]) * (open_discs > 0)
    return np.bincount(edge[order][:-1], length, edge_count).astype(np.float64)


def _edge_cuts(centres: FloatArray, edges: FloatArray, chords: Chords) -> tuple[IntArray, FloatArray]:
    """Return the angles at which zone edges cross each circle."""
    circle: IntArray = np.concatenate([chords.circle, chords.circle])
    share = np.concatenate([chords.enter, chords.leave])
    edge = edges[np.concatenate([chords.edge, chords.edge])]
    crossing = (share > 0) & (share < 1)
    circle, share, edge = circle[crossing], share[crossing], edge[crossing]
    spoke = edge[:, :2] + share[:, None] * (edge[:, 2:] - edge[:, :2]) - centres[circle]
    return circle, np.arctan2(spoke[:, 1], spoke[:, 0]) % _TURN


def _covered_angles(centres: FloatArray, radius_mm: float) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return for every circle the angles between which another disc covers it: circle, from, to."""
    pairs = Nearest(centres).pairs_within(2 * radius_mm)
    owner = np.concatenate([pairs[:, 0], pairs[:, 1]])
    spoke = centres[np.concatenate([pairs[:, 1], pairs[:, 0]])] - centres[owner]
    toward = np.arctan2(spoke[:, 1], spoke[:, 0])
    half = np.arccos(np.minimum(np.hypot(spoke[:, 0], spoke[:, 1]) / (2 * radius_mm), 1))
    return owner, (toward - half) % _TURN, (toward + half) % _TURN
