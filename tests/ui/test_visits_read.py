"""Visits that a server has read: each once, never more than fits, none that another server has erased."""

from dataclasses import replace

import pytest

from planner.errors import FileRefused
from planner.files import visit_json
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.principal import DESK
from planner.storage.revisions import Revision, SessionState
from planner.storage.sessions import StoredSession, find_session
from planner.ui.record import find_recorded
from planner.ui.stored_visits import all_series
from planner.ui.visits_read import VisitsRead, visits_read
from tests.series.visits import TEN, a_visit


def a_state(session_id: str, *, sha: str = "1", note: str = "") -> Revision:
    body = visit_json(replace(a_visit(), note=note))
    return Revision(session_id, 1, SessionState.DRAFT, 1, "desk", "2026-11-26T10:00:00.000Z", "", body, sha)


def test_a_state_is_read_once_and_a_later_one_takes_its_place() -> None:
    read = VisitsRead()

    first, again = read.visit_of(a_state("a")), read.visit_of(a_state("a"))
    later = read.visit_of(a_state("a", sha="2", note="later"))

    assert first is again
    assert (later.note, read.held()) == ("later", {"a"})


def test_no_more_is_held_than_fits_and_the_oldest_goes() -> None:
    size = len(a_state("a").body or "")
    read = VisitsRead(most_characters=2 * size)

    for session_id in ("a", "b", "a", "c"):
        read.visit_of(a_state(session_id))

    assert read.held() == {"a", "c"}


def test_what_was_erased_is_refused_however_it_was_known() -> None:
    read = VisitsRead()
    read.visit_of(a_state("a"))

    with pytest.raises(FileRefused, match="erased"):
        read.visit_of(replace(a_state("a"), body=None))


def test_a_visit_that_another_server_erased_goes_with_the_next_question_over_all(
    store: Database, begun_session: StoredSession
) -> None:
    find_recorded(store, DESK, begun_session.id)
    was_held = begun_session.id in visits_read().held()
    erase_patient(store, DESK, find_session(store, DESK, begun_session.id).patient_id, at=TEN)

    all_series(store, DESK)

    assert was_held
    assert begun_session.id not in visits_read().held()
