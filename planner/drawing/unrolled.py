"""From the unrolled skin to the drawing: places, lines and areas in tape mm, bent as the flank bends them."""

import numpy as np
import shapely

from planner.body.projection import Projection
from planner.drawing.drawing import Places

_STEP_MM = 5.0  # between two bends of a line
_FLAT_MM = 0.02  # a bend that no eye and no printer resolves


def drawn_places(projection: Projection, tape_mm: Places) -> Places:
    """Return the drawn places of (n, 2) tape places."""
    u_mm, v_mm = tape_mm[:, 0], tape_mm[:, 1]
    return np.column_stack([projection.drawn_x(u_mm, v_mm), v_mm])


def drawn_geometry(projection: Projection, tape: shapely.Geometry) -> shapely.Geometry:
    """Return lines or areas of the skin as they are drawn, with corners where the projection bends them."""
    fine = shapely.segmentize(tape, _STEP_MM)
    bent = shapely.transform(fine, lambda corners: drawn_places(projection, corners))
    return shapely.simplify(bent, _FLAT_MM, preserve_topology=True)


def drawn_lines(projection: Projection, tape_mm: Places) -> Places:
    """Return the drawn corners of (n, k, 2) lines of tape places, with a row of NaN between two lines.

    The ends of each line stay where they are. All are bent in one go: one by one, eighty lines take ten
    times as long.
    """
    fine = shapely.segmentize(shapely.linestrings(tape_mm), _STEP_MM)
    corners, line = shapely.get_coordinates(fine, return_index=True)
    bent = shapely.linestrings(drawn_places(projection, corners), indices=line)
    corners, line = shapely.get_coordinates(
        shapely.simplify(bent, _FLAT_MM, preserve_topology=True), return_index=True
    )
    broken: Places = np.insert(corners, np.flatnonzero(np.diff(line)) + 1, np.nan, axis=0)
    return broken
