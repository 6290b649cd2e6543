import math
from dataclasses import replace

import pytest
import shapely

from planner.body import FittedMap, PointMm
from planner.errors import (
    DepthNotReachable,
    DuplicateId,
    IntensityOutOfRange,
    NothingLeftOfZone,
    NumberNotFinite,
    PlannerError,
    PointOffBodyMap,
    SettingOutOfRange,
    SettingUnknown,
    TooManyInjections,
    UnknownFinding,
    UnknownTechnique,
    ZoneCrossesItself,
    ZoneTooFewPoints,
)
from planner.plan import MOST_INJECTIONS, build_plan
from planner.session import Session, Target
from tests.conftest import (
    a_point,
    a_rectangle,
    a_session,
    a_target,
    a_zone,
    an_exclusion,
    some_points,
)

WHOLE_BACK = a_rectangle(-150, 20, 150, 480)


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


def test_a_session_mixes_techniques_and_the_totals_say_so(back: FittedMap) -> None:
    plan = build_plan(a_mixed_session(), back)

    totals = plan.totals
    assert [target.technique for target in plan.targets] == ["point_by_point", "intraepidermal"]
    assert totals.punctures == 1
    assert totals.passes == 12
    assert totals.track_mm == pytest.approx(12 * 70, abs=1)
    assert totals.volume_ml == pytest.approx(1.1, abs=1e-9)
    assert totals.area_mm2 == pytest.approx(4200, abs=10)


def test_every_setting_used_is_reported_given_or_not(back: FittedMap) -> None:
    target = build_plan(a_mixed_session(), back).targets[0]

    assert dict(target.settings) == {
        "pattern": "anchors",
        "spacing_mm": 30.0,
        "spread_mm": 17.3,
        "volume_per_deposit_ml": 0.1,
        "margin_mm": 20.0,
        "needle_length_mm": 6.0,
        "needle_angle_deg": 90.0,
        "depth_mm": 4.0,
        "direction_deg": 0.0,
    }
    (injection,) = target.grid
    assert (injection.depth_mm, injection.angle_deg, injection.inserted_mm) == (4.0, 90.0, 4.0)


def test_the_treatment_zone_unites_drawn_zones_with_margins_round_points(back: FittedMap) -> None:
    session = a_session("nappage", a_point(50, 350), a_zone(), margin_mm=15)

    zone = build_plan(session, back).targets[0].zone

    assert zone.covers(shapely.Point(50, 350).buffer(14.9))
    assert zone.covers(shapely.box(20.1, 400.1, 89.9, 459.9))
    assert zone.area == pytest.approx(math.pi * 15**2 + 70 * 60, rel=0.005)


@pytest.mark.parametrize(("apart_mm", "parts"), [(39, 1), (56, 1), (57, 2), (80, 2)])
def test_neighbours_are_bridged_when_less_than_a_margin_lies_between(
    back: FittedMap, apart_mm: float, parts: int
) -> None:
    """Between round discs the gap widens from their nearest places: 16.6 mm is their limit, not 20."""
    points = some_points((0, 300), (0, 300 + apart_mm))

    zone = build_plan(a_session("nappage", *points, margin_mm=20), back).targets[0].zone

    assert len(zone.geoms) == parts


def test_a_zone_is_cut_to_the_body_and_to_where_needles_may_go(back: FittedMap) -> None:
    session = a_session("nappage", a_zone(a_rectangle(-300, 380, 300, 460)), exclusions=(an_exclusion(),))

    zone = build_plan(session, back).targets[0].zone

    assert back.outline.covers(zone)
    assert zone.distance(shapely.box(-5, 400, 5, 480)) > 5.0


def test_zones_that_overlap_count_once_in_the_total_area(back: FittedMap) -> None:
    zone = a_zone()
    session = Session(
        findings=(zone,),
        targets=(a_target("nappage", zone), a_target("intraepidermal", zone, target_id="t2")),
    )

    plan = build_plan(session, back)

    assert plan.totals.area_mm2 == pytest.approx(plan.targets[0].zone_area_mm2)


@pytest.mark.parametrize("technique", ["intraepidermal", "nappage", "point_by_point"])
def test_a_target_without_findings_gets_nothing_and_is_no_refusal(back: FittedMap, technique: str) -> None:
    target = build_plan(a_session(technique), back).targets[0]

    assert len(target.grid) + len(target.passes) == 0
    assert target.zone.is_empty
    assert target.volume_ml == 0.0


def test_a_session_without_targets_is_an_empty_plan(back: FittedMap) -> None:
    plan = build_plan(Session(findings=(a_point(),)), back)

    assert plan.targets == ()
    assert plan.totals.punctures == 0
    assert plan.totals.area_mm2 == 0.0


