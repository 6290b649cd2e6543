"""A search as the desk watches it: told by its steps, which give its plan again, and ended by the bound."""

from dataclasses import replace

from planner.body import FittedMap
from planner.plan import build_plan
from planner.session import Session
from planner.ui.optimised import searched
from planner.ui.searching import Watch, search_on
from tests.conftest import a_session, a_zone


def a_fill() -> Session:
    return a_session("point_by_point", a_zone(), pattern="fill", spread_mm=17.3, spacing_mm=5.0)


def ask(watch: Watch, counts: list[int]) -> list[bool]:
    return [watch(step, count) for step, count in enumerate(counts)]


def test_a_watch_counts_the_tries_that_were_made() -> None:
    watch = Watch(lambda _step, _count: True, lambda: 0)

    assert ask(watch, [9, 9, 8]) == [True, True, True]
    assert watch.steps == 3


def test_what_is_stopped_has_had_the_tries_before_it() -> None:
    watch = Watch(lambda step, _count: step < 2, lambda: 0)

    assert ask(watch, [9, 9, 9]) == [True, True, False]
    assert watch.steps == 2


def test_a_search_ends_where_its_count_meets_what_is_proved_meanwhile() -> None:
    proved = iter([0, 7, 8])
    watch = Watch(lambda _step, _count: True, lambda: next(proved))

    assert ask(watch, [9, 8, 8]) == [True, True, False]
    assert watch.steps == 2


def test_a_search_that_was_stopped_is_laid_out_again_from_its_steps_to_the_byte(back: FittedMap) -> None:
    session = a_fill()
    seen: list[tuple[int, int]] = []

    found = search_on(
        session, back, steps=600, go_on=lambda *told: seen.append(told) or len(seen) <= 3, least=lambda: 0
    )

    again = build_plan(replace(session, targets=(searched(session.targets[0], found.steps),)), back).targets[
        0
    ]
    assert found.steps == 3
    assert [step for step, _ in seen] == [0, 1, 2, 3]
    assert found.plan.grid == again.grid
    assert found.plan.settings == again.settings
    assert found.covers


def test_a_search_on_the_desk_makes_no_try_where_the_quick_plan_has_what_is_proved(back: FittedMap) -> None:
    quick = build_plan(a_fill(), back).targets[0]

    found = search_on(a_fill(), back, steps=2, go_on=lambda *_: True, least=lambda: len(quick.grid))

    assert found.steps == 0
    assert len(found.plan.grid) == len(quick.grid)
    assert found.plan.settings["steps"] == 0.0
