"""The note of a visit: kept as it is written, carried into the record, never one tablet over another."""

import pytest

from planner.series.soundness import LONGEST_NOTE
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, amend_session, find_revisions
from planner.ui import noting
from planner.ui.record import close_session, find_recorded, keep_planned, keep_treated
from planner.ui.shelf import Shelf
from tests.series.visits import TEN
from tests.ui.store_door import Door
from tests.ui.test_record import done_visit, planning, states


def restart(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a server that remembers nothing take over."""
    shelf = Shelf(store, DESK, lambda: TEN)
    monkeypatch.setattr(noting, "shelf", lambda: shelf)


@pytest.fixture(autouse=True)
def server(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "opened_store", lambda: store)
    monkeypatch.setattr(noting, "now", lambda: TEN)
    restart(store, monkeypatch)


def test_a_note_is_there_after_a_restart_and_goes_with_the_visit_until_it_is_closed(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_id, notes = begun_session.id, []

    def found():
        return find_recorded(store, DESK, an_id)

    assert noting.write(found(), "", "sore since Monday") == ""
    restart(store, monkeypatch)
    assert noting.note_of(found()) == "sore since Monday"
    notes.append(found().visit.note)
    keep_planned(store, DESK, an_id, planning, at=TEN)
    notes.append(found().visit.note)
    noting.write(found(), "sore since Monday", "sore since May")
    keep_treated(store, DESK, an_id, done_visit(), at=TEN)
    notes.append(found().visit.note)
    noting.write(found(), "sore since May", "a haematoma on L4")
    notes.append(found().visit.note)
    noting.write(found(), "a haematoma on L4", "")
    close_session(store, DESK, an_id, at=TEN)
    notes.append(found().visit.note)

    assert notes == ["", "sore since Monday", "sore since May", "a haematoma on L4", ""]
    assert states(store, begun_session) == ["draft", "planned", "done", "done", "done", "closed"]


def test_a_note_of_a_closed_session_is_changed_by_an_amendment_alone(
    store: Database, begun_session: StoredSession
) -> None:
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    close_session(store, DESK, begun_session.id, at=TEN)
    before = find_revisions(store, DESK, begun_session.id)
    open_screen = find_recorded(store, DESK, begun_session.id)

    said = noting.write(open_screen, "", "too late")
    close_session(store, DESK, begun_session.id, at=TEN)

    assert find_revisions(store, DESK, begun_session.id) == before
    assert "closed it meanwhile" in said
    assert said.endswith("too late")


def test_a_note_that_came_after_the_closing_is_told_after_a_restart_until_the_session_is_amended(
    store: Database, begun_session: StoredSession
) -> None:
    def said() -> str:
        return noting.too_late(find_recorded(store, DESK, begun_session.id))

    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    noting.write(find_recorded(store, DESK, begun_session.id), "", "in time")
    closed = close_session(store, DESK, begun_session.id, at=TEN)
    words = [said()]
    noting.write(find_recorded(store, DESK, begun_session.id), "in time", "too late")
    words.append(said())
    correction = NewRevision(str(closed.head.body), TEN, SessionState.CLOSED, reason="the late note")
    amend_session(store, DESK, closed.id, closed.version, correction)
    words.append(said())

    assert (words[0], words[2]) == ("", "")
    assert words[1].endswith("too late")


def test_a_note_that_is_kept_is_not_said_to_be_refused_when_the_record_cannot_be_written(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    recorded, door = find_recorded(store, DESK, begun_session.id), Door(store)
    door.is_shut = True
    monkeypatch.setattr(noting, "opened_store", door)

    said = noting.write(recorded, "", "sore since Monday")

    assert "Your note is kept" in said
    assert "Not taken" not in said
    restart(store, monkeypatch)
    assert noting.note_of(recorded) == "sore since Monday"
    close_session(store, DESK, begun_session.id, at=TEN)
    assert find_recorded(store, DESK, begun_session.id).visit.note == "sore since Monday"


def test_of_two_tablets_notes_both_stay(store: Database, begun_session: StoredSession) -> None:
    recorded = find_recorded(store, DESK, begun_session.id)

    noting.write(recorded, "", "worse in the morning")
    refused = noting.write(recorded, "", "better at night")

    assert refused == ""
    assert noting.note_of(recorded) == "worse in the morning\n\nbetter at night"


def test_what_is_too_long_beside_anothers_note_is_shown_and_not_lost(
    store: Database, begun_session: StoredSession
) -> None:
    recorded = find_recorded(store, DESK, begun_session.id)
    theirs, mine = "t" * LONGEST_NOTE, "m" * LONGEST_NOTE

    noting.write(recorded, "", theirs)
    refused = noting.write(recorded, "", mine)

    assert noting.note_of(recorded) == theirs
    assert refused.endswith(mine)
