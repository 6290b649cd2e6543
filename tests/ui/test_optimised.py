from dataclasses import replace
from functools import reduce

import numpy as np
import pytest

from planner.body import FittedMap
from planner.geometry.found_covers import FoundCovers
from planner.plan import TargetPlan, build_plan
from planner.session import Hand, Operator, Session, Side
from planner.ui.optimised import FoundPlans, Optimised, alone, holds, searched, with_found, with_optimised
from planner.ui.planned import planned
from planner.ui.search_question import question_of
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion


def a_fill():
    return a_session("point_by_point", a_point(60, 430), a_zone(), pattern="fill")


def a_fill_that_a_search_thins():
    mild = replace(a_zone(a_rectangle(60, 414, 96, 446), zone_id="z2"), intensity=1)
    return a_session("point_by_point", a_zone(a_rectangle(24, 414, 60, 446)), mild, pattern="fill")


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


FAR_AWAY = an_exclusion(a_rectangle(-5, 100, 5, 110))


def set_to(**settings):
    def change(session):
        target = session.targets[0]
        for name, value in settings.items():
            target = target.with_setting(name, value)
        return replace(session, targets=(target,))

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda session: replace(session, exclusions=(an_exclusion(a_rectangle(30, 410, 40, 420)),)),
        set_to(spread_mm=12.0),
        set_to(pattern="anchors"),
        set_to(tolerance_mm=1.0),
        set_to(seed=2.0),
        set_to(spread_mm=-1.0),
        lambda session: replace(session, targets=()),
    ],
    ids=["exclusion", "spread", "pattern", "tolerance", "seed", "refused", "dropped"],
)
def test_an_exclusion_near_it_its_settings_and_a_dropped_target_end_it(change) -> None:
    session = a_fill()

    assert not holds(an_optimised(session), change(session))


@pytest.mark.parametrize(
    "change",
    [
        lambda session: replace(session, exclusions=(FAR_AWAY,)),
        set_to(density="even"),
        set_to(density="follows_pain", lock_count="yes"),
        set_to(spread_mm=17.3, margin_mm=20.0),
        set_to(tolerance_mm=0.0, seed=1.0),
        set_to(spacing_most_mm=29.0, lock_count="yes"),
        set_to(depth_mm=3.0, volume_per_deposit_ml=0.2),
    ],
    ids=["far exclusion", "even", "pain", "spread", "search", "unsaid", "what a deposit holds"],
)
def test_a_default_written_out_and_what_decides_no_place_do_not_matter(change) -> None:
    session = a_fill()
    changed = change(session)

    assert changed != session
    assert holds(an_optimised(session), changed)


def test_nothing_that_is_no_fill_is_the_same_search_as_another_one() -> None:
    anchors = set_to(pattern="anchors")(a_fill())

    assert question_of(anchors) is None
    assert not holds(an_optimised(anchors), set_to(depth_mm=3.0)(anchors))


def test_a_session_that_asks_for_a_search_is_not_searched_to_tell_its_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched"))
    session = set_to(spacing_mm=9.5)(a_fill())
    asked = replace(session, targets=(searched(session.targets[0], 600),))

    assert question_of(asked) == question_of(session) is not None


def test_what_was_found_is_kept_beside_what_was_found_of_the_same_target_otherwise() -> None:
    wide, even = an_optimised(set_to(spread_mm=19.0)(a_fill())), an_optimised(a_fill())
    again = an_optimised(set_to(density="even")(a_fill()), steps=3)
    of_another = replace(wide, target_id="t2")
    more = [an_optimised(set_to(spread_mm=spread_mm)(a_fill())) for spread_mm in (10.0, 11.0, 12.0)]

    held = reduce(with_found, (of_another, wide, even, again), ())

    assert held == (of_another, wide, again)
    assert reduce(with_found, more, held) == (of_another, again, *more)


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


def search_no_more(monkeypatch: pytest.MonkeyPatch, found: FoundPlans) -> None:
    """Have the desk know what was found, and no search made on it."""
    for place in ("optimised", "planned"):
        monkeypatch.setattr(f"planner.ui.{place}.found_plans", lambda: found)
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched again"))
    planned.cache_clear()


def test_a_plan_that_made_room_is_laid_out_on_the_desk_without_searching(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, found = a_fill(), FoundPlans(most_kept=1)
    search, plan = a_search(session, back)
    found.keep(search, plan)
    found.keep(replace(search, steps=3), plan)
    search_no_more(monkeypatch, found)

    shown = planned(with_optimised(session, (search,))).plan

    assert shown is not None
    assert np.array_equal(shown.targets[0].grid.places, plan.grid.places)
    assert shown.targets[0].settings == plan.settings
    assert found.has(search)


def test_what_was_found_is_laid_out_on_the_desk_beside_an_exclusion_far_away(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_fill()
    search, plan = a_search(session, back)
    search_no_more(monkeypatch, FoundPlans())
    deeper = set_to(depth_mm=3.0)(replace(session, exclusions=(FAR_AWAY,)))

    shown = planned(with_optimised(deeper, (search,))).plan

    assert shown is not None
    assert np.array_equal(shown.targets[0].grid.places, plan.grid.places)
    assert set(shown.targets[0].grid.depth_mm) == {3.0}


@pytest.mark.parametrize("lock", ["yes", "no"])
def test_a_density_that_follows_the_pain_starts_from_what_was_found_without_searching(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    session = a_fill_that_a_search_thins()
    search, plan = a_search(session, back)
    search_no_more(monkeypatch, FoundPlans())
    graded = set_to(density="follows_pain", lock_count=lock)(session)

    shown = planned(with_optimised(graded, (search,))).plan

    assert shown is not None
    assert len(plan.grid) < len(build_plan(session, back).targets[0].grid)
    assert shown.targets[0].volume_ml == pytest.approx(plan.volume_ml)
    assert lock == "no" or len(shown.targets[0].grid) == len(plan.grid)
    assert shown.targets[0].grid != plan.grid


def test_another_hand_changes_the_order_of_what_was_found_and_no_place(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_fill()
    search, plan = a_search(session, back)
    search_no_more(monkeypatch, FoundPlans())
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
