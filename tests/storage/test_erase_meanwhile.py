"""A save that comes while its patient is being erased on a server: it waits, and is refused."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import NotInStore
from planner.storage import erase
from planner.storage.audit import note
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import NewRevision
from planner.storage.sessions import StoredSession, save_session
from planner.storage.tables import revision_body
from planner.storage.verify import verify
from tests.storage.conftest import NewAddress
from tests.storage.records import NOON, a_body, a_started_session

LONGEST_S = 10.0
WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")

Save = Callable[[Database, StoredSession], object]


@pytest.fixture
def server(new_address: NewAddress) -> Iterator[Database]:
    with closing(open_store(new_address("postgres"), at=NOON)) as opened:
        yield opened


def a_first_draft(database: Database, session: StoredSession) -> object:
    new = NewDraft(f"{session.id}.treatment", 0, a_body("late"), session.id)
    return save_draft(database, DESK, new, at=NOON)


def a_next_state(database: Database, session: StoredSession) -> object:
    return save_session(database, DESK, session.id, session.version, NewRevision(a_body("late"), NOON))


def wait_until_it_waits(connection: Connection, saving: Future[object]) -> None:
    """Wait until the save is through, or waits for the erasing to end."""
    end = time.monotonic() + LONGEST_S
    while not saving.done() and not connection.execute(WAITING).scalar_one():
        assert time.monotonic() < end


@pytest.mark.parametrize("save", [a_first_draft, a_next_state])
def test_nothing_is_saved_of_a_patient_who_is_being_erased(
    server: Database, monkeypatch: pytest.MonkeyPatch, save: Save
) -> None:
    session = a_started_session(server)
    savings: list[Future[object]] = []

    def noting(
        connection: Connection, who: Principal, action: str, subject: str, *, at: datetime, detail: str
    ) -> None:
        """Note the erasing, its last step, once another server has begun to save."""
        savings.append(pool.submit(save, server, session))
        wait_until_it_waits(connection, savings[0])
        note(connection, who, action, subject, at=at, detail=detail)

    monkeypatch.setattr(erase, "note", noting)

    with ThreadPoolExecutor(1) as pool:
        erase.erase_patient(server, DESK, session.patient_id, at=NOON)

        with pytest.raises(NotInStore):
            savings[0].result()
    with server.reading() as connection:
        bodies = connection.execute(sa.select(sa.func.count()).select_from(revision_body)).scalar_one()
    assert bodies == 0
    assert find_draft(server, DESK, f"{session.id}.treatment") is None
    assert verify(server).problems == ()
