"""A session closed on one server while its treatment is noted on another: all of it is in, or it is told."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from planner.errors import StepNotAllowed
from planner.series.visit import Scores
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui import beside, state, treated_record, treatment_state
from planner.ui.board import new_board
from planner.ui.record import FIRST_TECHNIQUE, close_session, find_recorded, keep_treated
from planner.ui.settling import settle
from planner.ui.shelf import Shelf
from planner.ui.treatment import give_step, take_back
from planner.ui.treatments import Treatments
from tests.series.visits import TEN
from tests.ui.store_door import Door
from tests.ui.test_treat_end import with_score
from tests.ui.test_treatment import begun

LATER = '{"schema_version": 99}'


@pytest.fixture
def door(store: Database) -> Door:
    return Door(store)


@pytest.fixture
def there(door: Door, begun_session: StoredSession) -> Treatments:
    """The other server, on which the treatment came to its end."""
    treatments = Treatments(door)
    treatments.begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)
    for step in range(1, 6):
        treatments.change(begun_session.id, partial(give_step, step=step, moment=TEN), at=TEN)
    treatments.keep_in_record(begun_session.id, at=TEN)
    return treatments


@pytest.fixture
def words(store: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this server says; it knows nothing of the treatment yet."""
    here, said = Treatments(lambda: store), list[str]()
    monkeypatch.setattr(treatment_state, "_treatments", lambda: here)
    monkeypatch.setattr(treatment_state, "opened_store", lambda: store)
    monkeypatch.setattr(state, "leave_word", said.append)
    return said


def state_of(store: Database, session: StoredSession) -> SessionState:
    return find_recorded(store, DESK, session.id).state


def test_what_only_the_store_knows_of_a_treatment_is_in_the_closed_session(
    store: Database, begun_session: StoredSession, there: Treatments, words: list[str]
) -> None:
    there.change(begun_session.id, with_score, at=TEN)  # and that server dies before the record has it

    treatment_state.close(begun_session.id)

    recorded = find_recorded(store, DESK, begun_session.id)
    assert (recorded.state, recorded.visit.after, words) == (SessionState.CLOSED, Scores(nrs=2), [])


def test_a_step_that_another_tablet_took_back_is_told_and_nothing_is_closed(
    store: Database, begun_session: StoredSession, there: Treatments, words: list[str]
) -> None:
    there.change(begun_session.id, partial(take_back, deeds=5), at=TEN)

    treatment_state.close(begun_session.id)

    assert "step 5 is neither marked as given nor as skipped" in words[0]
    assert state_of(store, begun_session) is SessionState.DONE


def test_what_another_tablet_notes_while_the_session_is_being_closed_is_told(
    store: Database, begun_session: StoredSession, there: Treatments
) -> None:
    settled = settle(Treatments(lambda: store), store, begun_session.id, at=TEN)
    there.change(begun_session.id, with_score, at=TEN)

    with pytest.raises(StepNotAllowed, match="just now"):
        close_session(store, DESK, begun_session.id, at=TEN, require=settled.require)

    assert state_of(store, begun_session) is SessionState.DONE


def test_what_comes_after_the_closing_stays_on_its_screen_with_the_reason(
    begun_session: StoredSession, there: Treatments, words: list[str]
) -> None:
    treatment_state.close(begun_session.id)

    there.change(begun_session.id, with_score, at=TEN)

    kept = there.find(begun_session.id)
    assert kept is not None
    assert "Another tablet closed this session" in kept.failure
    assert kept.treatment.visit.after == Scores(nrs=2)
    assert words == []


def test_a_note_that_was_kept_before_the_closing_is_not_refused_when_it_is_repeated_after_it(
    store: Database, begun_session: StoredSession, there: Treatments, door: Door, words: list[str]
) -> None:
    door.lose_answers()
    there.change(begun_session.id, with_score, at=TEN)
    treatment_state.close(begun_session.id)

    door.mend()
    there.keep_again(begun_session.id, at=TEN)

    kept = there.find(begun_session.id)
    assert kept is not None
    assert (kept.failure, words) == ("", [])
    assert find_recorded(store, DESK, begun_session.id).visit.after == Scores(nrs=2)


@pytest.mark.usefixtures("there")
def test_a_note_that_is_written_while_the_session_is_being_closed_is_told(
    store: Database, begun_session: StoredSession
) -> None:
    settled = settle(Treatments(lambda: store), store, begun_session.id, at=TEN)
    desk = new_board(begun_session.id, FIRST_TECHNIQUE)
    Shelf(store, DESK, lambda: TEN).change(desk, lambda board: replace(board, note="sore since Monday"))

    with pytest.raises(StepNotAllowed, match="just now"):
        close_session(store, DESK, begun_session.id, at=TEN, require=settled.require)

    assert state_of(store, begun_session) is SessionState.DONE


def test_an_older_state_that_got_into_the_record_late_is_not_what_is_closed(
    store: Database,
    begun_session: StoredSession,
    there: Treatments,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Treatments(lambda: store)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: here)
    older = find_recorded(store, DESK, begun_session.id).visit
    there.change(begun_session.id, with_score, at=TEN)
    here.keep_in_record(begun_session.id, at=TEN)
    keep_treated(store, DESK, begun_session.id, older, at=TEN)  # as an older Mesoplan may

    treatment_state.close(begun_session.id)

    recorded = find_recorded(store, DESK, begun_session.id)
    assert (recorded.state, recorded.visit.after, words) == (SessionState.CLOSED, Scores(nrs=2), [])


def test_a_server_whose_line_stalls_does_not_put_an_older_state_over_a_later_one(
    store: Database, begun_session: StoredSession, there: Treatments, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Treatments(lambda: store)
    there.change(begun_session.id, partial(take_back, deeds=5), at=TEN)
    there.change(begun_session.id, partial(give_step, step=5, moment=TEN), at=TEN)

    def stalled(*what: Any, **how: Any) -> StoredSession:
        monkeypatch.setattr(treated_record, "keep_treated", keep_treated)
        here.change(begun_session.id, with_score, at=TEN)
        here.keep_in_record(begun_session.id, at=TEN)
        return keep_treated(*what, **how)

    monkeypatch.setattr(treated_record, "keep_treated", stalled)
    there.keep_in_record(begun_session.id, at=TEN)

    assert find_recorded(store, DESK, begun_session.id).visit.after == Scores(nrs=2)


def test_a_treatment_goes_on_though_what_is_beside_its_desk_is_of_a_later_mesoplan(
    store: Database, begun_session: StoredSession, there: Treatments, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = NewDraft(f"{begun_session.id}{beside.ENDING}", 0, LATER, begun_session.id)
    save_draft(store, DESK, later, at=TEN)
    there.change(begun_session.id, with_score, at=TEN)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: there)
    monkeypatch.setattr(treatment_state, "_case", lambda: begun_session.id)

    shown = treatment_state.find()

    assert shown is not None
    assert shown.treatment.visit.after == Scores(nrs=2)
    assert "beside this draft" in shown.failure
