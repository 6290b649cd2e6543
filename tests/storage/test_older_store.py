"""A store of an older version: a file is backed up, all is brought to this one, and the audit tells of it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection

from planner.errors import StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.audit import audit_of
from planner.storage.copies import backup_folder, find_backups
from planner.storage.database import Database, make_engine
from planner.storage.identity import require_ours
from planner.storage.migrate import bring_up_to_date, grant_to, newest_version, version_of
from planner.storage.opening import KEEPER, open_store
from planner.storage.patients import StoredPatient, find_patients
from planner.storage.principal import DESK
from planner.storage.restore import restore
from planner.storage.verify import verify
from tests.postgres_server import PostgresServer
from tests.storage.older import as_version_1
from tests.storage.records import NOON, a_patient

APP = "older_app"


def kept_in_an_older(address: StoreAddress) -> StoredPatient:
    """Return who is kept in a store that is then one of the first version."""
    with closing(open_store(address, at=NOON)) as database:
        patient = a_patient(database)
    as_version_1(address)
    return patient


def version_in(file: StoreAddress) -> int:
    assert file.path is not None
    return require_ours(file.path, file.key, newest_version()).user_version


def test_an_older_store_is_brought_to_this_version_and_the_audit_tells_of_it(address: StoreAddress) -> None:
    patient = kept_in_an_older(address)

    with closing(open_store(address, at=NOON)) as database:
        with database.reading() as connection:
            last = audit_of(connection, KEEPER, ())[-1]
        assert find_patients(database, DESK) == (patient,)
        assert verify(database).problems == ()
    assert (last.action, last.detail) == ("store migrated", f"tables 1 to {newest_version()}")


def test_an_older_file_is_backed_up_before_and_comes_back_from_that_backup(
    file_address: StoreAddress,
) -> None:
    patient = kept_in_an_older(file_address)

    open_store(file_address, at=NOON).close()

    (backup,) = find_backups(file_address.path)
    assert version_in(StoreAddress(path=backup, key=file_address.key)) == 1
    restore(backup, file_address, at=NOON)
    assert version_in(file_address) == newest_version()
    with closing(open_store(file_address, at=NOON)) as database:
        assert find_patients(database, DESK) == (patient,)
        assert verify(database).problems == ()


def test_an_older_file_that_cannot_be_backed_up_keeps_its_tables(file_address: StoreAddress) -> None:
    patient = kept_in_an_older(file_address)
    backup_folder(file_address.path).touch()

    with pytest.raises(StoreUnreachable, match="cannot be written"):
        open_store(file_address, at=NOON)

    assert version_in(file_address) == 1
    backup_folder(file_address.path).unlink()
    with closing(open_store(file_address, at=NOON)) as database:
        assert find_patients(database, DESK) == (patient,)


def test_a_step_that_cannot_be_told_of_in_the_audit_is_not_taken(address: StoreAddress) -> None:
    kept_in_an_older(address)

    def failing(_connection: Connection, _before: int, _after: int) -> None:
        raise StoreUnreachable("The disk is full.")

    with closing(Database(address, make_engine(address))) as database:
        with pytest.raises(StoreUnreachable):
            bring_up_to_date(database.engine, failing)
        with database.reading() as connection:
            assert version_of(connection) == 1


@pytest.fixture
def app_role(postgres: PostgresServer) -> Iterator[str]:
    postgres.execute("postgres", f"DROP ROLE IF EXISTS {APP}")
    postgres.execute("postgres", f"CREATE ROLE {APP} LOGIN PASSWORD '{postgres.password}'")
    yield APP
    postgres.execute("test", f"DROP OWNED BY {APP}")


def test_the_role_of_the_app_goes_on_after_a_step_of_the_owner(
    postgres: PostgresServer, app_role: str
) -> None:
    address = postgres.empty_database()
    with closing(open_store(address, at=NOON)) as owners:
        grant_to(owners.engine, app_role)
    as_version_1(address)
    open_store(address, at=NOON).close()

    assert address.url is not None
    with closing(open_store(StoreAddress(url=address.url.set(username=app_role)), at=NOON)) as database:
        patient = a_patient(database)

        assert find_patients(database, DESK) == (patient,)
        assert verify(database).problems == ()
