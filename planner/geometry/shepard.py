"""Values known at places and over areas, spread over the plane by inverse distance weighting.

References
----------
D. Shepard (1968), "A two-dimensional interpolation function for irregularly-spaced data", Proceedings of the
23rd ACM National Conference, 517-524, doi 10.1145/800186.810616. His exponent of 2 is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.mirror import on_side
from planner.geometry.rows import FloatArray

_SAME_MM2 = 1e-9  # squared; a place nearer than this to a known one has its value


@dataclass(frozen=True, slots=True)
class Known:
    """A value at each of (n, 2) places in mm, and a value over each of some areas, in one standard order.

    The order of what is given changes no bit of what is interpolated.
    """

    places: FloatArray
    values: FloatArray
    areas: tuple[BaseGeometry, ...]
    values_of_areas: tuple[float, ...]

    @classmethod
    def of(
        cls,
        places: FloatArray,
        values: Sequence[float],
        areas: Sequence[BaseGeometry] = (),
        values_of_areas: Sequence[float] = (),
    ) -> "Known":
        """Return what is known, sorted."""
        at = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        known = np.asarray(values, dtype=np.float64)
        order = np.lexsort((known, at[:, 0], at[:, 1]))
        pairs = zip((area.normalize() for area in areas), values_of_areas, strict=True)
        sorted_pairs = sorted(pairs, key=lambda pair: (shapely.to_wkb(pair[0]), pair[1]))
        return cls(
            at[order],
            known[order],
            tuple(area for area, _ in sorted_pairs),
            tuple(float(value) for _, value in sorted_pairs),
        )

    def on_side(self, side: FloatArray) -> "Known":
        """Return the same, brought to the side that is worked on (see `planner.geometry.mirror`)."""
        areas = [on_side(area, side) for area in self.areas]
        return Known.of(self.places * side, self.values.tolist(), areas, self.values_of_areas)

    def __len__(self) -> int:
        """Return how many values are known."""
        return len(self.values) + len(self.areas)


def shepard(places: FloatArray, known: Known, *, inner_mm: float) -> FloatArray:
    """Return the mean of the known values at each of (n, 2) places, each weighted by 1 / distance squared.

    The result lies between the least and the greatest known value, and equals a known value at its own place.

    Parameters
    ----------
    inner_mm
        An area is known as a whole, not at any one place of it: its distance counts never less than this, so
        that a place inside it stands out by its own value, out to about as far. [mm]
    """
    weighted, weights = np.zeros(len(places)), np.zeros(len(places))
    for (x_mm, y_mm), value in zip(known.places.tolist(), known.values.tolist(), strict=True):
        apart_mm2 = (places[:, 0] - x_mm) ** 2 + (places[:, 1] - y_mm) ** 2
        weight = 1.0 / np.maximum(apart_mm2, _SAME_MM2)
        weighted += weight * value
        weights += weight
    points = shapely.points(places) if known.areas else np.empty(0)
    for area, value in zip(known.areas, known.values_of_areas, strict=True):
        weight = np.maximum(shapely.distance(area, points), inner_mm) ** -2.0
        weighted += weight * value
        weights += weight
    return weighted / weights
