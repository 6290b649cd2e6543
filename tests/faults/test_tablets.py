"""Eight tablets save one session at the same time: no save is lost, every conflict is shown."""

import threading
import time
from contextlib import closing

import pytest

from planner.errors import SavedElsewhere
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision
from planner.storage.sessions import find_revisions, find_session, save_session
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.writers import CHANCE
from tests.storage.records import NOON, a_body, a_started_session

pytestmark = pytest.mark.timeout(0)
TABLETS = 8
PAUSE_S = (
    0.12  # nobody chooses faster; shorter ones make conflicts of conflicts, five to a save on PostgreSQL
)


class Tablet(threading.Thread):
    """Saves as often as it is told to; after a conflict it looks at both states and saves its own on top."""

    def __init__(self, database: Database, session_id: str, name: str, saves: int) -> None:
        super().__init__(daemon=True)
        self.database, self.session_id, self.named, self.saves = database, session_id, name, saves
        self.conflicts: list[SavedElsewhere] = []
        self.saved: list[str] = []

    def run(self) -> None:
        for number in range(self.saves):
            body = a_body(f"{self.named} {number}")
            version = find_session(self.database, DESK, self.session_id).version
            while not self._is_saved(version, body):
                time.sleep(CHANCE.uniform(0.0, PAUSE_S))
                version = self.conflicts[-1].version
            self.saved.append(body)

    def _is_saved(self, version: int, body: str) -> bool:
        try:
            save_session(self.database, DESK, self.session_id, version, NewRevision(body, NOON))
        except SavedElsewhere as conflict:
            self.conflicts.append(conflict)
            return False
        return True


def test_eight_tablets_on_one_session_lose_no_update(address: StoreAddress) -> None:
    each = times(400, 10_000) // TABLETS
    with closing(open_store(address, at=NOON)) as database:
        session = a_started_session(database)
        tablets = [Tablet(database, session.id, f"tablet {number}", each) for number in range(TABLETS)]

        for tablet in tablets:
            tablet.start()
        for tablet in tablets:
            tablet.join()

        bodies = [revision.body for revision in find_revisions(database, DESK, session.id)][1:]
        conflicts = [conflict for tablet in tablets for conflict in tablet.conflicts]
        assert all(len(tablet.saved) == each for tablet in tablets)
        assert sorted(bodies) == sorted(body for tablet in tablets for body in tablet.saved)
        assert all(conflict.theirs in bodies and conflict.theirs != conflict.mine for conflict in conflicts)
        assert conflicts
        assert verify(database).problems == ()

    report(f"{TABLETS} tablets on one session, {engine_of(address)}", saves=len(bodies), lost_updates=0,
           conflicts_all_shown=len(conflicts))  # fmt: skip


def engine_of(address: StoreAddress) -> str:
    if address.path is None:
        return "PostgreSQL"
    return "encrypted file" if address.key else "plain file"
