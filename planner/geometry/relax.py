"""Places that push one another apart until each stands about as far from its neighbours as is wanted there.

A fixed number of steps with a fixed number of neighbours: same input, same bytes. No step takes a place out
of the zone, because one that would is not taken.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray, ring_edges
from planner.geometry.spacing import pairs_nearer_than
from planner.geometry.wanted import Wanted

_STEPS = 48
_FRESH = 4  # steps after which neighbours are looked up again
_NEIGHBOURS = 8
_OVERREACH = 1.1  # neighbours push up to this times the wanted spacing, so that no room is left over
_GAIN = 0.35
_LONGEST = 0.3  # of the wanted spacing, in one step
_PUSHES = 120
_CLEAR = 1.002  # pushed a little farther than needed, or the last hair would take many rounds
_TINY_MM = 1e-9


@dataclass(frozen=True, slots=True)
class Wall:
    """The border of a zone, which pushes as if every place had its mirror image beyond it."""

    edges: FloatArray
    edge_of_sample: IntArray
    samples: Nearest

    @classmethod
    def of(cls, zone: BaseGeometry, step_mm: float) -> "Wall":
        """Return the border, its edges sampled at least every ``step_mm``."""
        edges = ring_edges(zone)
        along = edges[:, 2:] - edges[:, :2]
        count = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1]) / step_mm), 1).astype(np.int64)
        edge = np.repeat(np.arange(len(edges)), count)
        place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        samples = edges[edge, :2] + (place / count[edge])[:, None] * along[edge]
        return cls(edges, edge, Nearest(samples))

    def nearest_edges(self, places: FloatArray) -> FloatArray:
        """Return the edge that each place is nearest to."""
        nearest: FloatArray = self.edges[self.edge_of_sample[self.samples.query(places)[1]]]
        return nearest


def relaxed(zone: BaseGeometry, places: FloatArray, wanted: Wanted, *, fixed: int = 0) -> FloatArray:
    """Return the places after they pushed one another apart; the first ``fixed`` stay where they are.

    Parameters
    ----------
    places
        (n, 2); those that are not fixed lie inside ``zone``. [mm]
    """
    if len(places) - fixed < 1 or len(places) < 2:
        return places
    wall = Wall.of(zone, wanted.least_mm / 2)
    count = min(_NEIGHBOURS + 1, len(places))
    for step in range(_STEPS):
        if step % _FRESH == 0:
            near = Nearest(places).query(places, count)[1].reshape(len(places), -1)[:, 1:]
            edges = wall.nearest_edges(places)
        spacing_mm = wanted.at(places)
        pushes = _from_neighbours(places, near, spacing_mm) + _from_wall(places, edges, spacing_mm)
        length_mm = np.hypot(pushes[:, 0], pushes[:, 1])
        pushes *= (_GAIN * np.minimum(1, _LONGEST * spacing_mm / np.maximum(_GAIN * length_mm, _TINY_MM)))[
            :, None
        ]
        places = _moved(zone, places, pushes, fixed)
    return places


def pushed_apart(zone: BaseGeometry, places: FloatArray, least_mm: float, *, fixed: int = 0) -> FloatArray:
    """Return the places after pairs nearer than the least were pushed apart, as far as there is room."""
    free = (np.arange(len(places)) >= fixed).astype(np.float64)
    for _ in range(_PUSHES):
        pairs = pairs_nearer_than(places, least_mm)
        if len(pairs) == 0:
            break
        one, other = pairs.T
        apart = places[one] - places[other]
        apart_mm = np.hypot(apart[:, 0], apart[:, 1])
        missing = (least_mm * _CLEAR - apart_mm) / np.maximum(apart_mm, _TINY_MM)
        missing /= np.maximum(free[one] + free[other], 1.0)
        pushes = np.zeros_like(places)
        np.add.at(pushes, one, missing[:, None] * apart)
        np.add.at(pushes, other, -missing[:, None] * apart)
        places = _moved(zone, places, pushes, fixed)
    return places


def _moved(zone: BaseGeometry, places: FloatArray, pushes: FloatArray, fixed: int) -> FloatArray:
    """Return the places moved, but for those that are fixed and those that would leave the zone."""
    moved = places + pushes
    stays: NDArray[np.bool_] = ~shapely.contains_xy(zone, moved[:, 0], moved[:, 1])
    stays[:fixed] = True
    moved[stays] = places[stays]
    return moved


def _from_neighbours(places: FloatArray, near: IntArray, spacing_mm: FloatArray) -> FloatArray:
    """Return how far the nearest places push each one, in all."""
    apart = places[:, None] - places[near]
    apart_mm = np.maximum(np.sqrt(apart[..., 0] ** 2 + apart[..., 1] ** 2), _TINY_MM)
    both_mm = (spacing_mm[:, None] + spacing_mm[near]) / 2
    strength = np.maximum(1 - apart_mm / (_OVERREACH * both_mm), 0) * both_mm / apart_mm
    pushes: FloatArray = (strength[..., None] * apart).sum(axis=1)
    return pushes


def _from_wall(places: FloatArray, edges: FloatArray, spacing_mm: FloatArray) -> FloatArray:
    """Return how far the mirror images beyond the nearest edge push each place."""
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    square = np.maximum((along**2).sum(axis=1), _TINY_MM**2)
    share = np.clip(((places - start) * along).sum(axis=1) / square, 0, 1)
    apart = places - start - share[:, None] * along
    apart_mm = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), _TINY_MM)
    strength = np.maximum(1 - 2 * apart_mm / (_OVERREACH * spacing_mm), 0) * spacing_mm / apart_mm
    pushes: FloatArray = strength[:, None] * apart
    return pushes
