"""A step to newer tables that is killed in the middle: afterwards the old tables or the new ones, whole."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.storage import migrate
from planner.storage.address import StoreAddress
from planner.storage.audit import audit_of
from planner.storage.copies import find_backups
from planner.storage.database import make_engine
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.identity import require_ours
from planner.storage.migrate import VERSIONS, newest_version, version_of
from planner.storage.opening import KEEPER, open_store
from planner.storage.principal import DESK
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.steps.slow_step import ROWS, STEP_S
from tests.faults.test_tablets import engine_of
from tests.faults.writers import CHANCE, FORK, a_case
from tests.storage.records import NOON, a_body

pytestmark = pytest.mark.timeout(0)
STEPS = (VERSIONS, Path(__file__).parent / "steps")
OLD = newest_version()
START_S = 0.1  # about what a start takes until the step, with the backup before it


def start(address: StoreAddress) -> None:
    open_store(address, at=NOON).close()


def state_of(engine: sa.Engine) -> tuple[int, bool, bool, int]:
    """Return version, whether the column and the table are there, and how many rows the table has."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        has_column = "colour" in {column["name"] for column in inspector.get_columns("draft")}
        has_table = inspector.has_table("slow")
        rows = connection.execute(sa.text("SELECT count(*) FROM slow")).scalar() if has_table else 0
        return version_of(connection), has_column, has_table, int(rows or 0)


def told_of(engine: sa.Engine) -> list[str]:
    with engine.connect() as connection:
        lines = audit_of(connection, KEEPER, ())
    return [line.detail for line in lines if line.action == "store migrated"]


def take_back(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        for statement in ("DROP TABLE slow", "ALTER TABLE draft DROP COLUMN colour"):
            connection.execute(sa.text(statement))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :old"), {"old": f"{OLD:04d}"})
        if connection.dialect.name == "sqlite":
            connection.execute(sa.text(f"PRAGMA user_version = {OLD}"))


def require_backup_of_the_old(address: StoreAddress) -> None:
    if address.path is not None:
        (backup,) = find_backups(address.path)
        assert require_ours(backup, address.key, OLD).user_version == OLD


def test_a_migration_killed_in_the_middle_leaves_the_old_tables_or_the_new(
    address: StoreAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops, old = times(15, 100), 0
    with closing(open_store(address, at=NOON)) as database:
        kept = save_draft(database, DESK, NewDraft(a_case(1), 0, a_body("kept")), at=NOON)
    engine = make_engine(address)

    for number in range(loops):
        with monkeypatch.context() as newer:
            newer.setattr(migrate, "STEP_FOLDERS", STEPS)
            child = FORK.Process(target=start, args=(address,), daemon=True)
            child.start()
            time.sleep(CHANCE.uniform(0.0, START_S + ROWS * STEP_S * 2))
            os.kill(child.pid, signal.SIGKILL)
            child.join()

            state = state_of(engine)
            assert state in {(OLD, False, False, 0), (OLD + 1, True, True, ROWS)}
            assert len(told_of(engine)) == number + (state[0] > OLD)
            old += state[0] == OLD
            start(address)
        assert state_of(engine) == (OLD + 1, True, True, ROWS)
        assert told_of(engine) == [f"tables {OLD} to {OLD + 1}"] * (number + 1)
        require_backup_of_the_old(address)
        take_back(engine)

    engine.dispose()
    with closing(open_store(address, at=NOON)) as database:
        assert find_draft(database, DESK, a_case(1)) == kept
        assert verify(database).problems == ()
    report(f"migration killed, {engine_of(address)}", kills=loops, left_the_old_tables=old,
           left_the_new_ones=loops - old, between=0)  # fmt: skip
