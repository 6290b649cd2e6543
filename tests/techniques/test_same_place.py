"""A place that was tapped twice gets one needle, and the plan says so."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.checks import check_plan
from planner.plan import build_plan
from planner.score import score_plan
from planner.techniques.same_place import SAME_PLACE_MM, at_one_place
from tests.at_length import examples
from tests.conftest import a_point, a_session, some_points

near = st.integers(0, 30).map(lambda tenths: 300 + tenths / 10)


def test_five_taps_on_one_spot_are_one_deposit_and_the_plan_says_so(back: FittedMap) -> None:
    taps = some_points(*[(10.0 + n / 100, 400.0) for n in range(5)])
    session = a_session("point_by_point", *taps)

    plan = build_plan(session, back)

    target = plan.targets[0]
    said = [alert.text for alert in check_plan(session, plan, score_plan(plan), back)]
    assert len(target.grid) == 1
    assert target.volume_ml == target.settings.number("volume_per_deposit_ml")
    assert any("less than 0.5 mm apart are one place: p2 with p1, p3 with p1" in text for text in said)


def test_the_point_that_hurts_most_stands_for_the_place() -> None:
    mild, strong = a_point(0, 300, point_id="a", intensity=3), a_point(0.2, 300, point_id="b", intensity=9)

    kept, notes = at_one_place((mild, strong))

    assert kept == (strong,)
    assert notes == ("Points less than 0.5 mm apart are one place: a with b.",)


def test_points_half_a_millimetre_apart_are_two_places() -> None:
    points = some_points((0, 300), (SAME_PLACE_MM, 300))

    assert at_one_place(points) == (points, ())


def test_a_chain_of_near_points_is_one_place_and_few_are_named() -> None:
    points = some_points(*[(0.4 * n, 300) for n in range(9)])

    kept, (note,) = at_one_place(points)

    assert kept == points[:1]
    assert note.endswith("p6 with p1, 3 more likewise.")


@given(
    places=st.lists(st.tuples(near, near, st.integers(0, 10)), min_size=1, max_size=12),
    seed=st.integers(0, 99),
)
@examples(60)
def test_any_order_of_the_points_keeps_the_same_ones_and_none_of_them_are_near(
    places: list[tuple[float, float, int]], seed: int
) -> None:
    points = tuple(a_point(u, v, point_id=f"p{n}", intensity=pain) for n, (u, v, pain) in enumerate(places))
    shuffled = tuple(points[n] for n in np.random.default_rng(seed).permutation(len(points)))

    kept, _ = at_one_place(points)
    others, _ = at_one_place(shuffled)

    assert {point.id for point in kept} == {point.id for point in others}
    assert max(point.intensity for point in kept) == max(pain for _, _, pain in places)
    assert at_one_place(kept)[0] == kept or len(kept) < len(points)


def test_a_point_marked_twice_moves_nothing_else(back: FittedMap) -> None:
    session = a_session("point_by_point", *some_points((-20, 300), (30, 340)))
    again = replace(a_point(30.1, 340, point_id="p9"), intensity=2)
    twice = a_session("point_by_point", *session.findings, again)

    assert build_plan(twice, back).targets[0].grid == build_plan(session, back).targets[0].grid
