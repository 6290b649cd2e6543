"""Deeds that the store refused are kept as soon as it takes them, although nobody looks at them any more."""

import time
from collections.abc import Callable
from functools import partial
from threading import Event

import pytest

from planner.errors import StoreUnreachable, VisitRefused
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui import treatments as of_all
from planner.ui import trying_again
from planner.ui.record import close_session, find_recorded
from planner.ui.treatment import give_step
from planner.ui.treatments import Treatments
from planner.ui.trying_again import TryingAgain
from tests.series.visits import TEN
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door
from tests.ui.test_treat_end import with_score
from tests.ui.test_treatment import begun
from tests.ui.test_treatments import giving, steps_given

SOON_S = (0.02,)


class Watched(Door):
    """A door that tells when somebody came to it in vain."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.in_vain = Event()

    def __call__(self) -> Database:
        if self.is_shut:
            self.in_vain.set()
        return super().__call__()


def until(is_so: Callable[[], bool]) -> None:
    end_s = time.monotonic() + LONG_S
    while not is_so():
        assert time.monotonic() < end_s
        time.sleep(0.005)


def treated(treatments: Treatments, case: str, *steps: int) -> None:
    for step in steps:
        treatments.change(case, partial(give_step, step=step, moment=TEN), at=TEN)


def test_deeds_are_kept_and_recorded_though_their_tablet_never_looks_again(
    store: Database, begun_session: StoredSession
) -> None:
    door, an_id = Watched(store), begun_session.id
    treatments = Treatments(door, lambda: TEN, pauses_s=SOON_S)
    treatments.begin(an_id, begun(), at=TEN, session_id=an_id)
    door.is_shut = True
    treated(treatments, an_id, 1, 2, 3, 4, 5)
    door.in_vain.clear()
    assert door.in_vain.wait(LONG_S)  # tried again while the store was away

    door.mend()

    until(lambda: find_recorded(store, DESK, an_id).state is SessionState.DONE)
    assert steps_given(Treatments(lambda: store), an_id) == (1, 2, 3, 4, 5)


def watch_what_waits(monkeypatch: pytest.MonkeyPatch, an_id: str, waiting: list[str]) -> None:
    """Note when one case is to be tried again: the threads of earlier tests may still try theirs."""
    monkeypatch.setattr(
        TryingAgain, "wait_for", lambda _self, case: waiting.append(case) if case == an_id else None
    )


def test_a_record_that_could_not_be_written_is_written_later(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_id, waiting = begun_session.id, list[str]()
    watch_what_waits(monkeypatch, an_id, waiting)
    door = Door(store)
    treatments = Treatments(door)
    treatments.begin(an_id, begun(), at=TEN, session_id=an_id)
    treated(treatments, an_id, 1, 2, 3, 4, 5)

    door.is_shut = True
    with pytest.raises(StoreUnreachable):
        treatments.keep_in_record(an_id, at=TEN)

    assert waiting == [an_id]


def test_what_came_after_the_closing_is_not_tried_for_ever(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_id, waiting = begun_session.id, list[str]()
    watch_what_waits(monkeypatch, an_id, waiting)
    treatments = Treatments(lambda: store)
    treatments.begin(an_id, begun(), at=TEN, session_id=an_id)
    treated(treatments, an_id, 1, 2, 3, 4, 5)
    treatments.keep_in_record(an_id, at=TEN)
    close_session(store, DESK, an_id, at=TEN)

    treatments.change(an_id, with_score, at=TEN)

    kept = treatments.find(an_id)
    assert kept is not None
    assert "closed this session" in kept.failure
    assert waiting == []


def test_a_treatment_that_is_not_kept_yet_never_makes_room_for_others(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_all, "MOST", 2)
    door, cases = Door(store), ("a", "b", "c", "d")
    treatments = Treatments(door)
    for case in cases:
        door.is_shut = False
        treatments.begin(case, begun(), at=TEN)
        door.is_shut = True
        treatments.change(case, giving(1), at=TEN)
    door.mend()

    for case in cases:
        treatments.keep_again(case, at=TEN)

    assert [steps_given(Treatments(lambda: store), case) for case in cases] == [(1,)] * 4


class Paused:
    """Stands for the time in which nothing is tried; notes each pause; the first lasts until told."""

    def __init__(self) -> None:
        self.is_over = Event()
        self.seen = list[str]()

    def sleep(self, _pause_s: float) -> None:
        assert self.is_over.wait(LONG_S)
        self.seen.append("pause")


@pytest.fixture
def paused(monkeypatch: pytest.MonkeyPatch) -> Paused:
    paused = Paused()
    monkeypatch.setattr(trying_again, "time", paused)
    return paused


def test_a_round_is_over_with_the_first_that_the_store_does_not_answer_and_the_others_come_first_then(
    paused: Paused,
) -> None:
    def attempt(name: str) -> None:
        paused.seen.append(name)
        if len(paused.seen) < 8:
            raise StoreUnreachable("The store is busy.")

    trying = TryingAgain(attempt)
    for name in ("a", "b", "c"):
        trying.wait_for(name)
    paused.is_over.set()
    until(lambda: not trying.is_running)

    assert paused.seen == ["pause", "a", "pause", "b", "pause", "c", "pause", "a", "b", "c"]


def test_a_store_that_is_away_is_asked_once_a_round_however_many_treatments_wait(
    store: Database, paused: Paused
) -> None:
    class Counted(Door):
        def __call__(self) -> Database:
            if self.is_shut:
                paused.seen.append("asked")
            return super().__call__()

    door, cases = Counted(store), ("a", "b", "c")
    treatments = Treatments(door, lambda: TEN)
    for case in cases:
        treatments.begin(case, begun(), at=TEN)
    door.is_shut = True
    for case in cases:
        treatments.change(case, giving(1), at=TEN)
    paused.seen.clear()

    paused.is_over.set()
    until(lambda: len(paused.seen) > 7)
    door.mend()

    assert paused.seen[:8] == ["pause", "asked"] * 4
    until(lambda: [steps_given(Treatments(lambda: store), case) for case in cases] == [(1,)] * 3)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_in_one_try_ends_no_later_one() -> None:
    tried = list[str]()

    def attempt(name: str) -> None:
        tried.append(name)
        if name == "mistake":
            raise ZeroDivisionError

    trying = TryingAgain(attempt, SOON_S)
    trying.wait_for("mistake")
    until(lambda: tried == ["mistake"])
    until(lambda: not trying.is_running)

    trying.wait_for("later")
    until(lambda: len(tried) == 2)

    assert tried == ["mistake", "later"]


def test_a_refusal_in_one_try_keeps_its_name_waiting_and_the_round_going_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tried = list[str]()

    def attempt(name: str) -> None:
        tried.append(name)
        if tried.count(name) < 3 and name == "a":
            raise VisitRefused("The session contradicts itself.")

    trying = TryingAgain(attempt, SOON_S)
    for name in ("a", "b"):
        trying.wait_for(name)

    until(lambda: not trying.is_running)
    assert (tried.count("a"), tried.count("b")) == (3, 1)
    assert "The session contradicts itself." in caplog.text
