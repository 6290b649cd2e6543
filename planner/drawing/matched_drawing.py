"""Two visits on one map: points that may be the same as pairs, points that are new, points that are gone."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.body.points import PointMm
from planner.drawing.chart_frame import Range, frame_of
from planner.drawing.drawing import Anchor, Dots, Drawing, Label, Line, Mark, Places, Shape, broken_line
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_geometry, drawn_places
from planner.series.matching import Matched
from planner.session import PointFinding, Session, Zone

_RING_MM, _DOT_MM, _NEW_MM, _GONE_MM = 7.0, 4.6, 6.4, 7.0
_NAME_OFF_MM = 6.5
_RIM_MM, _LEAST_WIDTH_MM, _LEAST_HEIGHT_MM = 34.0, 190.0, 150.0
_SIDE_OFF_MM, _SIDE_DOWN_MM = 4.0, 8.0


def draw_matched(earlier: Session, later: Session, matched: Matched, fitted: FittedMap) -> Drawing:
    """Return both visits laid on one another: rings and dashes are the earlier one, dots and lines the later.

    A pair has one number at its later point; a line joins its two places. New points are squares, gone ones
    crossed rings: nothing is told by colour alone.
    """
    marks: list[Mark] = []
    for role, session in ((Role.EARLIER_ZONE, earlier), (Role.LATER_ZONE, later)):
        outlines = [_ring(zone, fitted) for zone in session.findings if isinstance(zone, Zone)]
        if outlines:
            marks.append(Line(role, broken_line(outlines)))
    for number, (before, after) in enumerate(matched.same, start=1):
        marks += _pair(_at(before, fitted), _at(after, fitted), str(number))
    marks += _signs(Role.NEW_POINT, Shape.SQUARE, _NEW_MM, matched.new, fitted)
    marks += _signs(Role.GONE_POINT, Shape.CROSSED, _GONE_MM, matched.gone, fitted)
    return Drawing(*frame_of(fitted), tuple(marks), title="Two sessions on one map")


def frame_round(sessions: tuple[Session, ...], fitted: FittedMap) -> tuple[Range, Range]:
    """Return the part of the map that holds every finding of the sessions; without any, the whole map."""
    whole_x, whole_v = frame_of(fitted)
    places = [place for session in sessions for place in _places(session)]
    if not places:
        return whole_x, whole_v
    drawn = drawn_places(fitted.projection, np.array([(at.u_mm, at.v_mm) for at in places]))
    least, most = drawn.min(axis=0), drawn.max(axis=0)
    return (
        _span(float(least[0]), float(most[0]), _LEAST_WIDTH_MM, whole_x),
        _span(float(least[1]), float(most[1]), _LEAST_HEIGHT_MM, whole_v),
    )


def with_sides(drawing: Drawing, frame: tuple[Range, Range]) -> Drawing:
    """Return the drawing in another frame, with the patient's sides written into its upper corners."""
    (left_mm, right_mm), (top_mm, _) = frame
    v_mm = top_mm + _SIDE_DOWN_MM
    sides = (
        Label(Role.PART_SIDE, "L", left_mm + _SIDE_OFF_MM, v_mm, Anchor.START),
        Label(Role.PART_SIDE, "R", right_mm - _SIDE_OFF_MM, v_mm, Anchor.END),
    )
    framed = drawing.framed(*frame)
    return framed.under(Drawing(*frame, sides))


def said_of_matched(matched: Matched) -> str:
    """Return in words what the map of two visits shows."""
    counts = (len(matched.same), "found again"), (len(matched.new), "new"), (len(matched.gone), "gone")
    return ", ".join(f"{count} {word}" for count, word in counts)


def _pair(before: Places, after: Places, name: str) -> Iterator[Mark]:
    yield Line(Role.SAME_POINT, np.concatenate([before, after]))
    yield Dots(Role.EARLIER, before, _RING_MM, Shape.RING)
    yield Dots(Role.LATER, after, _DOT_MM)
    ((x_mm, v_mm),) = after.tolist()
    yield Label(Role.MATCHED_TEXT, name, x_mm + _NAME_OFF_MM, v_mm - _NAME_OFF_MM / 2, Anchor.START)


def _signs(
    role: Role, shape: Shape, diameter_mm: float, points: tuple[PointFinding, ...], fitted: FittedMap
) -> Iterator[Mark]:
    if points:
        yield Dots(role, np.concatenate([_at(point, fitted) for point in points]), diameter_mm, shape)


def _at(point: PointFinding, fitted: FittedMap) -> Places:
    return drawn_places(fitted.projection, np.array([(point.at.u_mm, point.at.v_mm)]))


def _ring(zone: Zone, fitted: FittedMap) -> Places:
    outline = shapely.LinearRing([(corner.u_mm, corner.v_mm) for corner in zone.outline])
    corners: Places = shapely.get_coordinates(drawn_geometry(fitted.projection, outline))
    return corners


def _places(session: Session) -> Iterator[PointMm]:
    for finding in session.findings:
        yield from finding.outline if isinstance(finding, Zone) else (finding.at,)


def _span(least_mm: float, most_mm: float, size_mm: float, whole: Range) -> Range:
    """Return a range with room at both ends and a least size, within the whole map where that is possible."""
    middle_mm = (least_mm + most_mm) / 2
    half_mm = max((most_mm - least_mm) / 2 + _RIM_MM, size_mm / 2)
    start_mm = min(max(middle_mm - half_mm, whole[0]), max(whole[1] - 2 * half_mm, whole[0]))
    return start_mm, min(start_mm + 2 * half_mm, whole[1])
