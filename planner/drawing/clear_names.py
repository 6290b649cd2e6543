"""Names of levels and numbers of targets where no sign hides them, as on the pad (`frontend/ruler.js`)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.drawing.drawing import Anchor, Dots, Drawing, Label, Places
from planner.drawing.roles import Role
from planner.drawing.theme import Theme

_LEVELS = (Role.LEVEL_KEY, Role.LEVEL)
_FARTHER_MM = tuple(np.arange(0.0, 73.0, 6.0).tolist())  # from its place beside the midline
_ROUND_MM = (9.0, 18.0, 27.0)  # from the place of a target's number
_ROUND_DEG = (-45.0, -90.0, -135.0, 0.0, 180.0, 45.0, 90.0, 135.0)  # upwards to the right first
_LETTER_SHARE, _ROUND_LETTER_SHARE = 0.7, 1.0  # of the type's height: the width of a letter, of a circled one
_AIR_MM = 1.0
_SIGN_MM = 8.0  # the least sign with a number in it; smaller dots may lie on a name if nothing else is free
_NOTHING = Drawing((0.0, 0.0), (0.0, 0.0))


def with_clear_names(drawing: Drawing, theme: Theme, over: Drawing = _NOTHING) -> Drawing:
    """Return the drawing with its names where no dot hides them; one that finds no such place stays.

    Parameters
    ----------
    over
        What will be laid over the drawing later, and hides names too.
    """
    dots = _dots_of(drawing, over)
    boxes: list[Places] = []
    moved: dict[int, Label] = {}
    labels = [(n, mark) for n, mark in enumerate(drawing.marks) if isinstance(mark, Label)]
    for role in (Role.TARGET_NUMBER, *_LEVELS):
        for n, label in labels:
            if label.role is role:
                moved[n] = _freed(label, theme, dots, boxes)
                boxes.append(_box(moved[n], theme))
    return replace(drawing, marks=tuple(moved.get(n, mark) for n, mark in enumerate(drawing.marks)))


def _dots_of(*drawings: Drawing) -> Places:
    """Return x, v and radius of every dot."""
    found = [
        np.column_stack([mark.at, np.full(len(mark.at), mark.diameter_mm / 2)])
        for drawing in drawings
        for mark in drawing.marks
        if isinstance(mark, Dots) and mark.role is not Role.REST
    ]
    return np.concatenate(found) if found else np.empty((0, 3))


def _freed(label: Label, theme: Theme, dots: Places, boxes: list[Places]) -> Label:
    signs = dots[2 * dots[:, 2] >= _SIGN_MM]
    for hiding in (dots, signs):
        for place in _places_for(label):
            box = _box(place, theme)
            if _is_off(box, hiding) and not any(_meet(box, other) for other in boxes):
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
