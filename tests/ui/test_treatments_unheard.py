from dataclasses import replace

from planner.storage.database import Database
from planner.ui.treatment import take_back
from planner.ui.treatments import Treatments
from tests.series.visits import TEN
from tests.ui.store_door import Door
from tests.ui.test_treatment import begun, tap
from tests.ui.test_treatments import adding, giving, steps_given


def test_a_deed_noted_while_nobody_knows_of_the_one_before_is_not_lost(store: Database) -> None:
    door = Door(store)
    treatments = Treatments(door)
    treatments.begin("a", begun(), at=TEN)
    door.lose_answers()
    treatments.change("a", giving(1), at=TEN)
    door.is_shut = True
    treatments.change("a", giving(2), at=TEN)
    door.mend()

    treatments.keep_again("a", at=TEN)

    kept = treatments.find("a")
    assert kept is not None
    assert (kept.failure, kept.version) == ("", 3)
    assert steps_given(treatments) == steps_given(Treatments(door)) == (1, 2)


def test_what_waits_here_is_added_to_what_another_server_kept_meanwhile(store: Database) -> None:
    door = Door(store)
    one, other = Treatments(door), Treatments(lambda: store)
    one.begin("a", begun(), at=TEN)
    door.is_shut = True
    for step in (1, 2):
        one.change("a", giving(step), at=TEN)
    other.change("a", giving(4), at=TEN)
    door.mend()

    one.change("a", giving(3), at=TEN)

    assert steps_given(one) == steps_given(other) == (1, 2, 3, 4)


def test_a_point_whose_keeping_nobody_heard_of_is_not_added_twice(store: Database) -> None:
    door = Door(store)
    one, other = Treatments(door), Treatments(lambda: store)
    one.begin("a", begun(), at=TEN)
    door.lose_answers()
    one.change("a", adding, at=TEN)
    door.is_shut = True
    one.change("a", giving(1), at=TEN)
    other.change("a", giving(2), at=TEN)
    door.mend()

    one.keep_again("a", at=TEN)

    kept = other.find("a")
    assert kept is not None
    assert len(kept.treatment.delivery.added) == 1
    assert steps_given(other) == (1, 2)


def test_an_undo_whose_keeping_nobody_heard_of_takes_back_one_deed(store: Database) -> None:
    door = Door(store)
    one, other = Treatments(door), Treatments(lambda: store)
    one.begin("a", begun(), at=TEN)
    for step in (1, 2):
        one.change("a", giving(step), at=TEN)
    door.lose_answers()
    one.change("a", lambda treatment: take_back(treatment, deeds=2), at=TEN)
    other.change("a", giving(3), at=TEN)
    door.mend()

    one.keep_again("a", at=TEN)

    assert steps_given(one) == (1, 3)


def test_a_tap_that_adds_a_point_still_does_on_what_another_server_kept(store: Database) -> None:
    door = Door(store)
    one, other = Treatments(door), Treatments(lambda: store)
    one.begin("a", begun(), at=TEN)
    one.change("a", lambda treatment: replace(treatment, is_adding=True), at=TEN)
    door.is_shut = True
    one.change("a", lambda treatment: tap(treatment, 46.0, 401.0), at=TEN)
    other.change("a", giving(1), at=TEN)
    door.mend()

    one.keep_again("a", at=TEN)

    kept = other.find("a")
    assert kept is not None
    assert len(kept.treatment.delivery.added) == 1
    assert steps_given(other) == (1,)
