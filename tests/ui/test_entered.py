"""Two tablets on one session or one patient: what both entered is kept, or both are shown to choose from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.body.patient import Sex
from planner.body.points import PointMm
from planner.errors import StepNotAllowed, VisitRefused
from planner.series.visit import Answer, EffectKind, QuestionKind, Visit
from planner.storage.database import Database
from planner.storage.patients import PatientEntry, StoredPatient, find_patient
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import find_revisions
from planner.ui.entered import Entered, Part, attempted, beside_theirs, over_theirs
from planner.ui.entered_parts import (
    answered,
    effect_dropped,
    effect_gone,
    entry_changed,
    new_effect,
    next_settled,
)
from planner.ui.record import close_session
from planner.ui.seen_records import SeenPatient, SeenVisit
from planner.ui.stored_visits import StoredVisit, find_stored_series
from tests.series.visits import MONDAY, TEN
from tests.storage.records import a_patient
from tests.ui.store_door import Door
from tests.ui.test_stored_visits import kept_as

AT = PointMm(20.0, 410.0)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
REDNESS = new_effect(EffectKind.REDNESS, AT, TUESDAY, "after a bath")
NODULE = new_effect(EffectKind.NODULE, AT, TUESDAY, "as a pea")


def no_effects(on: date = TUESDAY) -> Part[Visit]:
    return answered(Answer(QuestionKind.LATE, on, has_effects=False))


def effects(on: date = TUESDAY) -> Part[Visit]:
    return answered(Answer(QuestionKind.LATE, on, has_effects=True))


def of_visit(seen: StoredVisit, *parts: Part[Visit], write_id: str = "a") -> Entered[Visit]:
    return Entered("one", SeenVisit(seen, "follow-up", write_id), parts)


def of_patient(seen: StoredPatient, entry: PatientEntry) -> Entered[PatientEntry]:
    return Entered("one", SeenPatient(seen), entry_changed(seen.entry, entry))


def read(store: Database, seen: StoredVisit) -> StoredVisit:
    return find_stored_series(store, DESK, seen.code).visits[0]


def entered(store: Database, seen: StoredVisit, part: Part[Visit], write_id: str = "theirs") -> StoredVisit:
    """Have another tablet enter something, and return what is stored then."""
    assert attempted(store, DESK, of_visit(seen, part, write_id=write_id), at=TEN) is None
    return read(store, seen)


def contradicting(store: Database, seen: StoredVisit, part: Part[Visit]) -> Entered[Visit]:
    """Return what the later tablet is shown."""
    left = attempted(store, DESK, of_visit(seen, part), at=TEN)
    assert left is not None
    assert left.theirs is not None
    return left


@pytest.mark.parametrize("state", [SessionState.DONE, SessionState.CLOSED])
def test_side_effects_answers_and_days_of_several_tablets_all_stay(
    store: Database, state: SessionState
) -> None:
    seen = kept_as(store, state)

    for number, part in enumerate(
        (REDNESS, NODULE, no_effects(), *next_settled(seen.visit, "weekly_4", FRIDAY))
    ):
        assert attempted(store, DESK, of_visit(seen, part, write_id=f"w{number}"), at=TEN) is None

    visit = read(store, seen).visit
    assert [(one.id, one.kind, one.note) for one in visit.effects] == [
        ("e1", EffectKind.REDNESS, "after a bath"),
        ("e2", EffectKind.NODULE, "as a pea"),
    ]
    assert [one.has_effects for one in visit.answers] == [False]
    assert (visit.schedule, visit.next_on) == ("weekly_4", FRIDAY)


def test_what_both_tablets_say_alike_is_saved_once(store: Database) -> None:
    seen = kept_as(store, SessionState.DONE)
    first = entered(store, seen, no_effects())

    assert attempted(store, DESK, of_visit(seen, no_effects()), at=TEN) is None

    assert read(store, seen).head.n == first.head.n


def test_of_two_answers_to_one_question_the_later_tablet_sees_both_and_chooses(store: Database) -> None:
    seen = kept_as(store, SessionState.CLOSED)
    theirs = entered(store, seen, no_effects())

    left = contradicting(store, seen, effects())

    assert [(one.was, one.becomes) for one in left.differences()] == [
        (f"late, {TUESDAY}: no side effects", f"late, {TUESDAY}: side effects")
    ]
    assert read(store, seen) == theirs
    assert beside_theirs(left) is None
    assert attempted(store, DESK, over_theirs(left), at=TEN) is None
    assert [one.has_effects for one in read(store, seen).visit.answers] == [True]
    assert [one.n for one in find_revisions(store, DESK, seen.head.session_id)] == [1, 2, 3, 4, 5, 6]


def test_a_choice_that_a_third_tablet_overtakes_is_asked_again(store: Database) -> None:
    seen = kept_as(store, SessionState.DONE)
    theirs = entered(store, seen, no_effects())
    left = contradicting(store, seen, effects())
    entered(store, theirs, no_effects(FRIDAY), "third")

    again = attempted(store, DESK, over_theirs(left), at=TEN)

    assert again is not None
    assert again.theirs is not None
    assert [one.on for one in again.stands.value.answers] == [FRIDAY]


def test_a_schedule_and_a_day_of_two_tablets_go_together_and_two_days_are_chosen_from(
    store: Database,
) -> None:
    seen = kept_as(store, SessionState.DONE)
    entered(store, seen, *next_settled(seen.visit, "", FRIDAY))

    mine = of_visit(seen, *next_settled(seen.visit, "weekly_4", TUESDAY))
    left = attempted(store, DESK, mine, at=TEN)

    assert left is not None
    assert [(one.was, one.becomes) for one in left.differences()] == [
        ("nothing", "weekly_4"),
        (str(FRIDAY), str(TUESDAY)),
    ]
    rest = beside_theirs(left)
    assert rest is not None
    assert attempted(store, DESK, rest, at=TEN) is None
    visit = read(store, seen).visit
    assert (visit.schedule, visit.next_on) == ("weekly_4", FRIDAY)


def test_an_effect_that_was_taken_away_is_put_back_only_if_the_user_chooses_so(store: Database) -> None:
    seen = entered(store, kept_as(store, SessionState.DONE), REDNESS, "first")
    (redness,) = seen.visit.effects
    entered(store, seen, effect_dropped(redness))

    left = contradicting(store, seen, effect_gone(redness, FRIDAY))

    assert read(store, seen).visit.effects == ()
    assert attempted(store, DESK, over_theirs(left), at=TEN) is None
    assert read(store, seen).visit.effects == (replace(redness, gone=FRIDAY),)


def test_an_effect_under_the_id_of_one_that_was_taken_away_is_another_one(store: Database) -> None:
    seen = entered(store, kept_as(store, SessionState.DONE), REDNESS, "first")
    (redness,) = seen.visit.effects
    without = entered(store, seen, effect_dropped(redness))
    (nodule,) = entered(store, without, NODULE, "third").visit.effects

    left = attempted(store, DESK, of_visit(seen, effect_dropped(redness)), at=TEN)

    assert nodule.id == redness.id
    assert left is None
    assert read(store, seen).visit.effects == (nodule,)


def test_a_session_that_was_closed_meanwhile_is_amended_with_the_reason(store: Database) -> None:
    seen = kept_as(store, SessionState.DONE)
    close_session(store, DESK, seen.head.session_id, at=TEN)

    assert attempted(store, DESK, of_visit(seen, REDNESS), at=TEN) is None

    head = read(store, seen).head
    assert (head.state, head.reason) == (SessionState.CLOSED, "follow-up")


def test_an_entry_whose_answer_was_lost_is_saved_once_whatever_came_after_it(store: Database) -> None:
    seen, door = kept_as(store, SessionState.DONE), Door(store)
    door.lose_answers()
    left = attempted(door(), DESK, of_visit(seen, REDNESS), at=TEN)
    door.mend()
    entered(store, read(store, seen), NODULE)

    assert left is not None
    assert left.failure == "The line broke."
    assert attempted(door(), DESK, left, at=TEN) is None
    assert [one.kind for one in read(store, seen).visit.effects] == [EffectKind.REDNESS, EffectKind.NODULE]


def test_what_cannot_be_noted_is_refused_and_no_state_is_saved(store: Database) -> None:
    seen = kept_as(store, SessionState.CLOSED)
    too_early = new_effect(EffectKind.REDNESS, AT, MONDAY - timedelta(days=1), "")
    without_reason = Entered("one", SeenVisit(seen, " ", "a"), (REDNESS,))

    with pytest.raises(VisitRefused):
        attempted(store, DESK, of_visit(seen, too_early), at=TEN)
    with pytest.raises(StepNotAllowed):
        attempted(store, DESK, without_reason, at=TEN)

    assert read(store, seen) == seen


def test_a_year_band_and_a_note_of_two_tablets_go_together(store: Database) -> None:
    seen = a_patient(store)

    for entry in (PatientEntry(1950), PatientEntry(1980, Sex.FEMALE, "phoned")):
        assert attempted(store, DESK, of_patient(seen, entry), at=TEN) is None

    assert find_patient(store, DESK, seen.code).entry == PatientEntry(1950, Sex.FEMALE, "phoned")


def test_of_two_notes_on_a_patient_the_later_tablet_sees_both_and_chooses(store: Database) -> None:
    seen = a_patient(store)
    attempted(store, DESK, of_patient(seen, replace(seen.entry, note="worse in the morning")), at=TEN)

    left = attempted(store, DESK, of_patient(seen, PatientEntry(1950, note="better at night")), at=TEN)

    assert left is not None
    assert [(one.what, one.was, one.becomes) for one in left.differences()] == [
        ("Born", "born 1980 to 1984", "born 1950 to 1954"),
        ("Note", "worse in the morning", "better at night"),
    ]
    rest = beside_theirs(left)
    assert rest is not None
    assert attempted(store, DESK, rest, at=TEN) is None
    assert find_patient(store, DESK, seen.code).entry == PatientEntry(1950, note="worse in the morning")


def test_an_entry_of_a_patient_whose_answer_was_lost_is_no_contradiction_of_itself(store: Database) -> None:
    seen, door = a_patient(store), Door(store)
    door.lose_answers()
    left = attempted(door(), DESK, of_patient(seen, replace(seen.entry, note="phoned")), at=TEN)
    door.mend()

    assert left is not None
    assert attempted(door(), DESK, left, at=TEN) is None
    assert find_patient(store, DESK, seen.code).version == seen.version + 1
