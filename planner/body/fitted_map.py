"""A body map in the size of one patient, on the skin and on the drawing."""

from dataclasses import dataclass
from enum import StrEnum

from shapely import Polygon

from planner.body.body_map import ArtLine, Landmark, Level, Region, Shade
from planner.body.points import DrawnMm, PointMm
from planner.body.projection import Projection


class ScaleState(StrEnum):
    """How true a fitted map is to its patient."""

    MEDIAN = "median"
    SCALED = "scaled"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class FittedMap:
    """What a plan stands on. ``outline`` and ``regions`` lie on the skin (u, v), ``drawn_`` ones at (x, v).

    Parameters
    ----------
    scale
        ``median``: not to scale for this patient; ``scaled``: by stature and weight; ``measured``: the tape
        reading from C7 to the PSIS line as well.
    c7_psis_mm
        0 on a map without a spine. [mm]
    c7_psis_is_measured
        If not, every level is an estimate.
    landmarks
        On the drawing. [drawn mm]
    bounds
        Least x, least v, most x, most v of the drawn outline. [drawn mm]
    """

    id: str
    version: str
    title: str
    variant: str
    scale: ScaleState
    c7_psis_mm: float
    c7_psis_is_measured: bool
    outline: Polygon
    drawn_outline: Polygon
    regions: tuple[Region, ...]
    drawn_regions: tuple[Region, ...]
    landmarks: tuple[Landmark, ...]
    levels: tuple[Level, ...]
    projection: Projection
    art: tuple[ArtLine, ...]
    shading: tuple[Shade, ...]
    bounds: tuple[float, float, float, float]

    def __hash__(self) -> int:
        """Return a number from what tells maps apart; their contours have thousands of corners."""
        return hash((self.id, self.version, self.variant, self.c7_psis_mm, self.bounds))

    def on_skin(self, at: DrawnMm) -> PointMm:
        """Return where a place of the drawing lies under the tape."""
        return PointMm(float(self.projection.tape_u(at.x_mm, at.v_mm)), at.v_mm)

    def on_drawing(self, at: PointMm) -> DrawnMm:
        """Return where a place on the skin stands on the drawing."""
        return DrawnMm(float(self.projection.drawn_x(at.u_mm, at.v_mm)), at.v_mm)
