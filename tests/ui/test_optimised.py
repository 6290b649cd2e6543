from dataclasses import replace

import numpy as np
import pytest

from planner.body import FittedMap
from planner.geometry.found_covers import FoundCovers
from planner.plan import TargetPlan, build_plan
from planner.session import Hand, Operator, Session, Side
from planner.ui.optimised import FoundPlans, Optimised, alone, holds, searched, with_optimised
from planner.ui.planned import planned
from tests.conftest import a_point, a_session, a_zone, an_exclusion


def a_fill():
    return a_session("point_by_point", a_point(60, 430), a_zone(), pattern="fill")


def an_optimised(session, steps=2):
    return Optimised("t1", alone(session, "t1"), steps)


def test_what_was_searched_holds_while_nothing_changes_and_again_when_it_changes_back() -> None:
    session = a_fill()
    found = an_optimised(session)
    moved = replace(session, findings=(a_point(61, 430), session.findings[1]))

    assert dict(with_optimised(session, (found,)).targets[0].settings)["steps"] == 2.0
    assert with_optimised(moved, (found,)) == moved
    assert holds(found, session)
    assert holds(found, with_optimised(session, (found,)))


@pytest.mark.parametrize(
    "change",
    [
        lambda session: replace(session, exclusions=(an_exclusion(),)),
        lambda session: replace(session, targets=(session.targets[0].with_setting("spread_mm", 12.0),)),
        lambda session: replace(session, targets=()),
    ],
)
def test_exclusions_settings_and_a_dropped_target_end_it(change) -> None:
    session = a_fill()

    assert not holds(an_optimised(session), change(session))


def test_findings_of_other_targets_do_not_matter() -> None:
    session = a_fill()
    more = replace(session, findings=(*session.findings, a_point(-60, 300, point_id="p9")))

    assert holds(an_optimised(session), more)


def test_a_plan_that_was_found_is_taken_and_not_searched_for_again(back: FittedMap) -> None:
    session = a_fill()
    asked = replace(session, targets=(searched(session.targets[0], 2),))
    seen = []
    plan = build_plan(asked, back, go_on=lambda step, count: bool(seen.append((step, count))) or True)
    found = FoundPlans()
    found.keep(an_optimised(session), plan.targets[0])

    again = build_plan(
        asked, back, found=found.of(asked, back), go_on=lambda *_: pytest.fail("searched again")
    )

    assert [step for step, _ in seen] == [0, 1]
    assert seen[-1][1] >= len(plan.targets[0].grid)
    assert again.targets[0] is plan.targets[0]
    assert found.of(session, back) == {}


def a_search(session: Session, back: FittedMap) -> tuple[Optimised, TargetPlan]:
    covers = FoundCovers()
    asked = replace(session, targets=(searched(session.targets[0], 2),))
    plan = build_plan(asked, back, go_on=lambda step, _: step < 2, covers=covers)
    return replace(an_optimised(session), covers=covers.covers), plan.targets[0]


def test_a_plan_that_made_room_is_laid_out_on_the_desk_without_searching(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, found = a_fill(), FoundPlans(most_kept=1)
    search, plan = a_search(session, back)
    found.keep(search, plan)
    found.keep(replace(search, steps=3), plan)
    for place in ("optimised", "planned"):
        monkeypatch.setattr(f"planner.ui.{place}.found_plans", lambda: found)
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched again"))
    planned.cache_clear()

    shown = planned(with_optimised(session, (search,))).plan

    assert shown is not None
    assert np.array_equal(shown.targets[0].grid.places, plan.grid.places)
    assert shown.targets[0].settings == plan.settings
    assert found.has(search)


def test_another_hand_changes_the_order_of_what_was_found_and_no_place(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, found = a_fill(), FoundPlans()
    search, plan = a_search(session, back)
    for place in ("optimised", "planned"):
        monkeypatch.setattr(f"planner.ui.{place}.found_plans", lambda: found)
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched again"))
    planned.cache_clear()
    far_side_first = replace(session, operator=Operator(Hand.RIGHT, Side.PATIENT_LEFT))

    shown = planned(with_optimised(far_side_first, (search,))).plan

    assert shown is not None
    ours, theirs = shown.targets[0].grid.places, plan.grid.places
    assert not np.array_equal(ours, theirs)
    assert sorted(ours.tolist()) == sorted(theirs.tolist())


def test_the_plan_that_was_not_used_for_longest_makes_room(back: FittedMap) -> None:
    session, found = a_fill(), FoundPlans(most_kept=2)
    first, plan = a_search(session, back)
    found.keep(first, plan)
    found.keep(replace(first, steps=3), plan)

    found.of(replace(session, targets=(searched(session.targets[0], 2),)), back)
    found.keep(replace(first, steps=4), plan)

    assert [found.has(replace(first, steps=steps)) for steps in (2, 3, 4)] == [True, False, True]
