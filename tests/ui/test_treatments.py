from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from planner.errors import FileRefused
from planner.series.delivered import Status, skip
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.principal import DESK
from planner.ui.treatment import Treatment, done, give_step, take_back
from planner.ui.treatments import Treatments
from tests.series.visits import TEN
from tests.ui.store_door import Door
from tests.ui.test_treatment import begun, tap


@pytest.fixture
def database(store: Database) -> Database:
    return store


def giving(step: int) -> Callable[[Treatment], Treatment]:
    return lambda treatment: give_step(treatment, step, TEN)


def steps_given(treatments: Treatments, case: str = "a") -> tuple[int, ...]:
    kept = treatments.find(case)
    assert kept is not None
    return kept.treatment.delivery.steps_that_are(Status.GIVEN)


def adding(treatment: Treatment) -> Treatment:
    return tap(replace(treatment, is_adding=True), 0.0, 300.0)


def test_another_server_finds_the_treatment_where_it_was_left(database: Database) -> None:
    first = Treatments(lambda: database)
    first.begin("a", begun(), at=TEN)
    first.change("a", giving(2), at=TEN)

    assert steps_given(Treatments(lambda: database)) == (2,)
    assert Treatments(lambda: database).find("b") is None


def test_a_deed_is_said_to_be_saved_once_it_is_in_the_store(database: Database) -> None:
    treatments = Treatments(lambda: database)
    treatments.begin("a", begun(), at=TEN)

    treatments.change("a", giving(1), at=TEN)

    kept = treatments.find("a")
    assert kept is not None
    assert (kept.saved_at, kept.failure, kept.version) == (TEN, "", 2)


def test_what_two_tablets_note_by_turns_is_all_there(database: Database) -> None:
    one, other = Treatments(lambda: database), Treatments(lambda: database)
    one.begin("a", begun(), at=TEN)
    other.find("a")

    one.change("a", giving(1), at=TEN)
    other.change("a", giving(2), at=TEN)
    one.change("a", giving(3), at=TEN)

    assert steps_given(one) == steps_given(other) == (1, 2, 3)


def test_what_many_threads_note_at_once_is_all_there(database: Database) -> None:
    servers = [Treatments(lambda: database) for _ in range(3)]
    servers[0].begin("a", begun(), at=TEN)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda n: servers[n % 3].change("a", giving(n), at=TEN), range(1, 6)))

    assert [steps_given(server) for server in servers] == [(1, 2, 3, 4, 5)] * 3


def test_a_store_that_is_away_keeps_the_deed_on_the_screen_and_says_so(database: Database) -> None:
    door = Door(database)
    treatments = Treatments(door)
    treatments.begin("a", begun(), at=TEN)

    door.is_shut = True
    treatments.change("a", giving(1), at=TEN)
    treatments.change("a", giving(2), at=TEN)

    kept = treatments.find("a")
    assert kept is not None
    assert "reached" in kept.failure
    assert steps_given(treatments) == (1, 2)


def test_what_could_not_be_kept_is_kept_when_the_store_is_back(database: Database) -> None:
    door = Door(database)
    treatments = Treatments(door)
    treatments.begin("a", begun(), at=TEN)
    door.is_shut = True
    treatments.change("a", giving(1), at=TEN)
    door.is_shut = False

    treatments.keep_again("a", at=TEN)

    kept = treatments.find("a")
    assert kept is not None
    assert kept.failure == ""
    assert steps_given(Treatments(lambda: database)) == (1,)


def test_a_treatment_of_which_something_was_done_is_not_begun_again(database: Database) -> None:
    treatments = Treatments(lambda: database)
    treatments.begin("a", begun(), at=TEN)
    treatments.begin("a", begun(), at=TEN)
    treatments.change("a", giving(1), at=TEN)

    treatments.begin("a", begun(), at=TEN)

    assert steps_given(treatments) == (1,)


def test_undo_is_kept_too(database: Database) -> None:
    treatments = Treatments(lambda: database)
    treatments.begin("a", begun(), at=TEN)
    treatments.change("a", giving(1), at=TEN)

    treatments.change("a", lambda treatment: take_back(treatment, deeds=1), at=TEN)

    assert steps_given(Treatments(lambda: database)) == ()


def test_a_step_that_notes_nothing_is_not_written(database: Database) -> None:
    treatments = Treatments(lambda: database)
    treatments.begin("a", begun(), at=TEN)

    def look(treatment: Treatment) -> Treatment:
        return treatment

    treatments.change("a", look, at=TEN)
    treatments.change("b", look, at=TEN)

    draft = find_draft(database, DESK, "a.treatment")
    assert draft is not None
    assert draft.version == 1


def test_something_else_under_the_case_is_refused(database: Database) -> None:
    save_draft(database, DESK, NewDraft("a.treatment", 0, '{"schema_version": 1}'), at=TEN)

    with pytest.raises(FileRefused):
        Treatments(lambda: database).find("a")


def test_two_tablets_on_one_step_lose_no_tick_and_double_none(database: Database) -> None:
    one, other = Treatments(lambda: database), Treatments(lambda: database)
    one.begin("a", begun(), at=TEN)
    other.find("a")

    def skipping(treatment: Treatment) -> Treatment:
        return done(treatment, lambda delivery: skip(delivery, 2, 2, "Too sore", TEN))

    one.change("a", giving(1), at=TEN)
    other.change("a", giving(1), at=TEN)  # the same button, shown before the other's tick
    one.change("a", giving(2), at=TEN)
    other.change("a", skipping, at=TEN)
    other.change("a", lambda treatment: take_back(treatment, 1), at=TEN)

    told = other.find("a")
    assert told is not None
    assert steps_given(one) == steps_given(other) == (1, 2)
    assert len(told.treatment.delivery.deeds) == 2
