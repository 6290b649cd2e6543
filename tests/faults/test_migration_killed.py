"""A step to newer tables that is killed in the middle: afterwards the old tables or the new ones, whole."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.storage.address import StoreAddress
from planner.storage.database import make_engine
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.migrate import VERSIONS, bring_up_to_date, version_of
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.steps.v0002_slow_step import ROWS, STEP_S
from tests.faults.test_tablets import engine_of
from tests.faults.writers import CHANCE, FORK, a_case
from tests.storage.records import NOON, a_body

pytestmark = pytest.mark.timeout(0)
STEPS = (VERSIONS, Path(__file__).parent / "steps")


def migrate_in_child(address: StoreAddress) -> None:
    bring_up_to_date(make_engine(address), STEPS)


def state_of(engine: sa.Engine) -> tuple[int, bool, bool, int]:
    """Return version, whether the column and the table are there, and how many rows the table has."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        has_column = "colour" in {column["name"] for column in inspector.get_columns("draft")}
        has_table = inspector.has_table("slow")
        rows = connection.execute(sa.text("SELECT count(*) FROM slow")).scalar() if has_table else 0
        return version_of(connection), has_column, has_table, int(rows or 0)


def take_back(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        for statement in (
            "DROP TABLE slow",
            "ALTER TABLE draft DROP COLUMN colour",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(sa.text(statement))
        if connection.dialect.name == "sqlite":
            connection.execute(sa.text("PRAGMA user_version = 1"))


def test_a_migration_killed_in_the_middle_leaves_the_old_tables_or_the_new(address: StoreAddress) -> None:
    loops, old = times(15, 100), 0
    with closing(open_store(address, at=NOON)) as database:
        kept = save_draft(database, DESK, NewDraft(a_case(1), 0, a_body("kept")), at=NOON)
    engine = make_engine(address)

    for _ in range(loops):
        child = FORK.Process(target=migrate_in_child, args=(address,), daemon=True)
        child.start()
        time.sleep(CHANCE.uniform(0.0, ROWS * STEP_S * 4))
        os.kill(child.pid, signal.SIGKILL)
        child.join()

        state = state_of(engine)
        assert state in {(1, False, False, 0), (2, True, True, ROWS)}
        old += state[0] == 1
        bring_up_to_date(engine, STEPS)
        assert state_of(engine) == (2, True, True, ROWS)
        take_back(engine)

    engine.dispose()
    with closing(open_store(address, at=NOON)) as database:
        assert find_draft(database, DESK, a_case(1)) == kept
        assert verify(database).problems == ()
    report(f"migration killed, {engine_of(address)}", kills=loops, left_the_old_tables=old,
           left_the_new_ones=loops - old, between=0)  # fmt: skip
