"""The cells of the area-and-border proof (``docs/geometry.md``), counted as the proof counts them.

Discs of a cover and notches share a convex area among them: every place belongs to the disc of least power,
the squared distance to its centre less its squared radius. Pictures and tests look at these cells; no bound
needs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

BORDER = -1

_LEAST_MM = 1e-7  # edges shorter than this are rounding where four cells meet

FloatArray = NDArray[np.float64]
Ring = list[tuple[FloatArray, int]]
"""Corners in turn, each with the number of the disc beyond the edge that begins there, or `BORDER`."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a cell: its places from end to end, and the disc beyond it, or `BORDER`."""

    places: FloatArray
    beyond: int

    @property
    def chord_mm(self) -> float:
        """How far its ends are apart."""
        return float(np.hypot(*(self.places[-1] - self.places[0])))

    @property
    def length_mm(self) -> float:
        """How long it is."""
        return float(np.hypot(*np.diff(self.places, axis=0).T).sum())

    @property
    def turn_rad(self) -> float:
        """How much it turns strictly between its ends."""
        steps = np.diff(self.places, axis=0)
        heading = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
        return abs(float(heading[-1] - heading[0]))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """The cell of one disc, by its sides in turn; stretches of the border are cut at kept corners only."""

    owner: int
    sides: tuple[Side, ...]

    @property
    def count(self) -> int:
        """Sides and, once more, those on the border: s + b of the proof."""
        return len(self.sides) + len(self.on_border)

    @property
    def on_border(self) -> tuple[Side, ...]:
        """The sides on the border."""
        return tuple(side for side in self.sides if side.beyond == BORDER)

    @property
    def area(self) -> Polygon:
        """The whole cell."""
        return Polygon(np.concatenate([side.places[:-1] for side in self.sides]))

    @property
    def straightened(self) -> FloatArray:
        """The corners that are left when every side on the border is replaced by its chord."""
        return np.array([side.places[0] for side in self.sides])


def power_cells(
    corners: FloatArray, centres: FloatArray, radii_mm: Sequence[float], kept: FloatArray
) -> tuple[Cell, ...]:
    """Return the cells of discs in a convex area; discs without a cell are left out.

    Parameters
    ----------
    corners, kept
        (n, 2) of the area in turn, and (k, 2) those of them that end a side. [mm]
    """
    rings = [_ring(corners, centres, np.asarray(radii_mm), own) for own in range(len(centres))]
    return tuple(Cell(own, _sides(ring, kept)) for own, ring in enumerate(rings) if len(ring) > 2)


def _ring(corners: FloatArray, centres: FloatArray, radii_mm: FloatArray, own: int) -> Ring:
    """Return the corners of what of the area belongs to one disc."""
    ring: Ring = [(corner, BORDER) for corner in corners]
    power = (centres**2).sum(axis=1) - radii_mm**2
    for other in range(len(centres)):
        if other != own and ring:
            normal, offset = 2 * (centres[own] - centres[other]), power[other] - power[own]
            ring = _clipped(ring, [float(place @ normal + offset) for place, _ in ring], other)
    return ring


def _clipped(ring: Ring, ahead: list[float], other: int) -> Ring:
    """Return a ring without what belongs to another disc: where the power to that one is no greater."""
    left: Ring = []
    for k, (place, beyond) in enumerate(ring):
        after = (k + 1) % len(ring)
        if ahead[k] >= 0:
            left.append((place, beyond))
        if (ahead[k] >= 0) != (ahead[after] >= 0):
            share = ahead[k] / (ahead[k] - ahead[after])
            cut = place + share * (ring[after][0] - place)
            left.append((cut, other if ahead[k] >= 0 else beyond))
    return [
        (place, beyond)
        for k, (place, beyond) in enumerate(left)
        if np.hypot(*(left[(k + 1) % len(left)][0] - place)) > _LEAST_MM
    ]


def _sides(ring: Ring, kept: FloatArray) -> tuple[Side, ...]:
    starts = [k for k, (place, beyond) in enumerate(ring) if _begins(place, beyond, ring[k - 1][1], kept)]
    places = np.array([place for place, _ in ring])
    sides = []
    for start, end in zip(starts, [*starts[1:], starts[0] + len(ring)], strict=True):
        sides.append(Side(places[np.arange(start, end + 1) % len(ring)], ring[start][1]))
    return tuple(sides)


def _begins(place: FloatArray, beyond: int, before: int, kept: FloatArray) -> bool:
    """Return whether a side begins at a corner: where the border only bends, none does."""
    return beyond != BORDER or before != BORDER or bool((place == kept).all(axis=1).any())
