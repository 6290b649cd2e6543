"""History is added to and never changed, whoever asks the database directly."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, ProgrammingError

from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.erase import erase_patient
from planner.storage.migrate import grant_to
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.tables import INSERT_ONLY, revision_body
from planner.storage.verify import verify
from tests.postgres_server import PostgresServer
from tests.storage.records import NOON, a_closed_session, a_started_session

HISTORY = (*INSERT_ONLY, revision_body)
APP = "mesoplan_app"
GUARDED = r"insert-only|erased"

every_history = pytest.mark.parametrize("table", HISTORY, ids=lambda table: table.name)


@every_history
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_history_cannot_be_changed(database: Database, table: sa.Table, verb: str) -> None:
    a_closed_session(database)
    first = next(iter(table.columns))
    statement = table.delete() if verb == "delete" else table.update().values({first.name: first})

    with pytest.raises(DBAPIError, match=GUARDED), database.engine.begin() as connection:
        connection.execute(statement)

    assert verify(database).is_sound


@every_history
def test_insert_or_replace_is_no_way_round(file_database: Database, table: sa.Table) -> None:
    a_closed_session(file_database)
    copied = table.insert().prefix_with("OR REPLACE").from_select(list(table.columns), sa.select(table))

    with pytest.raises(DBAPIError, match=GUARDED), file_database.engine.begin() as connection:
        connection.execute(copied)


@every_history
def test_history_cannot_be_truncated(postgres: PostgresServer, table: sa.Table) -> None:
    opened = open_store(postgres.empty_database(), at=NOON)

    with pytest.raises(DBAPIError, match="insert-only"), opened.engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {table.name} CASCADE"))

    opened.close()


@pytest.fixture
def as_app(postgres: PostgresServer) -> Iterator[Database]:
    """The store opened by a role that may not make tables, and was granted what the app needs."""
    address = postgres.empty_database()
    postgres.execute("postgres", f"DROP ROLE IF EXISTS {APP}")
    postgres.execute("postgres", f"CREATE ROLE {APP} LOGIN PASSWORD '{postgres.password}'")
    owners = open_store(address, at=NOON)
    grant_to(owners.engine, APP)
    owners.close()
    assert address.url is not None
    opened = open_store(StoreAddress(url=address.url.set(username=APP)), at=NOON)
    yield opened
    opened.close()
    postgres.execute("test", f"DROP OWNED BY {APP}")


def test_the_role_of_the_app_does_all_that_the_app_does(as_app: Database) -> None:
    session = a_closed_session(as_app)

    assert erase_patient(as_app, DESK, session.patient_id, at=NOON) == 4
    assert verify(as_app).is_sound


@every_history
@pytest.mark.parametrize("verb", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_the_role_of_the_app_may_not_touch_history(as_app: Database, table: sa.Table, verb: str) -> None:
    a_started_session(as_app)
    statement = verb.format(table.name, next(iter(table.columns)).name)

    with pytest.raises(DBAPIError) as caught, as_app.engine.begin() as connection:
        connection.execute(sa.text(statement))

    # Only the bodies may be deleted by the app, and there the trigger lets none go but an erased patient's.
    is_kept_by_trigger = table is revision_body and verb.startswith("DELETE")
    assert ("permission denied" in str(caught.value)) is not is_kept_by_trigger


def test_the_role_of_the_app_may_not_make_tables(as_app: Database) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), as_app.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE public.mine (id text)"))
