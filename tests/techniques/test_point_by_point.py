import itertools
import math

import numpy as np
import pytest
import shapely

from planner.body import FittedMap
from planner.errors import SettingUnknown
from planner.geometry.order import MOST_PATIENCE, hand_order
from planner.plan import TargetPlan, build_plan
from planner.session import SettingValue
from planner.techniques import deposits
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion, some_points


def distances_mm(target: TargetPlan) -> list[float]:
    return sorted(math.dist(one, other) for one, other in itertools.combinations(target.grid.places, 2))


def test_the_published_square_round_one_point(back: FittedMap) -> None:
    """Sterile water, AJEM 2021: four deposits of 0.1 mL, side 3 cm, round the point of most pain."""
    session = a_session(
        "point_by_point",
        a_point(0, 420),
        pattern="square",
        spacing_mm=30,
        volume_per_deposit_ml=0.1,
    )

    plan = build_plan(session, back)

    target = plan.targets[0]
    assert plan.totals.punctures == 4
    assert plan.totals.volume_ml == pytest.approx(0.40, abs=1e-9)
    assert distances_mm(target) == pytest.approx([30.0] * 4 + [42.43] * 2, abs=0.01)
    assert target.grid.places.mean(axis=0).tolist() == pytest.approx([0.0, 420.0])
    assert {injection.finding for injection in target.grid} == {0}


def test_the_square_is_the_published_one_when_nothing_is_said(back: FittedMap) -> None:
    plan = build_plan(a_session("point_by_point", a_point(0, 420), pattern="square"), back)

    assert distances_mm(plan.targets[0])[0] == pytest.approx(30.0)
    assert plan.totals.volume_ml == pytest.approx(0.4, abs=1e-9)


