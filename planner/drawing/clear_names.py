"""Names of levels and effects, and numbers of targets, where no sign hides them.

Screens do the same in `frontend/level_names.js`, `spots.js` and `marks.js`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely

from planner.drawing.drawing import Anchor, Area, Dots, Drawing, Label, Mark, Places
from planner.drawing.roles import Role
from planner.drawing.theme import Theme

_LEVELS = (Role.LEVEL_KEY, Role.LEVEL)
_FARTHER_MM = tuple(np.arange(0.0, 73.0, 6.0).tolist())  # from its place beside the midline
_ROUND_MM = (9.0, 18.0, 27.0)  # from the place of a target's number
_ROUND_DEG = (-45.0, -90.0, -135.0, 0.0, 180.0, 45.0, 90.0, 135.0)  # upwards to the right first
_DOWN_MM = (0.0, -7.0, 7.0, -14.0, 14.0)  # from the place of an effect's name, which is twice as far ...
_OVER_SIGN_MM = 12.0  # ... on the other side of its sign
_LETTER_SHARE, _ROUND_LETTER_SHARE = 0.7, 1.0  # of the type's height: the width of a letter, of a circled one
_AIR_MM = 1.0
_SIGN_MM = 8.0  # the least sign with a number in it; smaller dots may lie on a name if nothing else is free


def with_clear_names(drawing: Drawing, theme: Theme) -> Drawing:
    """Return the drawing with its names where no dot and no exclusion hides them.

    A name of a level that finds no such place stays where readers look for it, above the exclusions.
    """
    dots, kept_out = _dots_of(drawing), _kept_out(drawing)
    boxes: list[Places] = []
    moved: dict[int, Label] = {}
    labels = [(n, mark) for n, mark in enumerate(drawing.marks) if isinstance(mark, Label)]
    for role in (Role.TARGET_NUMBER, Role.EFFECT_NAME, *_LEVELS):
        hiding = kept_out if role in _LEVELS else shapely.MultiPolygon()
        for n, label in labels:
            if label.role is role:
                moved[n] = _freed(label, _Hiding(theme, dots, hiding, tuple(boxes)))
                boxes.append(_box(moved[n], theme))
    return replace(drawing, marks=_names_above(tuple(moved.get(n, m) for n, m in enumerate(drawing.marks))))


@dataclass(frozen=True, slots=True, eq=False)
class _Hiding:
    """What a name keeps off: dots as x, v and radius, exclusions, and the boxes of other names."""

    theme: Theme
    dots: Places
    kept_out: shapely.Geometry
    boxes: tuple[Places, ...]

    def is_off(self, label: Label, dots: Places) -> bool:
        box = _box(label, self.theme)
        if not _is_off(box, dots) or any(_meet(box, other) for other in self.boxes):
            return False
        return not shapely.intersects(self.kept_out, shapely.box(*box.ravel()))


def _names_above(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks with the names of levels right above the last exclusion, if there is one."""
    last = max((n for n, mark in enumerate(marks) if mark.role is Role.EXCLUSION), default=-1)
    below = marks[: last + 1]
    names = [mark for mark in below if mark.role in _LEVELS]
    return (*(mark for mark in below if mark.role not in _LEVELS), *names, *marks[last + 1 :])


def _dots_of(drawing: Drawing) -> Places:
    """Return x, v and radius of every dot."""
    found = [
        np.column_stack([mark.at, np.full(len(mark.at), mark.diameter_mm / 2)])
        for mark in drawing.marks
        if isinstance(mark, Dots) and mark.role is not Role.REST
    ]
    return np.concatenate(found) if found else np.empty((0, 3))


def _kept_out(drawing: Drawing) -> shapely.Geometry:
    """Return where the exclusions are drawn, without their margins."""
    areas = [
        shapely.Polygon(mark.rings[0], mark.rings[1:])
        for mark in drawing.marks_of(Role.EXCLUSION)
        if isinstance(mark, Area)
    ]
    return shapely.union_all(areas)


def _freed(label: Label, hiding: _Hiding) -> Label:
    signs = hiding.dots[2 * hiding.dots[:, 2] >= _SIGN_MM]
    for dots in (hiding.dots, signs):
        for place in _places_for(label):
            if hiding.is_off(place, dots):
                return place
    return label


def _places_for(label: Label) -> Iterator[Label]:
    yield label
    if label.role is Role.TARGET_NUMBER:
        for round_mm in _ROUND_MM:
            for turned in np.radians(_ROUND_DEG).tolist():
                off = round_mm * np.array([np.cos(turned), np.sin(turned)])
                yield replace(label, x_mm=label.x_mm + float(off[0]), v_mm=label.v_mm + float(off[1]))
        return
    if label.role is Role.EFFECT_NAME:
        for down_mm in _DOWN_MM:
            for x_mm, anchor in ((label.x_mm, Anchor.START), (label.x_mm - _OVER_SIGN_MM, Anchor.END)):
                yield replace(label, x_mm=x_mm, v_mm=label.v_mm + down_mm, anchor=anchor)
        return
    for farther_mm in _FARTHER_MM:
        away_mm = abs(label.x_mm) + farther_mm
        for x_mm in (away_mm, -away_mm) if label.x_mm >= 0 else (-away_mm, away_mm):
            yield replace(label, x_mm=x_mm, anchor=Anchor.START if x_mm > 0 else Anchor.END)


def _box(label: Label, theme: Theme) -> Places:
    """Return the upper left and the lower right corner of a text."""
    text_mm = theme.style(label.role).text_mm
    share = _ROUND_LETTER_SHARE if label.role is Role.TARGET_NUMBER else _LETTER_SHARE
    width_mm = share * text_mm * len(label.text)
    left_mm = {
        Anchor.START: label.x_mm,
        Anchor.MIDDLE: label.x_mm - width_mm / 2,
        Anchor.END: label.x_mm - width_mm,
    }[label.anchor]
    return np.array([[left_mm, label.v_mm - text_mm / 2], [left_mm + width_mm, label.v_mm + text_mm / 2]])


def _is_off(box: Places, dots: Places) -> bool:
    away_mm = np.maximum(np.maximum(box[0] - dots[:, :2], dots[:, :2] - box[1]), 0.0)
    return bool((np.hypot(*away_mm.T) > dots[:, 2] + _AIR_MM).all())


def _meet(one: Places, other: Places) -> bool:
    return bool((one[0] < other[1] + _AIR_MM).all() and (other[0] < one[1] + _AIR_MM).all())
