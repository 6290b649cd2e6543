"""The picture of a body map fitted to a patient: skin, bones, spine levels, sides and rulers."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_marks, frame_of
from planner.drawing.drawing import Anchor, Area, Drawing, Label, Line, Mark, Places, Shade, areas_of
from planner.drawing.region_drawing import region_areas, region_names
from planner.drawing.roles import Role

_UNSEEN_SHARE = 0.05  # of its blur: how far a soft stroke may be off before anyone could see it
_LOZENGE_MM, _KEY_LOZENGE_MM = 1.8, 2.7  # half widths
_NAME_OFF_MM, _KEY_NAME_OFF_MM = 5.0, 6.5  # from the midline to the name of a level


def draw_body(fitted: FittedMap, *, show_regions: bool = False, show_muscles: bool = False) -> Drawing:
    """Return the body that plans and findings are laid over."""
    marks: list[Mark] = [
        *areas_of(Role.SKIN, fitted.drawn_outline),
        *_shades(fitted),
        *(region_areas(fitted) if show_regions else ()),
        *(mark for mark in _art(fitted) if show_muscles or mark.role is not Role.MUSCLE),
        *(mark for level in fitted.levels for mark in _lozenge(level.v_mm, is_key=level.is_key)),
        *_level_names(fitted),
        *(region_names(fitted) if show_regions else ()),
        *frame_marks(fitted),
    ]
    return Drawing(*frame_of(fitted), tuple(marks), title=f"{fitted.title}, patient’s left on the left")


_ROLE_OF_ART = {
    "contour": Role.CONTOUR,
    "cut": Role.CUT,
    "cleft": Role.CLEFT,
    "fold": Role.CLEFT,
    "crest": Role.BONE_EDGE,
    "scapular_spine": Role.BONE_BODY,
    "psis": Role.BONE_BODY,
    "muscle": Role.MUSCLE,
    "midline": Role.MIDLINE,
}


def _shades(fitted: FittedMap) -> Iterator[Mark]:
    for shade in fitted.shading:
        role = Role.LIGHT if shade.colour == "light" else Role.SHADOW
        points = _plain(np.array(shade.points), _UNSEEN_SHARE * shade.blur_mm)
        is_area = shade.width_mm == 0.0
        yield Shade(role, points, shade.width_mm, shade.blur_mm, shade.opacity, closed=is_area)


def _plain(points: Places, tolerance_mm: float) -> Places:
    """Return a line without the corners that it can do without."""
    corners: Places = shapely.get_coordinates(shapely.simplify(shapely.LineString(points), tolerance_mm))
    return corners


def _art(fitted: FittedMap) -> Iterator[Mark]:
    # The contour comes last: it lies over everything that ends at it.
    for line in sorted(fitted.art, key=lambda line: line.role == "contour"):
        role = _ROLE_OF_ART.get(line.role, Role.BONE)
        corners = np.array(line.points)
        if line.closed:
            corners = np.concatenate([corners, corners[:1]])
        yield Area(role, (corners,)) if role is Role.BONE_BODY else Line(role, corners)


def _lozenge(v_mm: float, *, is_key: bool) -> Iterator[Mark]:
    half_mm = _KEY_LOZENGE_MM if is_key else _LOZENGE_MM
    corners = np.array([(0.0, -1.2), (1.0, 0.0), (0.0, 1.2), (-1.0, 0.0), (0.0, -1.2)]) * half_mm
    yield Area(Role.SPINOUS_KEY if is_key else Role.SPINOUS, (corners + np.array([0.0, v_mm]),))


def _level_names(fitted: FittedMap) -> Iterator[Mark]:
    keys = [level for level in fitted.levels if level.is_key]
    others = [level for level in fitted.levels if not level.is_key]
    for level in keys:
        yield Label(Role.LEVEL_KEY, level.name, _KEY_NAME_OFF_MM, level.v_mm, Anchor.START)
    for level in others:
        yield Label(Role.LEVEL, level.name, -_NAME_OFF_MM, level.v_mm, Anchor.END)
