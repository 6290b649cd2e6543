"""The picture of what palpation gave: numbered signs whose size and colour grow with the pain."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Dots, Drawing, Mark, Numbers, Places, Shape, areas_of
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_geometry, drawn_places
from planner.session import Finding, FindingKind, PointFinding, Session

_LEAST_DIAMETER_MM = 8.0
_DIAMETER_PER_STEP_MM = 1.0
_NUMBER_MM = 7.0
_SHAPES = {
    FindingKind.TENDER_POINT: Shape.CIRCLE,
    FindingKind.TRIGGER_POINT: Shape.DIAMOND,
    FindingKind.ZONE: Shape.SQUARE,
}


def draw_findings(session: Session, fitted: FittedMap) -> Drawing:
    """Return the findings of ``session``, the most painful on top, for pictures and paper."""
    rising = sorted(session.findings, key=lambda finding: finding.intensity)
    marks = [mark for finding in rising for mark in _marks(finding, fitted)]
    return Drawing(*frame_of(fitted), tuple(marks), title="Findings, seen from behind")


def _marks(finding: Finding, fitted: FittedMap) -> Iterator[Mark]:
    if isinstance(finding, PointFinding):
        tape = np.array([(finding.at.u_mm, finding.at.v_mm)])
        yield from _sign(finding, drawn_places(fitted.projection, tape))
        return
    outline = shapely.Polygon([(corner.u_mm, corner.v_mm) for corner in finding.outline])
    drawn = drawn_geometry(fitted.projection, outline)
    yield from areas_of(Role.FINDING_ZONE, drawn, category=finding.intensity)
    yield from _sign(finding, _highest_corner(drawn))


def _sign(finding: Finding, at: Places) -> Iterator[Mark]:
    diameter_mm = _LEAST_DIAMETER_MM + _DIAMETER_PER_STEP_MM * finding.intensity
    yield Dots(Role.FINDING, at, diameter_mm, _SHAPES[finding.kind], category=finding.intensity)
    yield Numbers(Role.INTENSITY, at, np.array([finding.intensity]), _NUMBER_MM, category=finding.intensity)


def _highest_corner(drawn: shapely.Geometry) -> Places:
    # A sign in the middle of a zone would hide what is planned there.
    corners: Places = shapely.get_coordinates(drawn)
    first = int(np.lexsort((corners[:, 0], corners[:, 1]))[0])
    return corners[first : first + 1]
