"""Deposits that may stand a little off the places they are meant for: each on a tether of one length."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.geometry.ground import Ground
from planner.geometry.rows import FloatArray

_SHY = 1 - 1e-9  # tethers are a hair shorter than they may be, whatever rounding does


@dataclass(frozen=True, slots=True, eq=False)
class Tethers:
    """The posts of places as (n, 2), NaN for a place on no tether, and how long the tethers are. [mm]."""

    posts: FloatArray
    length_mm: float

    @classmethod
    def of_first(cls, posts: FloatArray, count: int, length_mm: float) -> "Tethers":
        """Return the tethers of ``count`` places, the first of which are tied to posts."""
        every = np.full((count, 2), np.nan)
        every[: len(posts)] = posts
        return cls(every, length_mm)

    def of(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Tethers":
        """Return the tethers of some of the places."""
        return Tethers(self.posts[chosen], self.length_mm)

    def moved(self, places: FloatArray, moves: FloatArray, ground: Ground) -> FloatArray:
        """Return the places moved, kept on the ground and on their tethers.

        A place that its tether would hold off the ground stays where it is.
        """
        wanted = ground.nearest(places + moves)
        tied = np.flatnonzero(~np.isnan(self.posts[:, 0]))
        if len(tied) == 0:
            return wanted
        posts = self.posts[tied]
        away = wanted[tied] - posts
        away_mm = np.hypot(away[:, 0], away[:, 1])[:, None]
        held = posts + away * np.minimum(1, self.length_mm * _SHY / np.maximum(away_mm, 1e-12))
        wanted = wanted.copy()
        wanted[tied] = np.where(ground.holds(held)[:, None], held, places[tied])
        return wanted
