"""The tables that the steps make are the tables that the code uses, and what is newer or older is said."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from planner.errors import OlderDatabase, StoreDamaged
from planner.storage.database import Database
from planner.storage.migrate import bring_up_to_date, newest_version, version_of
from planner.storage.opening import open_to_read
from planner.storage.tables import metadata
from planner.storage.verify import verify


def test_the_steps_make_the_tables_that_the_code_uses(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_bringing_up_to_date_twice_does_nothing_the_second_time(database: Database) -> None:
    assert bring_up_to_date(database.engine) == 0
    with database.reading() as connection:
        assert version_of(connection) == newest_version()


def test_a_version_that_is_the_name_of_no_step_is_damage_and_no_crash(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '000!'"))
    with database.engine.connect() as connection, pytest.raises(StoreDamaged, match="restore a backup"):
        version_of(connection)

    assert verify(database).problems[0].startswith("'000!' stands where")


def test_an_older_store_is_not_just_looked_at(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")

    with pytest.raises(OlderDatabase, match="migrate"):
        open_to_read(database.address)
