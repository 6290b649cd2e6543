import threading

import numpy as np
import pytest
import shapely

from planner.body import FittedMap
from planner.geometry.bound_check import BoundKind, confirm
from planner.geometry.bound_packing import PackingCertificate
from planner.necessity import (
    AtSpread,
    at_spreads,
    is_proved_of,
    prove_necessity,
    with_bounds,
    with_own,
    witnesses_of,
)
from planner.plan import TargetPlan, build_plan
from planner.score import score_plan
from planner.session import Session
from tests.conftest import a_point, a_rectangle, a_session, a_zone, some_points

BAND = a_rectangle(-60, 350, 60, 420)


def a_fill(*findings, spread_mm: float = 10.0, **settings) -> Session:
    return a_session(
        "point_by_point", *findings, pattern="fill", spread_mm=spread_mm, spacing_mm=5.0, **settings
    )


def the_target(session: Session, back: FittedMap) -> TargetPlan:
    return build_plan(session, back).targets[0]


def test_a_fill_is_proved_to_need_nearly_as_many_as_it_has(back: FittedMap) -> None:
    target = the_target(a_fill(a_zone(BAND)), back)

    proved = prove_necessity(target)

    assert 0.8 * len(target.grid) <= proved.bound.value <= len(target.grid)
    assert confirm(proved.bound, target.zone, 10.0)


def test_no_deposit_serves_two_witnesses(back: FittedMap) -> None:
    target = the_target(a_fill(a_zone(BAND)), back)

    proved = prove_necessity(target)

    assert 1 < len(proved.witnesses) <= proved.bound.value
    apart_mm = shapely.distance(*np.meshgrid(*[shapely.points(proved.witnesses)] * 2))
    assert apart_mm[~np.eye(len(proved.witnesses), dtype=bool)].min() > 2 * 10.0
    assert shapely.intersects_xy(target.zone, *proved.witnesses.T).all()


def test_deposits_that_must_stand_on_tender_points_prove_more(back: FittedMap) -> None:
    points = some_points((-16, 356), (-12, 360), (-8, 356), (-4, 360), (-16, 364), (-8, 364))
    zone = a_zone(a_rectangle(-20, 350, 40, 380))
    target = the_target(a_fill(*points, zone, margin_mm=0), back)

    proved = prove_necessity(target)

    assert proved.bound.kind is BoundKind.ANCHORS
    assert proved.bound.value > prove_necessity(the_target(a_fill(zone), back)).bound.value
    assert proved.bound.value <= len(target.grid)


@pytest.mark.parametrize("pattern", ["anchors", "square"])
def test_nothing_is_claimed_of_other_patterns(back: FittedMap, pattern: str) -> None:
    session = a_session("point_by_point", a_point(), a_zone(), pattern=pattern)

    assert prove_necessity(the_target(session, back)) is None


def test_nothing_is_claimed_of_a_technique_that_promises_no_cover(back: FittedMap) -> None:
    assert prove_necessity(the_target(a_session("nappage", a_zone()), back)) is None


def test_nothing_is_claimed_of_a_fill_that_leaves_something_bare(back: FittedMap) -> None:
    target = the_target(a_fill(a_zone(BAND)), back)
    fewer = TargetPlan(
        **{name: getattr(target, name) for name in target.__slots__} | {"reach_mm": target.reach_mm * 0.9}
    )

    assert is_proved_of(target, 10.0)
    assert not is_proved_of(fewer, 10.0)
    assert not is_proved_of(target, None)
    assert prove_necessity(fewer) is None


def test_the_score_tells_what_is_proved_when_asked(back: FittedMap) -> None:
    plan = build_plan(a_fill(a_zone(BAND)), back)
    score = score_plan(plan)

    bounded = with_bounds(score, plan)

    assert score.targets[0].figures.punctures_lower_bound is None
    assert bounded.targets[0].figures.punctures_lower_bound == prove_necessity(plan.targets[0]).bound.value
    assert not bounded.targets[0].figures.lower_bound_is_published


def test_a_larger_spread_needs_fewer(back: FittedMap) -> None:
    session = a_fill(a_zone(BAND), spread_mm=11.0)

    told: list[tuple[AtSpread, ...]] = []

    rows = at_spreads(session, the_target(session, back), back, so_far=told.append)

    assert told == [rows[at:] for at in range(len(rows) - 1, -1, -1)]
    assert [row.spread_mm for row in rows] == [5.0, 7.5, 10.0, 11.0, 12.5, 15.0, 17.3, 20.0]
    assert all(row.least <= row.punctures for row in rows)
    assert [row.least for row in rows] == sorted((row.least for row in rows), reverse=True)
    assert rows[0].punctures > 4 * rows[-1].punctures
    assert not rows[0].is_published
    own = next(row for row in rows if row.spread_mm == 11.0)
    assert own.punctures == len(the_target(session, back).grid)


def test_at_its_own_spread_stands_what_the_target_has_been_searched_down_to(back: FittedMap) -> None:
    zone = a_zone(a_rectangle(-30, 350, 30, 400))
    session = a_fill(zone, spread_mm=10.0, effort="optimise", steps=40)
    target = the_target(session, back)

    quick = len(the_target(a_fill(zone, spread_mm=10.0), back).grid)
    rows = AtSpread(10.0, quick, least=1), AtSpread(12.5, 8, least=5)

    own, other = with_own(rows, target, prove_necessity(target))

    assert own.punctures == len(target.grid) < quick
    assert own.least == prove_necessity(target).bound.value
    assert other is rows[1]


def test_work_that_is_told_to_end_ends_with_what_it_has(back: FittedMap) -> None:
    session = a_fill(a_zone(BAND))

    rows = at_spreads(session, the_target(session, back), back, go_on=lambda step, _count: step < 2)

    assert [row.spread_mm for row in rows] == [17.3, 20.0]


def test_a_thread_beside_another_proves_the_same(back: FittedMap) -> None:
    target = the_target(a_fill(a_zone(BAND)), back)
    shapely.prepare(target.zone)
    found = []

    threads = [threading.Thread(target=lambda: found.append(prove_necessity(target))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({proved.bound.value for proved in found}) == 1
    assert len(found) == 3


def test_witnesses_that_one_deposit_could_serve_are_caught_by_the_checker(monkeypatch) -> None:
    near = PackingCertificate(np.array([[1.0, 1.0], [15.0, 1.0]]))
    monkeypatch.setattr("planner.necessity.packing_certificate", lambda *_: near)

    with pytest.raises(ArithmeticError, match="does not confirm the witnesses"):
        witnesses_of(shapely.box(0, 0, 60, 20), 10)


def test_an_empty_zone_has_no_witnesses() -> None:
    assert len(witnesses_of(shapely.Polygon(), 10)) == 0
