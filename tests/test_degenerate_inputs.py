"""Inputs that are hardly any: each gives a plan, a sentence or a refusal by name, and never a crash."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap, PointMm
from planner.checks import check_plan
from planner.errors import (
    NothingLeftOfZone,
    NumberNotFinite,
    PlannerError,
    PointOffBodyMap,
    ZoneCrossesItself,
    ZoneTooFewPoints,
)
from planner.files import read_session, session_json
from planner.geometry.areas import build_zone, mend_outline
from planner.plan import Plan, build_plan
from planner.score import score_plan
from planner.session import Outline, Session, SettingValue
from planner.techniques import Technique
from tests.at_length import examples
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion, some_points
from tests.sessions_to_try import findings
from tests.techniques.ways import every_technique

BOW_TIE = [(0.0, 300.0), (40.0, 340.0), (40.0, 300.0), (0.0, 340.0)]


def an_outline(*corners: tuple[float, float]) -> Outline:
    return tuple(PointMm(u_mm, v_mm) for u_mm, v_mm in corners)


def said_of(session: Session, back: FittedMap) -> list[str]:
    plan: Plan = build_plan(session, back)
    return [alert.text for alert in check_plan(session, plan, score_plan(plan), back)]


@every_technique
def test_no_points_are_an_empty_plan_that_says_so(technique: Technique, back: FittedMap) -> None:
    session = a_session(technique.id)

    assert build_plan(session, back).totals.punctures == 0
    assert any("nothing" in text.lower() or "no finding" in text.lower() for text in said_of(session, back))


@every_technique
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_point_that_is_no_number_is_refused(technique: Technique, back: FittedMap, bad: float) -> None:
    with pytest.raises(NumberNotFinite):
        build_plan(a_session(technique.id, a_point(bad, 300)), back)


@every_technique
@pytest.mark.parametrize("place", [(900.0, 300.0), (1e9, -1e9)])
def test_a_point_off_the_map_is_refused(
    technique: Technique, back: FittedMap, place: tuple[float, float]
) -> None:
    with pytest.raises(PointOffBodyMap):
        build_plan(a_session(technique.id, a_point(*place)), back)


def test_a_point_in_an_exclusion_makes_ground_round_it_and_gets_no_deposit(back: FittedMap) -> None:
    point, mole = a_point(0, 300), an_exclusion(a_rectangle(-3, 297, 3, 303), margin_mm=2)
    session = a_session("point_by_point", point, exclusions=(mole,), pattern="fill", margin_mm=30)

    target = build_plan(session, back).targets[0]

    (withheld,) = target.withheld
    assert withheld.finding == point.id
    assert mole.id in withheld.reason
    assert target.zone_area_mm2 > 2000
    assert len(target.grid) > 0
    assert shapely.distance(shapely.MultiPoint(target.grid.places), shapely.box(-3, 297, 3, 303)) > 2


@pytest.mark.parametrize(
    ("technique", "choices"),
    [
        ("nappage", {}),
        ("intraepidermal", {}),
        ("point_by_point", {"pattern": "fill"}),
        ("point_by_point", {"pattern": "fill", "density": "follows_pain"}),
    ],
)
def test_an_exclusion_over_everything_is_refused(
    technique: str, choices: dict[str, SettingValue], back: FittedMap
) -> None:
    everywhere = an_exclusion(a_rectangle(-60, 250, 60, 350))

    with pytest.raises(NothingLeftOfZone):
        build_plan(a_session(technique, a_point(0, 300), exclusions=(everywhere,), **choices), back)


@pytest.mark.parametrize(
    ("drawn", "side_mm", "area_mm2"),
    [
        (shapely.box(0, 0, 9, 9), 0.03, 0),
        (shapely.box(-50, -50, 90, 90), 0.03, 0),
        (shapely.box(-50, -50, 90, 90), 0.09, 0),
        (shapely.box(-50, -50, 90, 90), 2.0, (2.0 - 2 * 0.02) * (9.0 - 2 * 0.02)),
        (shapely.box(3, 0.5, 6, 1.5), 2.0, 3.0),
    ],
)
def test_a_zone_keeps_off_the_outline_and_of_one_that_is_too_narrow_nothing_is_left(
    drawn: shapely.Polygon, side_mm: float, area_mm2: float
) -> None:
    outline = shapely.box(0, 0, 9, side_mm)

    zone = build_zone([drawn], [], 0, 0, outline=outline, excluded=shapely.Polygon())

    assert zone.area.area == pytest.approx(area_mm2, abs=1e-6)
    assert zone.area.is_empty or outline.contains_properly(zone.area)


def test_a_bow_tie_is_refused_with_both_its_wings(back: FittedMap) -> None:
    session = a_session("nappage", a_zone(an_outline(*BOW_TIE)))

    with pytest.raises(ZoneCrossesItself) as refusal:
        build_plan(session, back)

    assert sum(shapely.Polygon(corners).area for corners in refusal.value.mended) == pytest.approx(800)
    assert shapely.Polygon(BOW_TIE).buffer(0).area == pytest.approx(400), "what a common way would keep"


def test_a_lasso_drawn_twice_round_encloses_its_middle() -> None:
    once = [(0.0, 0.0), (60.0, 2.0), (58.0, 70.0), (1.0, 68.0)]
    twice = [*once, *((x + 1.5, y + 0.5) for x, y in once)]

    (mended,) = mend_outline(twice)

    by_another_way = shapely.make_valid(shapely.Polygon(twice), method="structure", keep_collapsed=False)
    assert mended.area == pytest.approx(by_another_way.area) == pytest.approx(4081.45, abs=0.01)
    assert mended.covers(shapely.Polygon(once).buffer(-3))
    assert shapely.make_valid(shapely.Polygon(twice)).area < 0.6 * mended.area, "even-odd would make a hole"


@pytest.mark.parametrize("corners", [[(0.0, 300.0), (40.0, 300.0)], [(0.0, 300.0)] * 5])
def test_two_corners_or_one_are_refused(corners: list[tuple[float, float]], back: FittedMap) -> None:
    assert mend_outline(corners) == ()
    with pytest.raises(ZoneTooFewPoints):
        build_plan(a_session("nappage", a_zone(an_outline(*corners))), back)


def test_a_corner_that_is_no_number_is_refused_in_a_session_and_left_out_of_a_lasso(back: FittedMap) -> None:
    square = [(0.0, 300.0), (40.0, 300.0), (math.nan, 320.0), (40.0, 340.0), (0.0, 340.0)]

    (mended,) = mend_outline(square)

    assert mended.area == pytest.approx(1600)
    with pytest.raises(NumberNotFinite):
        build_plan(a_session("nappage", a_zone(an_outline(*square))), back)


@every_technique
@given(found=findings())
@examples(10, derandomize=True)
def test_a_session_saved_and_read_gives_the_same_plan(
    technique: Technique, back: FittedMap, found: tuple
) -> None:
    session = a_session(technique.id, *found)

    again = read_session(session_json(session))

    assert build_plan(again, back) == build_plan(session, back)


@every_technique
@given(
    corners=st.lists(
        st.tuples(st.sampled_from([-1e9, -20.0, 0.0, 0.005, 20.0]), st.sampled_from([300.0, 300.004, 340.0])),
        max_size=7,
    ),
    margin_mm=st.sampled_from([0.0, 0.001, 5.0, 100.0]),
)
@examples(25, derandomize=True)
def test_whatever_is_drawn_gives_a_plan_or_a_refusal_by_name(
    technique: Technique, back: FittedMap, corners: list[tuple[float, float]], margin_mm: float
) -> None:
    drawn = a_zone(an_outline(*corners))
    session = a_session(technique.id, drawn, *some_points((0, 300), (0, 300.2)), margin_mm=margin_mm)

    refused, plan = "", None
    try:
        plan = build_plan(session, back)
    except PlannerError as refusal:
        refused = str(refusal)

    assert bool(refused) == (plan is None)
    assert plan is None or plan.totals.volume_ml >= 0
