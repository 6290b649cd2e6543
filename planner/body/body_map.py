"""One drawn view of the body in millimetres, as its SVG says it. Places are relative to the map's origin."""

from dataclasses import dataclass
from enum import StrEnum

from shapely import Polygon

from planner.body.net import Net
from planner.body.points import DrawnMm

Line = tuple[tuple[float, float], ...]
"""Corners (x, v) of a line. [drawn mm]"""


class Side(StrEnum):
    """The patient's own side, whichever way the view looks."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"


@dataclass(frozen=True, slots=True)
class Region:
    """A named area of skin, such as ``flank.L``; regions of one map do not overlap."""

    id: str
    name: str
    area: Polygon

    @property
    def site(self) -> str:
        """The region without its side: ``flank``."""
        return self.id.removesuffix(".L").removesuffix(".R")

    @property
    def side(self) -> Side:
        """The patient's side it lies on."""
        return {".L": Side.LEFT, ".R": Side.RIGHT}.get(self.id[-2:], Side.MIDLINE)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place a finger finds; ``prone_shift_mm`` is how far it moves caudally when the patient lies prone."""

    id: str
    name: str
    at: DrawnMm
    prone_shift_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """A spinous process on the midline; key levels carry the bold labels."""

    name: str
    v_mm: float
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class ArtLine:
    """A line of the drawing; ``role`` picks its style, such as ``contour`` or ``bone``."""

    role: str
    points: Line
    closed: bool
    width_mm: float


@dataclass(frozen=True, slots=True)
class Shade:
    """Soft modelling: a blurred stroke, or a blurred area where ``width_mm`` is 0. Decoration only."""

    role: str
    points: Line
    closed: bool
    width_mm: float
    blur_mm: float
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Section:
    """How round the body is at ``v_mm``: half back arc over half breadth, for the reference body.

    ``arc`` and ``breadth`` name the measures whose ratio makes it rounder or flatter for a patient; both may
    be empty.
    """

    v_mm: float
    arc_per_breadth: float
    arc: str = ""
    breadth: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The body that the drawing shows; no measures, no scaling."""

    sex: str
    stature_mm: float
    weight_kg: float
    c7_psis_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class BodyMap:
    """A drawing read from one SVG. Two readings of a file are the same object.

    Parameters
    ----------
    id
        The map, shared by its variants: ``back``.
    variant
        ``female``, ``male``, or empty if the map has only one drawing.
    contour
        Right half of the trunk's contour from cranial to caudal, v strictly rising; empty for a flat map.
    """

    id: str
    variant: str
    title: str
    version: str
    licence: str
    width_mm: float
    height_mm: float
    origin_mm: tuple[float, float]
    reference: Reference | None
    outline: Polygon
    regions: tuple[Region, ...]
    landmarks: tuple[Landmark, ...]
    levels: tuple[Level, ...]
    art: tuple[ArtLine, ...]
    shading: tuple[Shade, ...]
    contour: Line
    sections: tuple[Section, ...]
    net: Net
