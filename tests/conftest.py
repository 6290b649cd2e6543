"""Small builders of inputs, and the body map that most tests plan on."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from planner.body import FittedMap, Patient, PointMm, Sex, fit
from planner.session import (
    Exclusion,
    ExclusionKind,
    Finding,
    FindingKind,
    Outline,
    PointFinding,
    Session,
    SettingValue,
    Target,
    Zone,
)

settings.register_profile("ours", deadline=None)  # a busy machine is no mistake of ours
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store-golden", action="store_true", help="rewrite tests/golden/ (look at the drawings first)"
    )


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' drafts away from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNER_DATA", str(tmp_path_factory.mktemp("data")))
        for setting in ("PLANNER_DATABASE", "PLANNER_DATABASE_URL", "PLANNER_DATABASE_KEY_FILE"):
            patch.delenv(setting, raising=False)
        yield


@pytest.fixture(scope="session")
def back() -> FittedMap:
    """The median back of unspecified sex."""
    return fit("back", Patient())


@pytest.fixture(scope="session")
def measured_back() -> FittedMap:
    """A back that is true to its patient."""
    return fit("back", Patient(Sex.FEMALE, stature_mm=1626.0, weight_kg=66.8, c7_psis_mm=475.0))


def a_point(
    u_mm: float = 15.0, v_mm: float = 409.0, *, point_id: str = "p1", intensity: int = 8
) -> PointFinding:
    return PointFinding(point_id, FindingKind.TENDER_POINT, PointMm(u_mm, v_mm), intensity)


def some_points(*places: tuple[float, float]) -> tuple[PointFinding, ...]:
    return tuple(a_point(u, v, point_id=f"p{number}") for number, (u, v) in enumerate(places, start=1))


def a_rectangle(u_from: float, v_from: float, u_to: float, v_to: float) -> Outline:
    corners = ((u_from, v_from), (u_to, v_from), (u_to, v_to), (u_from, v_to))
    return tuple(PointMm(u, v) for u, v in corners)


def a_zone(outline: Outline | None = None, *, zone_id: str = "z1") -> Zone:
    return Zone(zone_id, outline or a_rectangle(20, 400, 90, 460), 5)


def an_exclusion(
    outline: Outline | None = None, *, exclusion_id: str = "x1", margin_mm: float = 5.0
) -> Exclusion:
    return Exclusion(exclusion_id, ExclusionKind.SCAR, outline or a_rectangle(-5, 400, 5, 480), margin_mm)


def a_target(technique: str, *findings: Finding, target_id: str = "t1", **settings: SettingValue) -> Target:
    return Target(target_id, technique, tuple(f.id for f in findings), tuple(sorted(settings.items())))


def a_session(
    technique: str,
    *findings: Finding,
    exclusions: tuple[Exclusion, ...] = (),
    patient: Patient | None = None,
    **settings: SettingValue,
) -> Session:
    """Return a session with one target, which treats all the findings."""
    return Session(
        patient=patient,
        findings=findings,
        exclusions=exclusions,
        targets=(a_target(technique, *findings, **settings),),
    )


def a_mixed_session() -> Session:
    """Return the session of the published file format: a point, a zone and a scar."""
    point, zone = a_point(), a_zone()
    return Session(
        findings=(point, zone),
        exclusions=(an_exclusion(),),
        targets=(
            a_target("point_by_point", point, target_id="t1", pattern="anchors", volume_per_deposit_ml=0.1),
            a_target("intraepidermal", zone, target_id="t2", line_spacing_mm=5, zone_volume_ml=1.0),
        ),
    )
