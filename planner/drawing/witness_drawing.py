"""The picture of a proof: places of which no single injection can serve two, and whence each is served."""

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Dots, Drawing, Line, Places, Shape, broken_line
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_geometry, drawn_places

WITNESS_MM = 3.6


def draw_witnesses(witnesses: Places, spread_mm: float, fitted: FittedMap) -> Drawing:
    """Return witnesses with the border of where an injection must stand to serve each; no two overlap.

    Parameters
    ----------
    witnesses
        (n, 2) places in tape coordinates. [mm]
    spread_mm
        How far from a deposit the skin counts as treated. [mm]
    """
    discs = shapely.buffer(shapely.points(np.asarray(witnesses).reshape(-1, 2)), spread_mm)
    rims = [drawn_geometry(fitted.projection, disc.exterior) for disc in discs]
    marks = (
        Line(Role.WITNESS_REACH, broken_line(shapely.get_coordinates(rim) for rim in rims)),
        Dots(Role.WITNESS, drawn_places(fitted.projection, witnesses), WITNESS_MM, Shape.DIAMOND),
    )
    return Drawing(*frame_of(fitted), marks, title="Places of which no injection can serve two")
