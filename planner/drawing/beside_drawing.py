"""What is laid round a plan to look at it: another plan as ghosts, and the place of the largest gap."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body import FittedMap, PointMm
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Anchor, Dots, Drawing, Label, Line, Mark, Shape, broken_line
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_geometry, drawn_lines, drawn_places
from planner.plan import Plan, TargetPlan

RING_MM = 4.6  # round the needle point of the other plan, where both plans put one
NAME_OFF_MM = 5.0
PLACE_MM = 4.0
ROUND = 32  # bends in a quarter of the circle of a gap
SMALLEST_CIRCLE_MM = 0.05  # a gap below it has no circle that could be drawn


def draw_kept(plan: Plan, name: str, fitted: FittedMap) -> Drawing:
    """Return a kept plan as outlines only: rings for injections, dashes for passes, dots round zones."""
    ghosts = [mark for target in plan.targets for mark in _ghost(target, fitted)]
    marks: list[Mark] = [*ghosts]
    if ghosts:
        corners = np.concatenate([mark.points if isinstance(mark, Line) else mark.at for mark in ghosts])
        x_mm, v_mm = np.nanmin(corners, axis=0).tolist()
        marks.append(Label(Role.KEPT_NAME, name, x_mm - NAME_OFF_MM, v_mm - NAME_OFF_MM, Anchor.END))
    return Drawing(*frame_of(fitted), tuple(marks), title=f"Plan {name}")


def draw_gap(at: PointMm, gap_mm: float, plan: Plan, fitted: FittedMap) -> Drawing:
    """Return the place of a gap with the circle in which nothing is injected, and how wide it is.

    How wide stands outside of the circle, on the side where fewer of the plan's places lie under it.
    """
    place = shapely.Point(at.u_mm, at.v_mm)
    ((x_mm, v_mm),) = drawn_places(fitted.projection, np.array([[at.u_mm, at.v_mm]])).tolist()
    circle = place.buffer(max(gap_mm, SMALLEST_CIRCLE_MM), quad_segs=ROUND).exterior
    ring = shapely.get_coordinates(drawn_geometry(fitted.projection, circle))
    side, anchor = (-1, Anchor.END) if _lies_right_of(at, plan) else (1, Anchor.START)
    text = Label(Role.GAP_TEXT, f"{gap_mm:.1f} mm", x_mm + side * (max(gap_mm, PLACE_MM) + 1), v_mm, anchor)
    marks = (
        Line(Role.GAP, ring),
        Dots(Role.GAP_PLACE, np.array([[x_mm, v_mm]]), PLACE_MM, Shape.CROSSED),
        text,
    )
    return Drawing(*frame_of(fitted), marks, title="Largest gap")


def _lies_right_of(at: PointMm, plan: Plan) -> bool:
    """Return whether most of a plan lies to the right of a place of the map."""
    served = [(target.grid.places, target.passes.starts, target.passes.ends) for target in plan.targets]
    across_mm = np.concatenate([np.empty(0), *(places[:, 0] for each in served for places in each)])
    return bool(np.count_nonzero(across_mm > at.u_mm) > across_mm.size / 2)


def _ghost(target: TargetPlan, fitted: FittedMap) -> Iterator[Line | Dots]:
    zone = drawn_geometry(fitted.projection, target.zone)
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(zone))]
    if rings:
        yield Line(Role.KEPT_ZONE, broken_line(rings))
    if len(target.passes):
        strokes = np.stack([target.passes.starts, target.passes.ends], axis=1)
        yield Line(Role.KEPT_STROKE, drawn_lines(fitted.projection, strokes))
    if len(target.grid):
        at = drawn_places(fitted.projection, target.grid.places)
        yield Dots(Role.KEPT_INJECTION, at, RING_MM, Shape.RING)
