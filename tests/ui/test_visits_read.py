"""Visits that a server has read: each once, never more than fits, none that another server has erased."""

from dataclasses import replace

import pytest

from planner.errors import FileRefused
from planner.files import read_visit, visit_json
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


def test_a_row_longer_than_what_fits_finds_again_what_fitted_and_pushes_nobody_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = [a_state(session_id) for session_id in "abcde"]
    read = VisitsRead(most_characters=4 * len(row[0].body or ""))
    for state in row:
        read.in_a_row(state)
    texts: list[str] = []
    monkeypatch.setattr(
        "planner.ui.visits_read.visit_in", lambda body: texts.append(body) or read_visit(body)
    )

    for state in row:
        read.in_a_row(state)

    assert len(texts) == 1
    assert read.held() == {"a", "b", "c", "d"}


def test_room_is_counted_anew_whatever_goes_and_comes() -> None:
    size = len(a_state("a").body or "")
    read = VisitsRead(most_characters=3 * size)
    for session_id in "abc":
        read.visit_of(a_state(session_id))

    read.keep_only("a")
    for sha in "234":
        read.visit_of(a_state("a", sha=sha))
    for session_id in "de":
        read.in_a_row(a_state(session_id))
    read.in_a_row(a_state("a", sha="5", note="longer than before"))

    assert read.held() == {"d", "e"}


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
