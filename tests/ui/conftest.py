"""A store in a file, and a patient's session in it that has just begun."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.series.life import empty_visit
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession
from planner.ui.record import FIRST_TECHNIQUE, begin_session
from tests.series.visits import MONDAY, TEN
from tests.storage.records import a_patient


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with closing(open_store(StoreAddress(path=tmp_path / "store.sqlite3"), at=TEN)) as opened:
        yield opened


@pytest.fixture
def begun_session(store: Database) -> StoredSession:
    return begin_session(store, DESK, a_patient(store).id, empty_visit(MONDAY, FIRST_TECHNIQUE), at=TEN)