def test_an_exclusion_that_leaves_nothing_is_refused(back: FittedMap) -> None:
    all_of_it = an_exclusion(a_rectangle(10, 390, 100, 470), margin_mm=0)

    with pytest.raises(
        NothingLeftOfZone, match="Nothing is left of the treatment zone of target t1"
    ) as refusal:
        build_plan(a_session("nappage", a_zone(), exclusions=(all_of_it,)), back)

    assert refusal.value.field == "targets[0].findings"


def test_a_zone_off_the_body_is_refused(back: FittedMap) -> None:
    with pytest.raises(NothingLeftOfZone):
        build_plan(a_session("intraepidermal", a_zone(a_rectangle(900, 400, 950, 450))), back)


@pytest.mark.parametrize(
    ("technique", "settings"),
    [
        ("nappage", {"spacing_mm": 0.5}),
        ("point_by_point", {"pattern": "fill", "spread_mm": 0.5}),
    ],
)
def test_a_plan_that_no_hand_could_give_is_refused_before_it_is_built(
    back: FittedMap, technique: str, settings: dict[str, float | str]
) -> None:
    with pytest.raises(TooManyInjections, match="more than 100,000: widen the spacing"):
        build_plan(a_session(technique, a_zone(WHOLE_BACK), **settings), back)


def test_the_limit_counts_all_targets_together(back: FittedMap) -> None:
    zone = a_zone(WHOLE_BACK)
    half = build_plan(a_session("nappage", zone, spacing_mm=1.4), back)
    assert MOST_INJECTIONS / 2 < half.totals.punctures < MOST_INJECTIONS
    both = Session(
        findings=(zone,),
        targets=tuple(a_target("nappage", zone, target_id=name, spacing_mm=1.4) for name in ("t1", "t2")),
    )

    with pytest.raises(TooManyInjections):
        build_plan(both, back)


def a_session_with(**changes: object) -> Session:
    return replace(a_mixed_session(), **changes)


CROSSING = tuple(PointMm(u, v) for u, v in ((20, 400), (90, 460), (90, 400), (20, 460)))

REFUSALS = [
    ("a point off the map", {"findings": (a_point(900, 400), a_zone())}, PointOffBodyMap, "findings[0]"),
    (
        "a zone of two corners",
        {"findings": (a_point(), a_zone(a_rectangle(0, 400, 50, 450)[:2]))},
        ZoneTooFewPoints,
        "findings[1].outline_mm",
    ),
    (
        "a zone that crosses itself",
        {"findings": (a_point(), a_zone(CROSSING))},
        ZoneCrossesItself,
        "findings[1].outline_mm",
    ),
    (
        "a place that is no number",
        {"findings": (a_point(math.nan), a_zone())},
        NumberNotFinite,
        "findings[0]",
    ),
    (
        "an intensity of eleven",
        {"findings": (a_point(intensity=11), a_zone())},
        IntensityOutOfRange,
        "findings[0].intensity",
    ),
    ("an id used twice", {"findings": (a_point(), a_zone(zone_id="p1"))}, DuplicateId, "findings[1].id"),
    (
        "a finding that is not there",
        {"targets": (Target("t1", "nappage", ("p9",)),)},
        UnknownFinding,
        "targets[0].findings[0]",
    ),
    (
        "a technique nobody knows",
        {"targets": (Target("t1", "topping", ("p1",)),)},
        UnknownTechnique,
        "targets[0].technique",
    ),
    (
        "spacing of nought",
        {"targets": (Target("t1", "nappage", ("z1",), (("spacing_mm", 0),)),)},
        SettingOutOfRange,
        "targets[0].settings.spacing_mm",
    ),
    (
        "a setting of another technique",
        {"targets": (Target("t1", "nappage", ("z1",), (("pattern", "fill"),)),)},
        SettingUnknown,
        "targets[0].settings.pattern",
    ),
    (
        "a depth out of reach",
        {"targets": (Target("t1", "nappage", ("z1",), (("depth_mm", 3.0),)),)},
        DepthNotReachable,
        "targets[0].settings.depth_mm",
    ),
    (
        "an exclusion with a margin of a metre",
        {"exclusions": (an_exclusion(margin_mm=1000.0),)},
        SettingOutOfRange,
        "exclusions[0].margin_mm",
    ),
]


@pytest.mark.parametrize(
    ("changes", "refused", "field"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_what_no_plan_can_be_built_from_is_refused_by_name_and_place(
    back: FittedMap, changes: dict[str, object], refused: type[PlannerError], field: str
) -> None:
    session = a_session_with(**changes)

    with pytest.raises(refused) as refusal:
        build_plan(session, back)

    assert refusal.value.field.startswith(field)
    assert str(refusal.value)
    assert session == a_session_with(**changes)
