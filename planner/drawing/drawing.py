"""A picture in millimetres that knows neither screen nor paper.

Places are drawn millimetres: x from the midline (patient's right positive), v below C7, growing downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from planner.drawing.roles import Role

Places = NDArray[np.float64]
_Number = TypeVar("_Number", np.float64, np.int64)


class Shape(StrEnum):
    """The form of a dot, so that no technique is told by its colour alone."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"
    CROSSED = "crossed"
    RING = "ring"


class Anchor(StrEnum):
    """Which end of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A filled area; its first ring is the outer one, the others are holes, all closed."""

    role: Role
    rings: tuple[Places, ...]
    name: str = ""
    target: str = ""
    category: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "rings", tuple(_places(ring) for ring in self.rings))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line through (n, 2) points."""

    role: Role
    points: Places
    target: str = ""
    category: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", _places(self.points))


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Dots of one diameter at (n, 2) places.

    Parameters
    ----------
    is_order
        Whether the places are all the injections of ``target``, in their order.
    """

    role: Role
    at: Places
    diameter_mm: float
    shape: Shape = Shape.CIRCLE
    is_order: bool = False
    target: str = ""
    category: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _places(self.at))


@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """Arrow heads that point from (n, 2) starts to (n, 2) ends, each a little past the middle of its way."""

    role: Role
    start: Places
    end: Places
    target: str = ""
    category: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", _places(self.start))
        object.__setattr__(self, "end", _places(self.end))


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """One number at each of (n, 2) places.

    Parameters
    ----------
    beside_mm
        Diameter of the dot that the number stands beside; 0 to stand on the place itself. [mm]
    text_mm
        Height of the type. [mm]
    shown_from_px_per_mm
        The smallest scale at which the numbers can be read; below it a screen leaves them out. [px/mm]
    is_order
        Whether the places are all the injections of ``target``, in their order.
    """

    role: Role
    at: Places
    numbers: NDArray[np.int64]
    text_mm: float
    shown_from_px_per_mm: float = 0.0
    beside_mm: float = 0.0
    is_order: bool = False
    target: str = ""
    category: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _places(self.at))
        object.__setattr__(self, "numbers", _frozen(np.array(self.numbers, dtype=np.int64)))


@dataclass(frozen=True, slots=True)
class Label:
    """A text that stands at one place, its middle height at ``v_mm``."""

    role: Role
    text: str
    x_mm: float
    v_mm: float
    anchor: Anchor = Anchor.MIDDLE


@dataclass(frozen=True, slots=True, eq=False)
class Shade:
    """A soft stroke, or a soft area if ``closed``, that models the skin and says nothing."""

    role: Role
    points: Places
    width_mm: float
    blur_mm: float
    opacity: float
    closed: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", _places(self.points))


Mark = Area | Line | Dots | Arrows | Numbers | Label | Shade


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Marks in the order in which they are laid on one another, in a frame of drawn millimetres."""

    x_range_mm: tuple[float, float]
    v_range_mm: tuple[float, float]
    marks: tuple[Mark, ...] = ()
    title: str = ""

    @property
    def width_mm(self) -> float:
        """Width of the frame."""
        return self.x_range_mm[1] - self.x_range_mm[0]

    @property
    def height_mm(self) -> float:
        """Height of the frame."""
        return self.v_range_mm[1] - self.v_range_mm[0]

    def under(self, other: "Drawing") -> "Drawing":
        """Return this drawing with the marks of ``other`` laid over it."""
        return replace(self, marks=(*self.marks, *other.marks), title=other.title or self.title)

    def framed(self, x_range_mm: tuple[float, float], v_range_mm: tuple[float, float]) -> "Drawing":
        """Return the same marks in another frame, to show a part of them."""
        return replace(self, x_range_mm=x_range_mm, v_range_mm=v_range_mm)

    def marks_of(self, *roles: Role) -> Iterator[Mark]:
        """Return the marks of these roles, in drawing order."""
        return (mark for mark in self.marks if mark.role in roles)


def areas_of(
    role: Role, geometry: shapely.Geometry, *, target: str = "", category: int = 0
) -> Iterator[Area]:
    """Return an area for every polygon in ``geometry``, its holes turned against its outer ring."""
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon" and not part.is_empty:
            turned = shapely.geometry.polygon.orient(part)
            rings = tuple(shapely.get_coordinates(ring) for ring in (turned.exterior, *turned.interiors))
            yield Area(role, rings, target=target, category=category)


def broken_line(parts: Iterable[ArrayLike]) -> Places:
    """Return the points of all ``parts`` in one array, with a row of NaN between two parts."""
    rows: list[Places] = []
    gap = np.full((1, 2), np.nan)
    for part in parts:
        rows += [gap, np.asarray(part, dtype=np.float64)] if rows else [np.asarray(part, dtype=np.float64)]
    return np.concatenate(rows) if rows else np.empty((0, 2))


def _places(points: ArrayLike | Sequence[Sequence[float]]) -> Places:
    return _frozen(np.array(points, dtype=np.float64).reshape(-1, 2))


def _frozen(array: NDArray[_Number]) -> NDArray[_Number]:
    array.setflags(write=False)
    return array
