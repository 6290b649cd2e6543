"""The picture of a plan: zones, exclusions, deposits at their true size, passes, order, places withheld."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import (
    Arrows,
    Dots,
    Drawing,
    Label,
    Line,
    Mark,
    Numbers,
    Places,
    Shape,
    areas_of,
)
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_geometry, drawn_lines, drawn_places
from planner.evidence.wheal import wheal_width_mm
from planner.geometry.areas import outer_buffer
from planner.geometry.nearest import Nearest
from planner.plan import Plan, TargetPlan
from planner.session import Exclusion, Session
from planner.techniques import all_techniques

NEEDLE_POINT_MM = 3.0  # the sign of a puncture; a deposit that is narrower is drawn as its own sign
_CROSSED_MM = 5.0
_CROSSED_FINDING_MM = 24.0  # wider than the sign of any finding, which lies over it
_SHAPES = (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE, Shape.TRIANGLE)
_LARGEST_NUMBER_MM = 2.4
_DIGIT_SHARE = 0.64  # of the type's height: the width of a digit
_ROOM_SHARE = 0.9  # of the way to the next dot, for the digits
_READABLE_PX = 9.0
_NUMBER_OFF_ZONE_MM, _NUMBER_OFF_POINT_MM = 4.0, 11.0  # from a zone, and clear of the sign of a point
_SAMPLE = 500  # dots whose neighbours tell how crowded a grid is


def draw_plan(plan: Plan, session: Session, fitted: FittedMap) -> Drawing:
    """Return everything ``plan`` does to the skin, to be laid over the drawing of the body."""
    numbered = list(enumerate(plan.targets))
    marks = [
        *(mark for number, target in numbered for mark in _zone(target, number, fitted)),
        *(mark for exclusion in session.exclusions for mark in _exclusion(exclusion, fitted)),
        *(mark for number, target in numbered for mark in _injections(target, number, fitted)),
        *(mark for number, target in numbered for mark in _passes(target, number, fitted)),
        *(mark for target in plan.targets for mark in _withheld(target, fitted)),
        *(mark for number, target in numbered for mark in _order(target, number, fitted)),
    ]
    return Drawing(*frame_of(fitted), tuple(marks), title="Injection plan, seen from behind")


def _zone(target: TargetPlan, number: int, fitted: FittedMap) -> Iterator[Mark]:
    zone = drawn_geometry(fitted.projection, target.zone)
    yield from areas_of(Role.ZONE, zone, target=target.id, category=number)
    corners, off_mm = shapely.get_coordinates(zone), _NUMBER_OFF_ZONE_MM
    if not len(corners):
        corners, off_mm = drawn_places(fitted.projection, target.grid.places), _NUMBER_OFF_POINT_MM
    if len(corners):
        # At the upper right: the sign of a drawn zone stands at its upper left.
        x_mm, v_mm = corners[np.lexsort((-corners[:, 0], corners[:, 1].round()))[0]].tolist()
        yield Label(Role.TARGET_NUMBER, circled(number + 1), x_mm + off_mm, v_mm - off_mm)


def circled(number: int) -> str:
    """Return a number as the screens write that of a target: in a circle, as far as there are such signs."""
    return chr(0x245F + number) if 1 <= number <= 20 else f"({number})"


def _exclusion(exclusion: Exclusion, fitted: FittedMap) -> Iterator[Mark]:
    core = shapely.Polygon([(corner.u_mm, corner.v_mm) for corner in exclusion.outline])
    kept_free = outer_buffer(core, exclusion.margin_mm)
    for role, area in ((Role.EXCLUSION_MARGIN, kept_free), (Role.EXCLUSION, core)):
        on_body = shapely.intersection(area, fitted.outline)
        yield from areas_of(role, drawn_geometry(fitted.projection, on_body))


def _injections(target: TargetPlan, number: int, fitted: FittedMap) -> Iterator[Mark]:
    """Yield the dots of each deposit volume: the wheal and the needle's point, or a drop that is smaller."""
    at = drawn_places(fitted.projection, target.grid.places)
    volumes_ml = np.unique(target.grid.volume_ml)
    for volume_ml in volumes_ml.tolist():
        those = at[target.grid.volume_ml == volume_ml]
        wheal_mm = wheal_width_mm(volume_ml)
        signs = [(Role.INJECTION, min(wheal_mm, NEEDLE_POINT_MM), _shape_of(target))]
        if wheal_mm > NEEDLE_POINT_MM:
            signs.insert(0, (Role.DEPOSIT, wheal_mm, Shape.CIRCLE))
        for role, diameter_mm, shape in signs:
            yield Dots(role, those, diameter_mm, shape, len(volumes_ml) == 1, target.id, number)


def _passes(target: TargetPlan, number: int, fitted: FittedMap) -> Iterator[Mark]:
    if not len(target.passes):
        return
    strokes = np.stack([target.passes.starts, target.passes.ends], axis=1)
    start = drawn_places(fitted.projection, target.passes.starts)
    end = drawn_places(fitted.projection, target.passes.ends)
    track = drawn_lines(fitted.projection, strokes)
    yield Line(Role.STROKE, track, target=target.id, category=number)
    yield Arrows(Role.DIRECTION, start, end, target=target.id, category=number)
    yield Dots(Role.INJECTION, start, NEEDLE_POINT_MM, _shape_of(target), target=target.id, category=number)


def _withheld(target: TargetPlan, fitted: FittedMap) -> Iterator[Mark]:
    for is_of_finding, diameter_mm in ((True, _CROSSED_FINDING_MM), (False, _CROSSED_MM)):
        places = [p for p in target.withheld if (p.finding is not None) is is_of_finding]
        if places:
            at = drawn_places(fitted.projection, np.array([(p.u_mm, p.v_mm) for p in places]))
            yield Dots(Role.WITHHELD, at, diameter_mm, Shape.CROSSED, target=target.id)


def _order(target: TargetPlan, number: int, fitted: FittedMap) -> Iterator[Mark]:
    drop_mm = wheal_width_mm(float(target.grid.volume_ml.min(initial=np.inf)))
    dots_mm = min(drop_mm, NEEDLE_POINT_MM)
    for places, beside_mm, is_order in (
        (target.grid.places, dots_mm, True),
        (target.passes.starts, NEEDLE_POINT_MM, False),
    ):
        if len(places):
            text_mm = _number_mm(places)
            yield Numbers(
                Role.NUMBER,
                drawn_places(fitted.projection, places),
                np.arange(1, len(places) + 1),
                text_mm,
                shown_from_px_per_mm=round(_READABLE_PX / text_mm, 2),
                beside_mm=beside_mm,
                is_order=is_order,
                target=target.id,
                category=number,
            )


def _number_mm(places: Places) -> float:
    """Return the height of type in which a number fits between a place and the next, at every scale."""
    if len(places) < 2:
        return _LARGEST_NUMBER_MM
    apart_mm = Nearest(places).query(places[:_SAMPLE], 2)[0][:, 1]
    room_mm = _ROOM_SHARE * float(np.median(apart_mm))
    digits = len(str(len(places)))
    # Deposits of one place lie on one another; no type is small enough for them.
    return min(_LARGEST_NUMBER_MM, max(room_mm / (digits * _DIGIT_SHARE), 0.1))


def _shape_of(target: TargetPlan) -> Shape:
    known = [technique.id for technique in all_techniques()]
    return _SHAPES[known.index(target.technique) % len(_SHAPES)]
