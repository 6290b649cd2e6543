import math

import pytest
import shapely

from planner.body import FittedMap
from planner.plan import build_plan
from planner.session import Session
from planner.techniques import find_technique
from tests.conftest import (
    a_mixed_session,
    a_point,
    a_rectangle,
    a_session,
    a_target,
    a_zone,
    an_exclusion,
    some_points,
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

    assert dict(find_technique(target.technique).said(target.settings)) == {
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
