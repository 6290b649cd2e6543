"""The picture of what was delivered: steps given, skipped, open and added, and the side effects that came."""

from collections.abc import Iterator

import numpy as np

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Anchor, Dots, Drawing, Label, Line, Mark, Places, Shape
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_lines, drawn_places
from planner.series.course import Course, Leg
from planner.series.delivered import Delivery, Status
from planner.series.visit import SideEffect
from planner.session import PointFinding, Session
from planner.techniques.grid import IntArray

STEP_MM = 4.0
_ROUND_SIGN_MM = 21.0  # wider than the sign of any finding, which lies over it
_SAME_PLACE_MM = 0.5
_EFFECT_MM = 7.0
_NAME_OFF_MM = 6.0
_STATUSES = tuple(Status)
# Neither colour nor fill tells a state alone: open is a ring, skipped is crossed out, added is a triangle.
_LOOKS = {
    Status.OPEN: (Role.STEP_OPEN, Role.STEP_OPEN, Shape.RING),
    Status.GIVEN: (Role.INJECTION, Role.STROKE, Shape.CIRCLE),
    Status.SKIPPED: (Role.STEP_SKIPPED, Role.STEP_SKIPPED, Shape.CROSSED),
}


def draw_delivered(course: Course, delivery: Delivery, session: Session, fitted: FittedMap) -> Drawing:
    """Return every step of a course as it stands, and the points that were added.

    A step right on a finding is drawn round its sign, so lay the findings over this drawing.
    """
    signs = np.array([(f.at.u_mm, f.at.v_mm) for f in session.findings if isinstance(f, PointFinding)])
    stands = delivery.statuses
    marks = [
        mark
        for number, (leg, (first, last)) in enumerate(zip(course.legs, course.spans, strict=True))
        for mark in _leg(leg, stands[first - 1 : last], number, fitted=fitted, signs=signs.reshape(-1, 2))
    ]
    added = [(deed.at.u_mm, deed.at.v_mm) for deed in delivery.added if deed.at is not None]
    if added:
        marks.append(Dots(Role.STEP_ADDED, _drawn(added, fitted), 1.4 * STEP_MM, Shape.TRIANGLE))
    return Drawing(*frame_of(fitted), tuple(marks), title="What was delivered, seen from behind")


def draw_effects(effects: tuple[SideEffect, ...], fitted: FittedMap) -> Drawing:
    """Return the side effects on their places, each with its name."""
    marks: list[Mark] = []
    for effect in effects:
        at = _drawn([(effect.at.u_mm, effect.at.v_mm)], fitted)
        marks.append(Dots(Role.EFFECT, at, _EFFECT_MM, Shape.SQUARE))
        x_mm, v_mm = at[0].tolist()
        marks.append(Label(Role.EFFECT_NAME, effect.kind.value, x_mm + _NAME_OFF_MM, v_mm, Anchor.START))
    return Drawing(*frame_of(fitted), tuple(marks), title="Side effects, seen from behind")


def _leg(leg: Leg, stands: IntArray, number: int, *, fitted: FittedMap, signs: Places) -> Iterator[Mark]:
    count = len(leg.grid)
    at = _drawn(leg.grid.places, fitted)
    off_mm = np.linalg.norm(leg.grid.places[:, None, :] - signs[None, :, :], axis=2)
    on_sign = (off_mm < _SAME_PLACE_MM).any(axis=1)
    strokes = np.stack([leg.passes.starts, leg.passes.ends], axis=1)
    for status, (dot, line, shape) in _LOOKS.items():
        those = stands == _STATUSES.index(status)
        for diameter_mm, here in ((_ROUND_SIGN_MM, on_sign), (STEP_MM, ~on_sign)):
            if (those[:count] & here).any():
                places = at[those[:count] & here]
                yield Dots(dot, places, diameter_mm, shape, target=leg.target, category=number)
        if those[count:].any():
            track = drawn_lines(fitted.projection, strokes[those[count:]])
            yield Line(line, track, target=leg.target, category=number)


def _drawn(places: object, fitted: FittedMap) -> Places:
    return drawn_places(fitted.projection, np.asarray(places, dtype=np.float64).reshape(-1, 2))
