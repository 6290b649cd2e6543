"""The ground on which deposits may stand, and how far from one another."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray
from planner.geometry.spacing import NEARER

_HAIR_MM = 1e-4  # inside this the ground is strictly inside, whatever rounding does
_TRIES_PER_SIDE = 21


@dataclass(frozen=True, slots=True)
class Ground:
    """Allowed ground drawn in by a hair, and the smallest distance between places on it."""

    area: MultiPolygon
    min_distance_mm: float

    @classmethod
    def of(cls, allowed: BaseGeometry, min_distance_mm: float) -> Self:
        """Return the ground strictly inside ``allowed``."""
        return cls(MultiPolygon(polygons_of(allowed.buffer(-_HAIR_MM, join_style="mitre"))), min_distance_mm)

    def holds(self, points: FloatArray) -> NDArray[np.bool_]:
        """Return which points are on the ground."""
        inside: NDArray[np.bool_] = shapely.contains_xy(self.area, points[:, 0], points[:, 1])
        return inside

    def nearest(self, points: FloatArray) -> FloatArray:
        """Return the points with those off the ground moved to its nearest place."""
        off = ~self.holds(points)
        if not off.any():
            return points
        moved = points.copy()
        lines = shapely.shortest_line(self.area, shapely.points(points[off]))
        moved[off] = shapely.get_coordinates(lines)[::2]
        return moved

    def settled(self, kept: FloatArray, more: FloatArray) -> FloatArray:
        """Return ``kept`` and those of ``more``, in turn, that keep the smallest distance to all before."""
        places = np.concatenate([kept, more])
        chosen = np.ones(len(places), dtype=bool)
        if len(places) == 0:
            return places
        pairs = Nearest(places).pairs_within(self.min_distance_mm * NEARER)
        pairs = pairs[pairs[:, 1] >= len(kept)]
        for before, after in pairs[np.argsort(pairs[:, 1], kind="stable")].tolist():
            chosen[after] &= ~chosen[before]
        return places[chosen]

    def serving(self, bare: FloatArray, worst: int, places: FloatArray, reach_mm: float) -> FloatArray:
        """Return the place from which ``bare[worst]`` is served, best with the bare spots around it.

        Places that keep the smallest distance come first, then those that serve more spots, then nearer ones.
        """
        spot = bare[worst]
        tries = self._tries(bare, spot, reach_mm)
        crowded = np.zeros(len(tries))
        if len(places) and self.min_distance_mm > 0:
            apart_mm = Nearest(places).query(tries)[0]
            crowded = np.maximum(self.min_distance_mm * NEARER - apart_mm, 0)
        served = (np.hypot(*(tries[:, None] - bare).T) <= reach_mm).sum(axis=0)
        away_mm = np.hypot(*(tries - spot).T)
        rank = np.lexsort((tries[:, 0], tries[:, 1], np.round(away_mm, 6), -served, np.round(crowded, 6)))
        best: FloatArray = tries[rank[0]]
        return best

    def _tries(self, bare: FloatArray, spot: FloatArray, reach_mm: float) -> FloatArray:
        """Return places on the ground to serve a spot from: itself, others, a grid, the nearest."""
        around = bare[np.hypot(*(bare - spot).T) <= reach_mm]
        steps = np.linspace(-reach_mm, reach_mm, _TRIES_PER_SIDE)
        grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) + spot
        tries = np.concatenate([[spot, around.mean(axis=0)], grid])
        tries = tries[(np.hypot(*(tries - spot).T) <= reach_mm) & self.holds(tries)]
        return np.concatenate([tries, self.nearest(spot[None])])
