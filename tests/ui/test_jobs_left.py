"""A page that is closed says nothing: what nobody looks at any more keeps nobody else waiting."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from planner.ui import jobs as background
from planner.ui.jobs import UNSEEN_S, Job, Jobs
from tests.ui.held_work import PATIENCE_S, Held, answer, begun, closed


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now_s: float = 0.0

    def monotonic(self) -> float:
        return self.now_s

    def go_on(self, looks_missed: float) -> None:
        self.now_s += looks_missed * UNSEEN_S


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(background, "time", clock)
    return clock


def leave(jobs: Jobs, key: str, slot: str, clock: Clock) -> Job:
    """Return work that was begun for a page that was closed, once it has ended."""
    held = begun(jobs, key, slot)
    clock.go_on(1.1)
    held.release.set()
    return closed(jobs, key)


def test_work_of_a_closed_page_is_left_to_the_next(clock: Clock):
    jobs = Jobs()

    left = leave(jobs, "left", "s1", clock)

    assert left.result == "result so far"
    assert closed(jobs, jobs.ask("next", answer, slot="s2").key).result == 42


def test_work_that_was_left_begins_anew_for_the_page_that_comes_back(clock: Clock):
    jobs = Jobs()
    leave(jobs, "k", "s", clock)

    again = jobs.ask("k", answer, slot="s")

    assert again.is_open
    assert closed(jobs, "k").result == 42


def test_what_was_left_is_there_until_there_is_better_and_is_not_left_as_soon_again(clock: Clock):
    jobs = Jobs()
    leave(jobs, "k", "s", clock)

    again = Held("better")
    shown = jobs.ask("k", again, slot="s")
    assert again.begun.wait(PATIENCE_S)
    clock.go_on(1.9)
    again.release.set()

    assert shown.result == "result so far"
    assert closed(jobs, "k").result == "better"


@pytest.mark.parametrize(
    "look", [lambda jobs: jobs.look("k"), lambda jobs: jobs.ask("k", answer, slot="s")], ids=["look", "ask"]
)
def test_work_that_a_page_looks_at_goes_on(look: Callable[[Jobs], object], clock: Clock):
    jobs = Jobs()
    held = begun(jobs, "k", "s")

    for _ in range(3):
        clock.go_on(0.9)
        look(jobs)
    held.release.set()

    assert closed(jobs, "k").result == "result"


def test_to_find_how_far_work_is_is_no_look_at_it(clock: Clock):
    jobs = Jobs()
    held = begun(jobs, "k", "s")

    clock.go_on(1.1)
    jobs.find("k")
    held.release.set()

    assert closed(jobs, "k").result == "result so far"


def test_work_of_a_closed_page_that_has_not_begun_never_begins(clock: Clock):
    jobs, ran = Jobs(), []
    held = begun(jobs, "first", "s1")
    jobs.ask("left", lambda _go_on: ran.append("left"), slot="s2")

    clock.go_on(1.1)
    jobs.ask("fresh", answer, slot="s3")
    held.release.set()

    assert closed(jobs, "fresh").result == 42
    assert jobs.find("left") is None
    assert ran == []


def test_work_that_only_makes_way_goes_on_unseen_while_it_is_alone(clock: Clock):
    jobs = Jobs(makes_way=True)
    alone = begun(jobs, "k", "s")

    clock.go_on(1.1)
    alone.release.set()

    assert closed(jobs, "k").result == "result"


def test_work_that_makes_way_ends_with_what_it_has_once_other_work_waits(clock: Clock):
    jobs = Jobs(makes_way=True)
    left = begun(jobs, "left", "s1")

    clock.go_on(1.1)
    jobs.ask("waits", answer, slot="s2")
    left.release.set()

    assert closed(jobs, "waits").result == 42
    assert jobs.look("left").result == "result so far"


def test_of_work_that_makes_way_what_somebody_looks_at_begins_first(clock: Clock):
    jobs, order = Jobs(makes_way=True), []
    held = begun(jobs, "first", "s1")
    jobs.ask("seen", lambda _go_on: order.append("seen"), slot="s2")
    jobs.ask("unseen", lambda _go_on: order.append("unseen"), slot="s3")

    clock.go_on(1.1)
    jobs.look("seen")
    held.release.set()

    closed(jobs, "unseen")
    assert order == ["seen", "unseen"]
