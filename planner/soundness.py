"""What a session must fulfil before a plan is built from it: every refusal that needs no technique."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import shapely

from planner.errors import (
    DuplicateId,
    IntensityOutOfRange,
    NumberNotFinite,
    PointOffBodyMap,
    SettingOutOfRange,
    UnknownFinding,
    ZoneCrossesItself,
    ZoneTooFewPoints,
)
from planner.geometry.areas import crosses_itself, mend_outline
from planner.session import Exclusion, Finding, Outline, PointFinding, Session, Target

INTENSITY_MOST = 10  # the numeric rating scale ends at 10
MARGIN_MOST_MM = 100.0  # ours: a margin wider than a hand's breadth is a slip of the finger
SMALLEST_AREA_MM2 = 1.0  # ours: below it a drawn outline is a tap that slipped, not an area


def require_session(session: Session, is_on_map: Callable[[float, float], bool]) -> None:
    """Refuse a session that no plan can be built from.

    Parameters
    ----------
    is_on_map
        Tells whether (u, v) lies on the body map's outline. [mm]

    Raises
    ------
    DuplicateId, UnknownFinding, NumberNotFinite, IntensityOutOfRange, PointOffBodyMap,
    ZoneTooFewPoints, ZoneCrossesItself, SettingOutOfRange
    """
    _require_distinct_ids(session)
    for number, finding in enumerate(session.findings):
        field = f"findings[{number}]"
        _require_intensity(finding, field)
        if isinstance(finding, PointFinding):
            _require_point(finding, field, is_on_map)
        else:
            require_outline(finding.outline, f"zone {finding.id}", f"{field}.outline_mm")
    for number, exclusion in enumerate(session.exclusions):
        field = f"exclusions[{number}]"
        require_outline(exclusion.outline, f"exclusion {exclusion.id}", f"{field}.outline_mm")
        _require_margin(exclusion, f"{field}.margin_mm")


def require_outline(outline: Outline, name: str, field: str) -> None:
    """Refuse an outline that encloses nothing, or crosses itself.

    Raises
    ------
    NumberNotFinite, ZoneTooFewPoints, ZoneCrossesItself
    """
    corners = np.array([(p.u_mm, p.v_mm) for p in outline], dtype=float).reshape(-1, 2)
    if not np.isfinite(corners).all():
        raise NumberNotFinite(
            f"The outline of {name} has a corner that is not a number: draw it again.", field=field
        )
    if len(np.unique(corners, axis=0)) < 3:
        raise ZoneTooFewPoints(
            f"The outline of {name} needs at least 3 different corners: draw round the area.", field=field
        )
    if crosses_itself(corners):
        mended = [_corners_of(piece) for piece in mend_outline(corners)]
        raise ZoneCrossesItself(
            f"The outline of {name} crosses itself: put its corners in order, or take the mended outline "
            "that the pad offers.",
            mended=mended,
            field=field,
        )
    if shapely.Polygon(corners).area < SMALLEST_AREA_MM2:
        raise ZoneTooFewPoints(f"The outline of {name} encloses no area: draw round the area.", field=field)


def _corners_of(piece: shapely.Polygon) -> list[tuple[float, float]]:
    return [(float(u), float(v)) for u, v in piece.exterior.coords[:-1]]


def _require_distinct_ids(session: Session) -> None:
    for field, things in _families(session):
        seen: set[str] = set()
        for number, an_id in enumerate(things):
            if an_id in seen:
                raise DuplicateId(
                    f"The id {an_id!r} is used twice: give each its own.", field=f"{field}[{number}].id"
                )
            seen.add(an_id)
    known = {finding.id for finding in session.findings}
    for number, target in enumerate(session.targets):
        _require_known_findings(target, known, f"targets[{number}].findings")


def _families(session: Session) -> Iterator[tuple[str, list[str]]]:
    yield "findings", [f.id for f in session.findings]
    yield "exclusions", [x.id for x in session.exclusions]
    yield "targets", [t.id for t in session.targets]


def _require_known_findings(target: Target, known: Iterable[str], field: str) -> None:
    for number, finding_id in enumerate(target.findings):
        if finding_id not in known:
            raise UnknownFinding(
                f"Target {target.id!r} names the finding {finding_id!r}, which the session does not have: "
                "add that finding, or take its name out of the target.",
                field=f"{field}[{number}]",
            )
        if finding_id in target.findings[:number]:
            raise DuplicateId(
                f"Target {target.id!r} names the finding {finding_id!r} twice: name it once.",
                field=f"{field}[{number}]",
            )


def _require_intensity(finding: Finding, field: str) -> None:
    whole = isinstance(finding.intensity, int) and not isinstance(finding.intensity, bool)
    if not whole or not 0 <= finding.intensity <= INTENSITY_MOST:
        raise IntensityOutOfRange(
            f"The intensity of {finding.id} must be a whole number from 0 to {INTENSITY_MOST}, "
            f"not {finding.intensity}.",
            field=f"{field}.intensity",
        )


def _require_point(finding: PointFinding, field: str, is_on_map: Callable[[float, float], bool]) -> None:
    u_mm, v_mm = finding.at.u_mm, finding.at.v_mm
    if not (math.isfinite(u_mm) and math.isfinite(v_mm)):
        raise NumberNotFinite(
            f"The place of {finding.id} is not a number: mark the point again.", field=field
        )
    if not is_on_map(u_mm, v_mm):
        raise PointOffBodyMap(
            f"Point {finding.id} at ({u_mm:g}, {v_mm:g}) mm is not on the body map: "
            "mark it inside its outline.",
            field=field,
        )


def _require_margin(exclusion: Exclusion, field: str) -> None:
    if not math.isfinite(exclusion.margin_mm):
        raise NumberNotFinite(
            f"The margin of exclusion {exclusion.id} is not a number: type it in mm.", field=field
        )
    if not 0.0 <= exclusion.margin_mm <= MARGIN_MOST_MM:
        raise SettingOutOfRange(
            f"The margin of exclusion {exclusion.id} must be 0 to {MARGIN_MOST_MM:.0f} mm, "
            f"not {exclusion.margin_mm:g} mm.",
            field=field,
        )
