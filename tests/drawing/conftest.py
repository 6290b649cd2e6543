"""A small back and small plans to draw."""

from base64 import b64decode
from collections.abc import Callable

import numpy as np
import pytest
import shapely

from planner.body.body_map import ArtLine, Level, Region, Shade
from planner.body.fitted_map import FittedMap, ScaleState
from planner.body.points import PointMm
from planner.body.projection import Projection
from planner.drawing.theme import Theme, find_theme
from planner.drawing.typed_arrays import TypedArray
from planner.plan import Plan, build_plan
from planner.session import (
    Exclusion,
    ExclusionKind,
    FindingKind,
    Outline,
    PointFinding,
    Session,
    SettingValue,
    Target,
    Zone,
)

HALF_BREADTH_MM = 150.0
HALF_ARC_MM = 205.0


def a_rectangle(u_mm: float, v_mm: float, width_mm: float, height_mm: float) -> Outline:
    corners = ((0, 0), (width_mm, 0), (width_mm, height_mm), (0, height_mm))
    return tuple(PointMm(u_mm + right, v_mm + down) for right, down in corners)


def a_point(
    number: int, u_mm: float, v_mm: float, intensity: int = 6, kind: FindingKind = FindingKind.TENDER_POINT
) -> PointFinding:
    return PointFinding(f"p{number}", kind, PointMm(u_mm, v_mm), intensity)


def a_target(number: int, technique: str, *findings: str, **settings: SettingValue) -> Target:
    return Target(f"t{number}", technique, findings, tuple(sorted(settings.items())))


def numbers_in(spec: TypedArray) -> np.ndarray:
    """Return the numbers of a typed array as the pad reads them."""
    return np.frombuffer(b64decode(spec["bdata"]), dtype=f"<{spec['dtype']}") * spec.get("step", 1)


@pytest.fixture
def trunk() -> FittedMap:
    """A trunk of the same breadth from top to bottom, so that every place on it can be worked out by hand."""
    outline = shapely.box(-HALF_ARC_MM, -50, HALF_ARC_MM, 600)
    drawn = shapely.box(-HALF_BREADTH_MM, -50, HALF_BREADTH_MM, 600)
    edge = tuple(map(tuple, shapely.get_coordinates(drawn)[:-1].tolist()))
    regions = (
        Region("flank.L", "flank", shapely.box(-HALF_BREADTH_MM, 300, -60, 420)),
        Region("flank.R", "flank", shapely.box(60, 300, HALF_BREADTH_MM, 420)),
    )
    return FittedMap(
        id="trunk",
        version="1",
        title="A plain trunk",
        variant="",
        scale=ScaleState.MEDIAN,
        c7_psis_mm=475.0,
        c7_psis_is_measured=False,
        outline=outline,
        drawn_outline=drawn,
        regions=(),
        drawn_regions=regions,
        landmarks=(),
        levels=(Level("C7", 0.0, is_key=True), Level("L3", 385.0), Level("L4", 409.0, is_key=True)),
        projection=Projection((-50.0, 600.0), (HALF_BREADTH_MM,) * 2, (HALF_ARC_MM,) * 2),
        art=(
            ArtLine("contour", edge, closed=True, width_mm=1.5),
            ArtLine("bone", ((40.0, 300.0), (90.0, 350.0)), closed=False, width_mm=0.8),
        ),
        shading=(
            Shade(
                "furrow",
                ((0.0, 0.0), (0.0, 500.0)),
                closed=False,
                width_mm=12.0,
                blur_mm=6.0,
                colour="shade",
                opacity=0.4,
            ),
        ),
        bounds=drawn.bounds,
    )


@pytest.fixture
def mixed() -> Session:
    """Every kind of finding and technique, with an exclusion in the middle of it all."""
    return Session(
        findings=(
            a_point(1, 15, 409, 8),
            a_point(2, 0, 430, 4),
            a_point(3, -140, 380, 2, FindingKind.TRIGGER_POINT),
            Zone("z1", a_rectangle(20, 400, 130, 60), 5),
            Zone("z2", a_rectangle(-110, 400, 80, 60), 7),
        ),
        exclusions=(Exclusion("x1", ExclusionKind.SCAR, a_rectangle(-5, 420, 10, 60), 5.0),),
        targets=(
            a_target(1, "point_by_point", "p1", "p2", "p3", pattern="anchors"),
            a_target(2, "intraepidermal", "z1"),
            a_target(3, "nappage", "z2"),
        ),
    )


@pytest.fixture
def plan_of(trunk: FittedMap) -> Callable[[Session], Plan]:
    return lambda session: build_plan(session, trunk)


@pytest.fixture(params=[(False, False), (True, False), (False, True), (True, True)])
def theme(request: pytest.FixtureRequest) -> Theme:
    """Every theme there is: light and dark, warm and neutral skin."""
    dark, neutral_skin = request.param
    return find_theme(dark=dark, neutral_skin=neutral_skin)
