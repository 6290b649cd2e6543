"""Lines of equal value of a field, and the bands between them, over a region."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.field import Field
from planner.geometry.rows import FloatArray, IntArray

_SMOOTHED_MM = 0.2  # a bend that no eye resolves at the scale of a body
_LEAST_MM2 = 1.0  # smaller faces are what rounding leaves where a line meets the border


@dataclass(frozen=True, slots=True)
class Band:
    """A connected face in which the field runs from ``level`` to the next whole level."""

    level: int
    face: Polygon


@dataclass(frozen=True, slots=True)
class Contour:
    """A line along which the field has one whole value."""

    level: int
    line: LineString


def contours_over(field: Field, region: BaseGeometry) -> tuple[tuple[Band, ...], tuple[Contour, ...]]:
    """Return the bands between whole values of the field that fill a region, and the lines between them.

    The bands come in the order of their levels. The field is taken as linear on half squares of its grid, so
    that a line crosses each half square once.
    """
    if region.is_empty:
        return (), ()
    least, most = float(field.values.min()), float(field.values.max())
    levels = range(int(np.floor(least)) + 1, int(np.ceil(most)))
    whole = {level: _line_at(field, level) for level in levels}
    lines = [Contour(level, part) for level in levels for part in _parts_in(region, whole[level])]
    # Lines run on beyond the region: one cut at the border would miss it by a rounding, and cut nothing.
    border = shapely.union_all([region.boundary, *whole.values()])
    faces = polygons_of(shapely.polygonize(shapely.get_parts(border)))
    inside = [face for face in faces if face.area > _LEAST_MM2 and region.contains(face.point_on_surface())]
    bands = [Band(_level_of(field, face), face) for face in inside]
    return tuple(sorted(bands, key=lambda band: (band.level, band.face.bounds))), tuple(lines)


def _level_of(field: Field, face: Polygon) -> int:
    point = face.point_on_surface()
    return int(np.floor(field.at(np.array([(point.x, point.y)]))[0]))


def _line_at(field: Field, level: int) -> BaseGeometry:
    """Return the line at one level, all over the field."""
    merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(_segments(field, level))))
    return shapely.simplify(merged, _SMOOTHED_MM)


def _parts_in(region: BaseGeometry, line: BaseGeometry) -> list[LineString]:
    """Return the parts of a line that run in a region."""
    parts = shapely.get_parts(shapely.line_merge(shapely.intersection(line, region)))
    return [part for part in parts if isinstance(part, LineString) and part.length > 0]


def _segments(field: Field, level: int) -> FloatArray:
    """Return (n, 2, 2) segments: in each half square, between the two sides on which the level is crossed."""
    x_mm, y_mm = field.nodes()
    places = np.stack(np.meshgrid(x_mm, y_mm), axis=-1).reshape(-1, 2)
    values = field.values.ravel()
    corners = _half_squares(*field.values.shape)
    above = values[corners] >= level
    crossed = above.any(axis=1) & ~above.all(axis=1)
    corners, above = corners[crossed], above[crossed]
    alone_above = above.sum(axis=1) == 1
    alone = np.where(alone_above, above.argmax(axis=1), (~above).argmax(axis=1))
    rows = np.arange(len(corners))
    ends = [
        _crossing(places, values, corners[rows, alone], corners[rows, (alone + turn) % 3], level)
        for turn in (1, 2)
    ]
    return np.stack(ends, axis=1)


def _half_squares(rows: int, columns: int) -> IntArray:
    """Return the corners of the half squares of a grid as (n, 3) numbers of nodes."""
    number = np.arange(rows * columns).reshape(rows, columns)
    upper_left, upper_right = number[:-1, :-1].ravel(), number[:-1, 1:].ravel()
    lower_left, lower_right = number[1:, :-1].ravel(), number[1:, 1:].ravel()
    return np.concatenate(
        [
            np.column_stack((upper_left, upper_right, lower_left)),
            np.column_stack((upper_right, lower_right, lower_left)),
        ]
    )


def _crossing(
    places: FloatArray,
    values: FloatArray,
    one: IntArray,
    other: IntArray,
    level: int,
) -> FloatArray:
    """Return where the level is crossed between pairs of nodes: the same bits from either half square."""
    first, second = np.minimum(one, other), np.maximum(one, other)
    share = (level - values[first]) / (values[second] - values[first])
    crossing: FloatArray = places[first] + share[:, None] * (places[second] - places[first])
    return crossing
