"""The spacing wanted at every place of a zone, the smaller the higher a field, and the count it asks for."""

from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.field import Field
from planner.geometry.lattice import ROW_RATIO
from planner.geometry.rows import FloatArray, IntArray, row_intervals

PACKED = 0.85
"""How dense graded places stand, as a share of a lattice of the wanted spacing.

Only a lattice of one spacing packs as dense as a lattice. At 0.85 of it the middle place of a relaxed set has
its nearest neighbour just as far away as wanted (measured: docs/geometry-measured.md).
"""

_SQUARES = 4_000  # of the zone, over which a count is integrated
_HALVINGS = 60
_FULL = 0.9  # of what fits at the least spacing: beyond it hardly anything can be denser than the rest


@dataclass(frozen=True, slots=True)
class Wanted:
    """A spacing for every value of a field, from ``most_mm`` at ``low`` down to ``least_mm`` at ``high``.

    Parameters
    ----------
    low, high
        Values of the field; beyond them the spacing stays. ``low < high``.
    scale
        All spacings are this times larger, but never below ``least_mm``.
    """

    field: Field
    low: float
    high: float
    least_mm: float
    most_mm: float
    scale: float = 1.0

    def at(self, places: FloatArray) -> FloatArray:
        """Return the spacing wanted at (n, 2) places. [mm]."""
        return self.of_values(self.field.at(places))

    def of_values(self, values: FloatArray) -> FloatArray:
        """Return the spacing wanted where the field has these values: never larger for a higher one. [mm]."""
        share = np.clip((values - self.low) / (self.high - self.low), 0.0, 1.0)
        unscaled = self.most_mm - (self.most_mm - self.least_mm) * share
        spacing: FloatArray = np.maximum(self.scale * unscaled, self.least_mm)
        return spacing


def wanted_over(
    zone: BaseGeometry, field: Field, least_mm: float, most_mm: float, *, least_span: float
) -> Wanted:
    """Return the spacings that run from the least where the field is highest to the most where it is lowest.

    Parameters
    ----------
    least_span
        Values that differ by less than this are hardly told apart: then only their share of it is used, round
        the middle of the two spacings.
    """
    values = field.at(squares(zone, _side_mm(zone))[0])
    low, high = float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))
    middle = (low + high) / 2 if len(values) else 0.0
    half = max((high - low) if len(values) else 0.0, least_span) / 2
    return Wanted(field, middle - half, middle + half, least_mm, most_mm)


def count_over(zone: BaseGeometry, wanted: Wanted) -> float:
    """Return how many places the spacings ask for, as a broken number."""
    return _count_of(wanted, *_values_over(zone, wanted))


def scaled_to(zone: BaseGeometry, wanted: Wanted, count: int) -> Wanted | None:
    """Return the spacings scaled so that they ask for ``count``; None if so many hardly fit at the least."""
    values, square_mm2 = _values_over(zone, wanted)
    if count > _FULL * _count_of(replace(wanted, scale=0.0), values, square_mm2):
        return None
    low, high = 0.0, 1.0
    while _count_of(replace(wanted, scale=high), values, square_mm2) > count:
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_too_many = _count_of(replace(wanted, scale=middle), values, square_mm2) > count
        low, high = (middle, high) if is_too_many else (low, middle)
    return replace(wanted, scale=high)


def range_over(zone: BaseGeometry, wanted: Wanted) -> tuple[float, float]:
    """Return the smallest and the largest spacing that is wanted anywhere in the zone. [mm]."""
    spacing = wanted.of_values(_values_over(zone, wanted)[0])
    return float(spacing.min(initial=np.inf)), float(spacing.max(initial=0.0))


def squares(zone: BaseGeometry, side_mm: float) -> tuple[FloatArray, IntArray, IntArray]:
    """Return the middles of the squares of a board that lie inside the zone, with their column and row."""
    rows = row_intervals(zone, side_mm, phase=0.5)
    first = np.ceil(rows.start_mm / side_mm - 0.5).astype(np.int64)
    count = np.maximum(np.floor(rows.end_mm / side_mm - 0.5).astype(np.int64) - first + 1, 0)
    column = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    row = np.repeat(rows.row, count)
    return np.column_stack((column + 0.5, row + 0.5)) * side_mm, column, row


def _values_over(zone: BaseGeometry, wanted: Wanted) -> tuple[FloatArray, float]:
    """Return the field all over the zone, and the area that each value stands for."""
    middles = squares(zone, _side_mm(zone))[0]
    return wanted.field.at(middles), zone.area / max(len(middles), 1)


def _count_of(wanted: Wanted, values: FloatArray, square_mm2: float) -> float:
    return float(PACKED * square_mm2 * (1 / (ROW_RATIO * wanted.of_values(values) ** 2)).sum())


def _side_mm(zone: BaseGeometry) -> float:
    return float(np.sqrt(max(zone.area, 1e-6) / _SQUARES))
