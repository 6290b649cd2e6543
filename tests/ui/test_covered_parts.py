from dataclasses import replace

import numpy as np

from planner.body import FittedMap
from planner.geometry.problem import Problem
from planner.plan import build_plan
from planner.ui.covered_parts import CoveredParts
from tests.conftest import a_point, a_rectangle, a_session, an_exclusion, some_points

FAR_APART = some_points((-70, 200), (60, 330))


def a_fill(*findings, **settings):
    return a_session("point_by_point", *findings, pattern="fill", margin_mm=12.0, spread_mm=10.0, **settings)


class Counted:
    """Covered parts that count how many were asked for, and how many of these were new."""

    def __init__(self) -> None:
        self.parts, self.asked, self._seen = CoveredParts(), 0, set()

    def cover(self, problem: Problem) -> np.ndarray:
        self.asked += 1
        self._seen.add(problem.identity)
        return self.parts.cover(problem)

    @property
    def new(self) -> int:
        return len(self._seen)


def test_a_plan_is_the_same_to_the_last_bit_whether_its_parts_were_remembered_or_not(back: FittedMap) -> None:
    session, parts = a_fill(*FAR_APART), CoveredParts()

    plans = [build_plan(session, back, quick=parts.cover) for _ in range(2)]

    alone = build_plan(session, back)
    assert plans == [alone, alone]
    assert len(alone.targets[0].grid) > 2


def test_a_tap_far_away_leaves_every_other_part_where_it_is(back: FittedMap) -> None:
    counted = Counted()
    before = build_plan(a_fill(*FAR_APART), back, quick=counted.cover).targets[0]
    more = (a_point(-95, 400, point_id="p3"), a_point(100, 160, point_id="p4"))

    after = build_plan(a_fill(*FAR_APART, *more), back, quick=counted.cover).targets[0]

    assert counted.asked == 6
    assert counted.new == 4
    assert set(map(tuple, before.grid.places)) <= set(map(tuple, after.grid.places))


def test_only_what_a_part_depends_on_covers_it_anew(back: FittedMap) -> None:
    counted, session = Counted(), a_fill(*FAR_APART)
    next_to_one = an_exclusion(a_rectangle(52, 338, 56, 342), margin_mm=1.0)

    new = []
    for exclusions in ((), (an_exclusion(),), (next_to_one,)):
        build_plan(replace(session, exclusions=exclusions), back, quick=counted.cover)
        new.append(counted.new)
    build_plan(a_fill(*FAR_APART, spacing_mm=5.0), back, quick=counted.cover)

    assert new == [2, 2, 3]
    assert counted.new == 5