@pytest.mark.parametrize(("volume_ml", "deposits"), [(0.2, 15), (0.1, 30)])
def test_a_three_millilitre_mixture_makes_fifteen_to_thirty_deposits(
    back: FittedMap, volume_ml: float, deposits: int
) -> None:
    """NCT04519333: 1+1+1 mL at 0.1-0.2 mL per point."""
    places = [(15.0 * column - 30, 300 + 15.0 * row) for row in range(deposits // 5) for column in range(5)]
    session = a_session("point_by_point", *some_points(*places), volume_per_deposit_ml=volume_ml)

    plan = build_plan(session, back)

    assert plan.totals.punctures == deposits
    assert plan.totals.volume_ml == pytest.approx(3.0, abs=1e-9)


def test_the_sides_of_a_square_are_parallel_to_the_midline_or_turned_as_asked(back: FittedMap) -> None:
    point = a_point(10, 420)

    straight = build_plan(a_session("point_by_point", point, pattern="square"), back).targets[0]
    turned = build_plan(a_session("point_by_point", point, pattern="square", direction_deg=45), back).targets[
        0
    ]

    assert set(np.round(straight.grid.u_mm, 6)) == {-5.0, 25.0}
    assert set(np.round(straight.grid.v_mm, 6)) == {405.0, 435.0}
    assert sorted(np.round(turned.grid.u_mm, 3)) == [-11.213, 10.0, 10.0, 31.213]
    assert turned.settings["direction_deg"] == 45.0
    assert straight.settings["direction_deg"] == 0.0


def test_anchors_are_one_deposit_on_each_point_and_nothing_else(back: FittedMap) -> None:
    points = some_points((0, 430), (15, 409), (-50, 380))

    target = build_plan(a_session("point_by_point", *points, a_zone()), back).targets[0]

    deposits = {(target.points[i.finding], i.u_mm, i.v_mm) for i in target.grid}
    assert deposits == {(point.id, point.at.u_mm, point.at.v_mm) for point in points}
    assert target.zone_area_mm2 == 0.0


def test_deposits_are_given_from_cranial_to_caudal(back: FittedMap) -> None:
    points = some_points((0, 430), (0, 200), (0, 310), (0, 260))

    target = build_plan(a_session("point_by_point", *points), back).targets[0]

    assert target.grid.v_mm.tolist() == [200.0, 260.0, 310.0, 430.0]
    assert [target.points[index] for index in target.grid.finding] == ["p2", "p4", "p3", "p1"]


def test_a_point_in_a_scar_is_withheld_with_the_reason_and_never_moved(back: FittedMap) -> None:
    """Check case 12: an old midline scar takes the midline point and leaves the two beside it."""
    points = some_points((0, 450), (-15, 438), (15, 438))

    target = build_plan(a_session("point_by_point", *points, exclusions=(an_exclusion(),)), back).targets[0]

    assert sorted(target.grid.u_mm.tolist()) == [-15.0, 15.0]
    (withheld,) = target.withheld
    assert (withheld.finding, withheld.u_mm, withheld.v_mm) == ("p1", 0.0, 450.0)
    assert withheld.reason == "inside exclusion x1 (scar) or its 5 mm margin"


@pytest.mark.parametrize(("u_mm", "deposits"), [(0.0, 0), (5.0, 0), (9.9, 0), (10.0, 0), (10.1, 1)])
def test_a_point_on_the_margin_is_inside_it(back: FittedMap, u_mm: float, deposits: int) -> None:
    session = a_session("point_by_point", a_point(u_mm, 440), exclusions=(an_exclusion(),))

    target = build_plan(session, back).targets[0]

    assert len(target.grid) == deposits
    assert len(target.withheld) == 1 - deposits


def test_an_exclusion_without_margin_names_none(back: FittedMap) -> None:
    session = a_session("point_by_point", a_point(0, 440), exclusions=(an_exclusion(margin_mm=0.0),))

    target = build_plan(session, back).targets[0]

    assert target.withheld[0].reason == "inside exclusion x1 (scar)"


def test_corners_of_a_square_that_fall_off_the_map_or_into_a_scar_are_withheld(back: FittedMap) -> None:
    edge_mm = max(u for u, v in shapely.get_coordinates(back.outline.intersection(a_strip(420, 440))))
    at_the_edge = a_point(edge_mm - 5, 430, point_id="p1")
    at_the_scar = a_point(20, 440, point_id="p2")
    session = a_session(
        "point_by_point", at_the_edge, at_the_scar, pattern="square", exclusions=(an_exclusion(),)
    )

    target = build_plan(session, back).targets[0]

    reasons = sorted((place.finding, place.reason) for place in target.withheld)
    assert ("p1", "outside the body map") in reasons
    assert ("p2", "inside exclusion x1 (scar) or its 5 mm margin") in reasons
    assert len(target.grid) + len(target.withheld) == 8


def test_fill_leaves_no_place_of_the_zone_farther_than_a_deposit_serves(back: FittedMap) -> None:
    session = a_session(
        "point_by_point", a_point(40, 420), a_zone(), pattern="fill", exclusions=(an_exclusion(),)
    )

    target = build_plan(session, back).targets[0]

    served = shapely.unary_union([shapely.Point(p).buffer(17.3, 64) for p in target.grid.places])
    assert target.zone.difference(served).area < 0.5
    assert (40.0, 420.0) in {(i.u_mm, i.v_mm) for i in target.grid if i.finding == 0}
    assert target.settings["spacing_mm"] == 20.0


def test_fill_says_what_it_cannot_do(back: FittedMap) -> None:
    crowded = some_points((40, 420), (48, 420))

    target = build_plan(a_session("point_by_point", *crowded, pattern="fill"), back).targets[0]

    assert target.notes[0] == "Points have their deposits closer than 20 mm: p1 with p2, 8.0 mm."


def test_a_pattern_round_points_says_when_there_is_no_point(back: FittedMap) -> None:
    target = build_plan(a_session("point_by_point", a_zone()), back).targets[0]

    assert len(target.grid) == 0
    assert target.notes == ("The pattern anchors needs a tender or trigger point: mark one, or choose fill.",)


def a_strip(v_from: float, v_to: float) -> shapely.Polygon:
    return shapely.Polygon([(p.u_mm, p.v_mm) for p in a_rectangle(-500, v_from, 500, v_to)])


def test_a_tolerance_lets_deposits_stand_off_their_points_and_says_so(back: FittedMap) -> None:
    points = some_points((40, 420), (55, 431), (82, 409), (61, 452))
    exact = build_plan(a_session("point_by_point", *points, pattern="fill", spacing_mm=10), back).targets[0]

    loose = build_plan(
        a_session("point_by_point", *points, pattern="fill", spacing_mm=10, tolerance_mm=3), back
    ).targets[0]

    off_mm = [
        math.dist((i.u_mm, i.v_mm), (p.at.u_mm, p.at.v_mm))
        for i in loose.grid
        for p in points
        if loose.points[i.finding] == p.id and i.finding >= 0
    ]
    assert len(off_mm) == len(points)
    assert max(off_mm) <= 3
    assert len(loose.grid) <= len(exact.grid)
    assert any("off the point itself" in note for note in loose.notes) == (max(off_mm) > 0)
    assert exact.settings["tolerance_mm"] == 0.0


def test_effort_is_counted_in_steps_and_the_same_steps_give_the_same_plan(back: FittedMap) -> None:
    session = a_session("point_by_point", a_zone(), pattern="fill", effort="optimise", steps=3, seed=2)
    quick = build_plan(a_session("point_by_point", a_zone(), pattern="fill"), back).targets[0]

    plan, again = (build_plan(session, back).targets[0] for _ in range(2))

    assert plan.grid.places.tobytes() == again.grid.places.tobytes()
    assert len(plan.grid) <= len(quick.grid)
    assert (plan.settings["effort"], plan.settings["steps"], plan.settings["seed"]) == ("optimise", 3.0, 2.0)
    assert quick.settings["effort"] == "quick"


@pytest.mark.parametrize(
    ("settings", "patience"),
    [
        ({}, 1),
        ({"effort": "optimise", "steps": 1}, MOST_PATIENCE),
        ({"effort": "optimise", "steps": 2000}, MOST_PATIENCE),
    ],
)
def test_a_fill_that_is_searched_is_ordered_patiently_however_soon_that_ends(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch, settings: dict[str, SettingValue], patience: int
) -> None:
    asked: list[int] = []

    def noted(places: np.ndarray, *, patience: int, **further: bool) -> np.ndarray:
        asked.append(patience)
        return hand_order(places, **further)

    monkeypatch.setattr(deposits, "hand_order", noted)
    enough = {"pattern": "fill", "margin_mm": 5, "spread_mm": 10} | settings  # one deposit: the search ends
    build_plan(a_session("point_by_point", a_point(0, 420), **enough), back)

    assert asked == [patience]


def test_steps_are_whole(back: FittedMap) -> None:
    session = a_session("point_by_point", a_zone(), pattern="fill", effort="optimise", steps=2.5)

    with pytest.raises(SettingUnknown, match=r"Steps of the search must be a whole number, not 2\.5"):
        build_plan(session, back)
