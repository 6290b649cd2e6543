"""The palpation map as bands and numbered contours: what the spacing follows, blurred as a hand marks it."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Drawing, Label, Mark, areas_of
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_places
from planner.evidence.marking import MARKING_SIGMA_MM
from planner.evidence.published import FOUND_AGAIN
from planner.geometry.areas import build_zone
from planner.geometry.contours import Contour, contours_over
from planner.geometry.field import Field, blurred_field
from planner.geometry.shepard import Known
from planner.session import Session
from planner.techniques.density import known_of

_STEP_MM = 10.0  # between two bends of a straight border
_FLAT_MM = 0.25
_NUMBERED_MM = 25.0  # a contour shorter than this has no room for its number


def draw_palpation(session: Session, fitted: FittedMap) -> Drawing:
    """Return the palpation map of each target's findings, to be laid between the body and the plan.

    It reaches as far as palpation says something: over the drawn zones, and round each point as far as it may
    be found again. A place that belongs to several targets is shown as the first of them has it.
    """
    marks: list[Mark] = []
    shown: shapely.Geometry = shapely.Polygon()
    for named in dict.fromkeys(target.findings for target in session.targets):
        known = known_of(tuple(finding for finding in session.findings if finding.id in named))
        if len(known):
            region = _reach_of(known, fitted)
            marks += _map_marks(known, region.difference(shown), fitted)
            shown = shown.union(region)
    by_level = sorted(marks, key=lambda mark: (isinstance(mark, Label), getattr(mark, "category", 0)))
    return Drawing(*frame_of(fitted), tuple(by_level), title="Palpation map, seen from behind")


def _reach_of(known: Known, fitted: FittedMap) -> shapely.MultiPolygon:
    return build_zone(
        [shapely.Polygon(shapely.get_coordinates(area)) for area in known.areas],
        known.places,
        FOUND_AGAIN.value,
        FOUND_AGAIN.value,
        outline=fitted.outline,
        excluded=shapely.Polygon(),
    ).area


def _map_marks(known: Known, region: shapely.Geometry, fitted: FittedMap) -> Iterator[Mark]:
    if region.is_empty:
        return
    field = blurred_field(known, region.bounds, MARKING_SIGMA_MM, inner_mm=MARKING_SIGMA_MM)
    bands, contours = contours_over(field, shapely.segmentize(region, _STEP_MM))
    for band in bands:
        yield from areas_of(Role.PALPATION, _drawn(band.face, fitted), category=band.level)
    for contour in contours:
        if contour.line.length >= _NUMBERED_MM:
            yield _number(contour, fitted)
    for part in shapely.get_parts(region):
        if not any(part.intersects(contour.line) for contour in contours):
            yield _lone_number(part.point_on_surface(), field, fitted)


def _drawn(face: shapely.Polygon, fitted: FittedMap) -> shapely.Geometry:
    bent = shapely.transform(face, lambda corners: drawn_places(fitted.projection, corners))
    return shapely.simplify(bent, _FLAT_MM, preserve_topology=True)


def _number(contour: Contour, fitted: FittedMap) -> Label:
    middle = contour.line.interpolate(0.5, normalized=True)
    return _label(str(contour.level), middle, fitted)


def _lone_number(place: shapely.Point, field: Field, fitted: FittedMap) -> Label:
    value = float(field.at(np.array([(place.x, place.y)]))[0])
    return _label(f"{value:.1f}", place, fitted)


def _label(text: str, place: shapely.Point, fitted: FittedMap) -> Label:
    ((x_mm, v_mm),) = drawn_places(fitted.projection, np.array([(place.x, place.y)])).tolist()
    return Label(Role.PALPATION_LEVEL, text, x_mm, v_mm)
