"""Where the needles of a session may go at all: what all its targets share."""

from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon

from planner.geometry.areas import GRID_MM, outer_buffer, polygons_of, united
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.rows import FloatArray
from planner.session import Exclusion, Outline, Session
from planner.techniques.technique import KeepOut

HAIR_MM = 2 * GRID_MM  # deposits keep this far off a margin, as the treatment zone does


@dataclass(frozen=True, slots=True)
class Terrain:
    """What all targets of a session share: where needles may go at all."""

    outline: Polygon
    keep_outs: tuple[KeepOut, ...]
    excluded: MultiPolygon
    allowed: MultiPolygon


def terrain_of(session: Session, outline: Polygon) -> Terrain:
    """Return the ground of a session on an outline."""
    # one side of each mirror pair is worked on, so that a mirrored session gives exactly the mirrored plan
    drawn = [outline, *(area_of(exclusion.outline) for exclusion in session.exclusions)]
    side = side_to_work_on(shapely.get_coordinates(drawn))
    keep_outs = tuple(_keep_out(exclusion, side) for exclusion in session.exclusions)
    excluded = on_side(united(keep_out.area for keep_out in keep_outs), side)
    allowed = on_side(outline, side).difference(excluded.buffer(HAIR_MM, join_style="mitre"))
    return Terrain(
        outline,
        keep_outs,
        MultiPolygon(polygons_of(on_side(excluded, side))),
        MultiPolygon(polygons_of(on_side(allowed, side))),
    )


def _keep_out(exclusion: Exclusion, side: FloatArray) -> KeepOut:
    margin = f" or its {exclusion.margin_mm:g} mm margin" if exclusion.margin_mm else ""
    reason = f"inside exclusion {exclusion.id} ({exclusion.kind.replace('_', ' ')}){margin}"
    widened = outer_buffer(on_side(area_of(exclusion.outline), side), exclusion.margin_mm)
    return KeepOut(reason, MultiPolygon(polygons_of(on_side(widened, side))))


def area_of(outline: Outline) -> Polygon:
    """Return a drawn outline as an area."""
    return Polygon([(corner.u_mm, corner.v_mm) for corner in outline])
