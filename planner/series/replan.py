"""What was skipped, as a session of its own, so that it can be planned again."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import Polygon, box

from planner.body.points import PointMm
from planner.geometry.areas import polygons_of
from planner.series.course import Course, Leg
from planner.series.delivered import Delivery, Status
from planner.session import (
    Finding,
    FindingKind,
    Outline,
    PointFinding,
    Session,
    SettingValue,
    Target,
    Zone,
)
from planner.techniques import Settings, find_technique
from planner.techniques.density_settings import follows_pain
from planner.techniques.deposits import ANCHORS
from planner.techniques.grid import IntArray
from planner.techniques.point_by_point import TECHNIQUE as POINT_BY_POINT

_SHARED = "zone_volume_ml"  # techniques that share one volume over a zone have this setting
_NEAR_SHARE = 0.49  # of the spacing: near enough to a skipped place to reach no other


@dataclass(frozen=True, slots=True)
class _Again:
    """One target planned again: how, what it treats, and with what settings."""

    technique: str
    findings: tuple[Finding, ...]
    settings: tuple[tuple[str, SettingValue], ...]


def skipped_session(session: Session, course: Course, delivery: Delivery) -> Session | None:
    """Return a session that treats what was skipped and nothing else; None if nothing was.

    Exclusions, patient and map stay. Every setting is held at what the skipped steps had: deposits are
    planned again one by one on their places, a zone as the skin round its skipped places, with the volume
    that they would have got. Where the spacing follows the pain there is no lattice to find again: those
    places are planned point by point, with the same needle, depth and volume.
    """
    stands = delivery.statuses
    findings: list[Finding] = []
    targets: list[Target] = []
    for number, (leg, (first, last)) in enumerate(zip(course.legs, course.spans, strict=True), start=1):
        skipped = np.flatnonzero(stands[first - 1 : last] == list(Status).index(Status.SKIPPED))
        if not len(skipped):
            continue
        again = (_zones if _has_lattice(leg) else _points)(session, leg, skipped, number)
        findings += again.findings
        ids = tuple(finding.id for finding in again.findings)
        targets.append(Target(leg.target, again.technique, ids, again.settings))
    return replace(session, findings=tuple(findings), targets=tuple(targets)) if targets else None


def _has_lattice(leg: Leg) -> bool:
    """Tell whether the steps lie on a lattice of the body map that fills whatever zone is drawn."""
    shares = any(setting.name == _SHARED for setting in find_technique(leg.technique).settings)
    return shares and not follows_pain(Settings(leg.settings))


def _points(session: Session, leg: Leg, skipped: IntArray, number: int) -> _Again:
    intensities = {finding.id: finding.intensity for finding in session.findings}
    least = min((f.intensity for f in session.findings), default=0)
    findings = tuple(
        PointFinding(
            f"s{number}.{index + 1}",
            FindingKind.TENDER_POINT,
            PointMm(float(leg.grid.u_mm[index]), float(leg.grid.v_mm[index])),
            intensities.get(leg.finding_of(index) or "", least),
        )
        for index in skipped.tolist()
    )
    volume_ml = float(leg.volumes_ml[skipped].mean())
    one_by_one = replace(leg, technique=POINT_BY_POINT.id)
    return _Again(
        POINT_BY_POINT.id,
        findings,
        _holding(one_by_one, {"pattern": ANCHORS, "volume_per_deposit_ml": volume_ml}),
    )


def _zones(session: Session, leg: Leg, skipped: IntArray, number: int) -> _Again:
    intensity = max((f.intensity for f in session.findings), default=0)
    areas = [piece for part in polygons_of(_round(leg, skipped)) for piece in _without_holes(part)]
    findings = tuple(
        Zone(f"s{number}.{n}", _outline_of(area), intensity) for n, area in enumerate(areas, start=1)
    )
    volume_ml = math.fsum(leg.volumes_ml[skipped])
    return _Again(leg.technique, findings, _holding(leg, {_SHARED: volume_ml, "margin_mm": 0.0}))


def _round(leg: Leg, skipped: IntArray) -> shapely.geometry.base.BaseGeometry:
    """Return the skin round the skipped places or strokes that holds no other place of the lattice."""
    settings = dict(leg.settings)
    apart_mm = settings.get("spacing_mm", settings.get("line_spacing_mm"))
    near_mm = _NEAR_SHARE * (apart_mm if isinstance(apart_mm, float) else leg.reach_mm)
    return leg.marks(skipped).buffer(near_mm, cap_style="flat" if len(leg.passes) else "round")


def _holding(leg: Leg, changes: dict[str, SettingValue]) -> tuple[tuple[str, SettingValue], ...]:
    known = {setting.name for setting in find_technique(leg.technique).settings}
    held = {name: value for name, value in leg.settings if name in known}
    return tuple(sorted((held | changes).items()))


def _without_holes(area: Polygon) -> Iterator[Polygon]:
    """Yield an area in pieces that have no holes: cut through the first hole until none is left."""
    if not area.interiors:
        yield area
        return
    middle_mm = shapely.Polygon(area.interiors[0]).centroid.x
    least_u, least_v, most_u, most_v = area.bounds
    for half in (box(least_u, least_v, middle_mm, most_v), box(middle_mm, least_v, most_u, most_v)):
        for piece in polygons_of(area.intersection(half)):
            yield from _without_holes(piece)


def _outline_of(area: Polygon) -> Outline:
    return tuple(PointMm(float(u), float(v)) for u, v in area.exterior.coords[:-1])
