"""Closing a session against keeping something of its treatment, on every engine: never both in silence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from planner.errors import StepNotAllowed
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, draft_version, save_draft
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, find_session, save_session
from planner.storage.settled import as_kept, as_settled, find_versions
from tests.storage.records import NOON, a_body, a_closed_session, a_started_session, saved_as

ENDING = ".treatment"
TIMES = 8


def a_note(stored: StoredSession, version: int) -> NewDraft:
    return NewDraft(f"{stored.id}{ENDING}", version, a_body("note"), stored.id, while_open=True)


def a_done_session(database: Database) -> StoredSession:
    """Return a session that is done, of whose treatment something is kept."""
    stored = a_started_session(database)
    for state in (SessionState.PLANNED, SessionState.DONE):
        stored = saved_as(database, stored, state)
    save_draft(database, DESK, a_note(stored, 0), at=NOON)
    return stored


def closing(database: Database, stored: StoredSession) -> Callable[[], object]:
    require = as_settled(stored.id, ENDING, find_versions(database, stored.id, ENDING))
    new = NewRevision(a_body("closed"), NOON, SessionState.CLOSED, require=require)
    return lambda: save_session(database, DESK, stored.id, stored.version, new)


def is_done(write: Callable[[], object]) -> bool:
    try:
        write()
    except StepNotAllowed:
        return False
    return True


def test_of_a_closing_and_a_note_at_the_same_moment_one_is_refused(database: Database) -> None:
    for _ in range(TIMES):
        stored = a_done_session(database)
        noting = partial(save_draft, database, DESK, a_note(stored, 1), at=NOON)

        with ThreadPoolExecutor(2) as pool:
            is_closed, is_noted = pool.map(is_done, [closing(database, stored), noting])

        assert is_closed != is_noted
        assert (find_session(database, DESK, stored.id).state is SessionState.CLOSED) == is_closed
        assert (draft_version(database, DESK, f"{stored.id}{ENDING}") == 2) == is_noted


def test_a_treatment_that_was_kept_anew_since_is_not_recorded_in_its_older_state(database: Database) -> None:
    stored = a_done_session(database)

    def recording(body: str) -> Callable[[], object]:
        require = as_kept(f"{stored.id}{ENDING}", 1)
        new = NewRevision(a_body(body), NOON, SessionState.DONE, require=require)
        version = find_session(database, DESK, stored.id).version
        return lambda: save_session(database, DESK, stored.id, version, new)

    is_recorded = is_done(recording("first"))
    save_draft(database, DESK, a_note(stored, 1), at=NOON)
    is_older_recorded = is_done(recording("late"))

    assert (is_recorded, is_older_recorded) == (True, False)
    assert find_session(database, DESK, stored.id).head.body == a_body("first")


def test_a_closed_session_takes_no_note_and_any_other_draft(database: Database) -> None:
    stored = a_closed_session(database)

    with pytest.raises(StepNotAllowed, match="closed this session"):
        save_draft(database, DESK, a_note(stored, 0), at=NOON)
    save_draft(database, DESK, NewDraft(stored.id, 0, a_body("desk"), stored.id), at=NOON)

    assert find_versions(database, stored.id, ENDING) == {}
