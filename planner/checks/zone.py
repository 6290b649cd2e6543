"""What of the wanted zone is treated: what the body map's edge and the exclusions took away."""

from collections.abc import Iterator

from shapely import MultiPolygon, Polygon, box

from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.checks.compared import Compared
from planner.evidence import sources
from planner.evidence.published import ZONE_LOST
from planner.plan import treatment_zone
from planner.session import Session

NOTICEABLE = 0.01  # ours: of what lies off the map, less than a hundredth is the edge itself
NOTICEABLE_MM2 = 1.0  # ours: of what exclusions take; less than a square millimetre is a touch of a border
EVERYWHERE = box(-1e4, -1e4, 1e4, 1e4)  # ours: ten metres, beyond every zone that can be drawn


def zone_cut(case: Case) -> Iterator[Alert]:
    """Speak when part of what was drawn, or of the margin round a point, is not treated."""
    for one in case.targets:
        if one.plan.zone.is_empty or one.plan.zone_is_whole:
            continue
        wanted = _zone_on(case.session, one, EVERYWHERE)
        outline = case.fitted.outline
        # Built once more only if it is cut there: that is as dear as half a plan.
        wanted_mm2 = wanted.area
        on_map_mm2 = wanted_mm2 if outline.contains(wanted) else _zone_on(case.session, one, outline).area
        off_mm2 = wanted_mm2 - on_map_mm2
        excluded_mm2 = max(on_map_mm2 - one.plan.zone_area_mm2, 0.0)
        lost = (
            ("lies off the body map", off_mm2, NOTICEABLE * wanted_mm2),
            ("is kept out by exclusions", excluded_mm2, NOTICEABLE_MM2),
        )
        said = [f"{_part(mm2, wanted_mm2)} {why}" for why, mm2, least_mm2 in lost if mm2 >= least_mm2]
        if said:
            yield one.alert(
                "zone_cut",
                Severity.CAUTION
                if 100 * (off_mm2 + excluded_mm2) / wanted_mm2 > ZONE_LOST.value
                else Severity.INFORMATION,
                f"The zone asked for has {wanted_mm2:,.0f} mm2, but {' and '.join(said)} and gets nothing. "
                "Leave it so, or correct the zone, the margin or the exclusions.",
                sources.OURS,
                Compared("Share of a zone that is lost", ZONE_LOST, ZONE_LOST.value),
            )


CHECKS: tuple[Check, ...] = (zone_cut,)


def _part(lost_mm2: float, wanted_mm2: float) -> str:
    """Return a lost part of a zone, such as ``420 mm2 of it (9%)``."""
    share = lost_mm2 / wanted_mm2
    return f"{lost_mm2:,.0f} mm2 of it ({f'{share:.0%}' if share >= NOTICEABLE else 'less than 1%'})"


def _zone_on(session: Session, one: TargetCase, outline: Polygon) -> MultiPolygon:
    """Return the target's zone, cut to an outline, as if there were no exclusions."""
    return treatment_zone(session, one.target, one.plan.settings, outline, MultiPolygon()).area
