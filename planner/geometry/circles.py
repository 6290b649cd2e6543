"""Circles of one radius cut at one another and at the edges of a zone."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray, IntArray, ring_edges

_TURN = 2 * math.pi
_DIAMOND_TURN = 4.0


@dataclass(frozen=True, slots=True)
class Arcs:
    """The arcs between the cuts of all circles that no other disc covers."""

    circle: IntArray
    from_rad: FloatArray
    to_rad: FloatArray

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
    circle, edge = _boxes_that_meet(centres, radius_mm, edges)
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


def _boxes_that_meet(centres: FloatArray, radius_mm: float, edges: FloatArray) -> tuple[IntArray, IntArray]:
    """Return discs and edges whose bounding boxes meet: runs of centres in order of x, then told by y."""
    order = np.argsort(centres[:, 0], kind="stable")
    low, high = np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])
    across = centres[order, 0]
    first = np.searchsorted(across, low[:, 0] - radius_mm)
    count = np.searchsorted(across, high[:, 0] + radius_mm, side="right") - first
    edge = np.repeat(np.arange(len(edges)), count)
    circle = order[np.arange(edge.size) + np.repeat(first - (np.cumsum(count) - count), count)]
    y_mm = centres[circle, 1]
    meets = (low[edge, 1] - radius_mm <= y_mm) & (y_mm <= high[edge, 1] + radius_mm)
    return circle[meets], edge[meets]


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where circles are cut: the way there from the centre, and what begins there.

    Parameters
    ----------
    spoke
        (n, 2) from the centre of the circle to the cut, of any length.
    step
        1 where another disc begins to cover the circle, -1 where it ends, 0 at an edge of the zone.
    """

    circle: IntArray
    spoke: FloatArray
    step: IntArray


def bare_arcs(count: int, cuts: Cuts) -> Arcs:
    """Return what the other discs leave of ``count`` circles, split at every cut.

    Only the arcs that come back cost an angle: the cuts of a circle are sorted by their diamond angle, which
    rises as the angle does and takes a division.
    """
    if count == 0:
        return Arcs(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
    # every circle is also cut at angle 0, where the count of the discs that cover it starts
    circle = np.concatenate([np.arange(count), cuts.circle])
    turn = np.concatenate([np.zeros(count), _diamond_angles(cuts.spoke)])
    step = np.concatenate([_covering_at_zero(count, cuts, turn[count:]), cuts.step])
    # stable, as the cuts come in long runs: a sort that merges them takes a third of the time
    order = np.argsort(circle * (2 * _DIAMOND_TURN) + turn, kind="stable")
    depth = np.cumsum(step[order])
    first = np.flatnonzero(np.diff(circle[order], prepend=-1))
    before = np.concatenate([[0], depth[first[1:] - 1]])
    bare = np.flatnonzero(depth == np.repeat(before, np.diff(first, append=len(order))))
    # a circle's last arc ends where its first begins: at angle 0, a whole turn on
    last = np.append(first[1:], len(order)) - 1
    after = np.append(np.arange(1, len(order)), 0)
    after[last] = first
    is_last = np.zeros(len(order), dtype=bool)
    is_last[last] = True
    spokes = np.concatenate([np.tile((1.0, 0.0), (count, 1)), cuts.spoke])
    from_rad, to_rad = (
        np.arctan2(spokes[at, 1], spokes[at, 0]) % _TURN for at in (order[bare], order[after[bare]])
    )
    return Arcs(circle[order[bare]], from_rad, np.where(is_last[bare], _TURN, to_rad))


def covered_shares(chords: Chords, edge_count: int) -> FloatArray:
    """Return the share of each zone edge that lies in at least one disc, as (n,)."""
    edge = np.concatenate([chords.edge, chords.edge])
    place = np.concatenate([chords.enter, chords.leave])
    step = np.concatenate([np.ones(chords.edge.size, np.int64), -np.ones(chords.edge.size, np.int64)])
    order = np.lexsort((place, edge))
    open_discs = np.cumsum(step[order])[:-1]
    length = np.diff(place[order]) * (open_discs > 0)
    return np.bincount(edge[order][:-1], length, edge_count).astype(np.float64)


def edge_cuts(centres: FloatArray, edges: FloatArray, chords: Chords) -> Cuts:
    """Return where zone edges cross each circle."""
    circle: IntArray = np.concatenate([chords.circle, chords.circle])
    share = np.concatenate([chords.enter, chords.leave])
    crossing = (share > 0) & (share < 1)
    circle, share = circle[crossing], share[crossing]
    edge = edges[np.concatenate([chords.edge, chords.edge])[crossing]]
    spoke = edge[:, :2] + share[:, None] * (edge[:, 2:] - edge[:, :2]) - centres[circle]
    return Cuts(circle, spoke, np.zeros(circle.size, dtype=np.int64))


def neighbour_cuts(centres: FloatArray, radius_mm: float, pairs: IntArray) -> Cuts:
    """Return where the discs of ``pairs``, (n, 2) indices, begin and end to cover each other's circle."""
    one, other = pairs.T
    half_way = (centres[other] - centres[one]) / 2
    half_mm = np.hypot(half_way[:, 0], half_way[:, 1])
    aside = half_way[:, ::-1] * (-1, 1)
    aside *= (np.sqrt(np.maximum(radius_mm**2 - half_mm**2, 0)) / half_mm)[:, None]
    spoke = np.concatenate([half_way - aside, half_way + aside, -half_way + aside, -half_way - aside])
    step = np.repeat(np.array([1, -1, 1, -1]), len(pairs))
    return Cuts(np.concatenate([one, one, other, other]), spoke, step)


def together(one: Cuts, other: Cuts) -> Cuts:
    """Return all cuts of both."""
    return Cuts(
        np.concatenate([one.circle, other.circle]),
        np.concatenate([one.spoke, other.spoke]),
        np.concatenate([one.step, other.step]),
    )


def _diamond_angles(spoke: FloatArray) -> FloatArray:
    """Return a number from 0 to 4 that rises with the angle of each spoke."""
    x, y = spoke.T
    up: FloatArray = 1 - x / (np.abs(x) + np.abs(y))
    return np.where(y < 0, _DIAMOND_TURN - up, up)


def _covering_at_zero(count: int, cuts: Cuts, turn: FloatArray) -> IntArray:
    """Return how many discs cover each circle at angle 0: those that begin there later than they end."""
    begins, ends = np.flatnonzero(cuts.step == 1), np.flatnonzero(cuts.step == -1)
    wrapped = turn[begins] > turn[ends]  # both lists name the same pairs in the same order
    return np.bincount(cuts.circle[begins[wrapped]], minlength=count)
