"""What palpation gave in the synthetic patients, from visit to visit: invented places on the back."""

from planner.body.patient import Patient, Sex
from planner.body.points import PointMm
from planner.session import (
    Exclusion,
    ExclusionKind,
    Finding,
    FindingKind,
    Outline,
    PointFinding,
    Session,
    Target,
    Zone,
)

_Marks = tuple[tuple[float, float, int], ...]

_IMPROVING: tuple[_Marks, ...] = (
    ((-15, 409, 7), (15, 409, 7), (-15, 431, 6), (15, 431, 6), (0, 442, 5),
     (50, 405, 6), (-50, 407, 5), (80, 412, 4), (70, 462, 6)),
    ((-13, 414, 6), (17, 405, 6), (-17, 428, 5), (12, 436, 5), (2, 445, 4), (52, 400, 5), (-48, 412, 4),
     (72, 458, 5)),
    ((18, 412, 5), (-14, 434, 4), (13, 428, 4), (47, 409, 4), (66, 466, 4)),
    ((15, 415, 3), (10, 433, 3), (73, 460, 2)),
)  # fmt: skip
_UNCHANGED: tuple[_Marks, ...] = (
    ((-20, 150, 7), (-35, 165, 6), (-30, 190, 6), (25, 155, 5), (30, 185, 5), (0, 172, 4)),
    ((-24, 154, 7), (-31, 170, 6), (-34, 186, 6), (21, 160, 5), (33, 181, 5), (3, 176, 4), (-60, 200, 4)),
    ((-18, 147, 6), (-38, 168, 6), (-27, 193, 6), (28, 151, 5), (27, 189, 5), (55, 196, 4)),
)
_FIRST: _Marks = ((0, 425, 7), (15, 409, 8), (15, 431, 7), (50, 409, 6), (80, 411, 5))

_BUTTOCK = ((45.0, 480.0), (125.0, 480.0), (125.0, 540.0), (45.0, 540.0))
_SHOULDER_BLADE = ((-115.0, 110.0), (-60.0, 105.0), (-52.0, 150.0), (-60.0, 185.0), (-105.0, 180.0))
_MOLE = Exclusion(
    "x1", ExclusionKind.MOLE, tuple(PointMm(*at) for at in ((-92, 138), (-78, 138), (-85, 152))), 5.0
)

_IMPROVING_BODY = Patient(Sex.FEMALE, stature_mm=1626.0, weight_kg=66.8, c7_psis_mm=475.0)
_UNCHANGED_BODY = Patient(Sex.FEMALE, stature_mm=1680.0, weight_kg=71.0)
_FIRST_BODY = Patient(Sex.MALE, stature_mm=1790.0, weight_kg=78.0, c7_psis_mm=536.0)

_POINTS = ("point_by_point", (("pattern", "anchors"), ("volume_per_deposit_ml", 0.1)))
_ROWS = ("nappage", (("spacing_mm", 10.0), ("zone_volume_ml", 0.6)))
_PASSES = ("intraepidermal", (("line_spacing_mm", 8.0), ("zone_volume_ml", 0.8)))
_Way = tuple[str, tuple[tuple[str, float | str], ...]]


def improving_sessions() -> tuple[Session, ...]:
    """Return the sessions of the patient whose points go, the zone on the buttock with them."""
    zones = [(_zone(_BUTTOCK, 5),), (_zone(_BUTTOCK, 4),), (_zone(_BUTTOCK, 3),), ()]
    return tuple(
        _session(_IMPROVING_BODY, marks, zone, _ROWS) for marks, zone in zip(_IMPROVING, zones, strict=True)
    )


def unchanged_sessions() -> tuple[Session, ...]:
    """Return the sessions of the patient whose points stay."""
    zone = (_zone(_SHOULDER_BLADE, 6),)
    return tuple(_session(_UNCHANGED_BODY, marks, zone, _PASSES, (_MOLE,)) for marks in _UNCHANGED)


def first_session() -> Session:
    """Return the session of the patient who comes for the first time."""
    return _session(_FIRST_BODY, _FIRST, (), _ROWS)


def _session(
    body: Patient, marks: _Marks, zones: tuple[Zone, ...], way: _Way, exclusions: tuple[Exclusion, ...] = ()
) -> Session:
    points = tuple(
        PointFinding(f"p{n}", FindingKind.TENDER_POINT, PointMm(float(u), float(v)), intensity)
        for n, (u, v, intensity) in enumerate(marks, start=1)
    )
    targets = [_target("t1", _POINTS, points), *([_target("t2", way, zones)] if zones else [])]
    return Session(patient=body, findings=(*points, *zones), exclusions=exclusions, targets=tuple(targets))


def _target(target_id: str, way: _Way, findings: tuple[Finding, ...]) -> Target:
    technique, settings = way
    return Target(target_id, technique, tuple(finding.id for finding in findings), settings)


def _zone(corners: tuple[tuple[float, float], ...], intensity: int) -> Zone:
    outline: Outline = tuple(PointMm(u, v) for u, v in corners)
    return Zone("z1", outline, intensity)
