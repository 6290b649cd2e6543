"""PostgreSQL behind a line that breaks in the middle of commits: nothing twice, nothing lost."""

from contextlib import closing

import pytest

from planner.storage import postgres_line
from planner.storage.address import StoreAddress
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision
from planner.storage.sessions import find_revisions, save_session
from planner.storage.verify import verify
from tests.faults.broken_line import BrokenLine
from tests.faults.sizes import report, times
from tests.faults.writers import a_case, repeated
from tests.postgres_server import DATABASE, PostgresServer
from tests.storage.records import NOON, a_body, a_started_session

pytestmark = pytest.mark.timeout(0)
FAULTS = ("delay", "drop before", "drop after", "reset", "stall", "silence before", "silence after")
PATIENCE_S = 0.4


def test_a_line_that_breaks_at_a_commit_neither_doubles_nor_loses_a_save(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_line, "PATIENCE_S", PATIENCE_S)
    postgres.empty_database()
    line = BrokenLine(postgres.port, delay_s=times(1, 12) / 4)
    count = times(20, 200)

    with closing(open_store(StoreAddress(url=postgres.url(DATABASE, port=line.port)), at=NOON)) as database:
        session, draft_version = a_started_session(database, "0"), 0
        for number in range(1, count + 1):
            line.fault = FAULTS[number % len(FAULTS)]
            new = NewRevision(a_body(str(number)), NOON)
            session = repeated(save_session, database, DESK, session.id, session.version, new)
            line.fault = FAULTS[(number + 2) % len(FAULTS)]
            draft = NewDraft(a_case(1), draft_version, a_body(str(number)))
            draft_version = repeated(save_draft, database, DESK, draft, at=NOON).version

        bodies = [revision.body for revision in find_revisions(database, DESK, session.id)]
        kept = find_draft(database, DESK, a_case(1))
        assert bodies == [a_body(str(number)) for number in range(count + 1)]
        assert (kept.version, kept.body) == (count, a_body(str(count)))
        assert line.struck == count * 2
        assert verify(database).problems == ()

    line.close()
    report("PostgreSQL behind a line that breaks at commits", faults=line.struck, saves=count * 2, doubled=0,
           lost=0)  # fmt: skip
