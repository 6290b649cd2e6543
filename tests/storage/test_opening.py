"""A store is opened if it is ours, whole, known and free; anything else is refused and left as it was."""

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from planner.errors import (
    DatabaseMissing,
    NewerDatabase,
    NotOurDatabase,
    StoreInUse,
    StoreUnreachable,
)
from planner.storage.address import StoreAddress
from planner.storage.backup import back_up
from planner.storage.database import PRAGMAS, Database
from planner.storage.lock import lock_path
from planner.storage.opening import open_store, open_to_read
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.restore import restore
from planner.storage.verify import verify
from tests.postgres_server import DATABASE, PostgresServer
from tests.storage.records import NOON, a_patient


def test_a_store_is_made_once_and_found_again(address: StoreAddress) -> None:
    first = open_store(address, at=NOON)
    patient = a_patient(first)
    first.close()

    second = open_store(address, at=NOON)

    assert find_patients(second, DESK) == (patient,)
    assert verify(second).is_sound
    second.close()


def test_a_made_file_is_for_its_owner_only_and_encrypted_if_there_is_a_key(
    file_address: StoreAddress,
) -> None:
    assert file_address.path is not None

    open_store(file_address, at=NOON).close()

    content = file_address.path.read_bytes()
    assert file_address.path.stat().st_mode & 0o777 == 0o600
    assert content.startswith(b"SQLite format 3") is (file_address.key == "")
    assert (b"CREATE TABLE" in content) is (file_address.key == "")


def test_every_connection_has_the_pragmas(file_database: Database) -> None:
    with file_database.reading() as one, file_database.reading() as other:
        for connection in (one, other):
            for pragma in PRAGMAS:
                name, wanted = pragma.split(" = ")
                value = str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
                assert value in {wanted.lower(), {"ON": "1", "OFF": "0", "FULL": "2"}.get(wanted, wanted)}


def test_a_second_server_on_one_file_is_refused_and_reading_beside_it_is_not(file_database: Database) -> None:
    a_patient(file_database)
    file_database.lock.remember()

    with pytest.raises(StoreInUse, match=f"process {os.getpid()}"):
        open_store(file_database.address, at=NOON)
    beside = open_to_read(file_database.address)

    assert len(find_patients(beside, DESK)) == 1
    beside.close()


def test_a_lock_goes_with_its_process(file_address: StoreAddress) -> None:
    child = os.fork()
    if child == 0:
        open_store(file_address, at=NOON)
        os._exit(0)
    _, status = os.waitpid(child, 0)

    with closing(open_store(file_address, at=NOON)) as store:
        assert os.waitstatus_to_exitcode(status) == 0
        assert find_patients(store, DESK) == ()


def test_a_database_that_was_here_and_is_gone_is_not_begun_anew(file_address: StoreAddress) -> None:
    assert file_address.path is not None
    open_store(file_address, at=NOON).close()
    file_address.path.unlink()

    with pytest.raises(DatabaseMissing, match="restore a backup"):
        open_store(file_address, at=NOON)

    assert not file_address.path.exists()


def test_what_a_stopped_start_left_behind_does_not_get_in_the_way(file_address: StoreAddress) -> None:
    assert file_address.path is not None
    file_address.path.with_name(f".{file_address.path.name}.new").write_bytes(b"half a database")

    open_store(file_address, at=NOON).close()

    assert {path.name for path in file_address.path.parent.iterdir()} == {
        file_address.path.name,
        lock_path(file_address.path).name,
    }


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnreachable, match="cannot be made"):
        open_store(StoreAddress(path=tmp_path / "file" / "store.sqlite3"), at=NOON)
    with pytest.raises(DatabaseMissing, match="There is no database"):
        open_to_read(StoreAddress(path=tmp_path / "none.sqlite3"))


def test_a_server_that_does_not_answer_is_said(postgres: PostgresServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]

    with pytest.raises(StoreUnreachable, match="cannot be reached"):
        open_store(StoreAddress(url=postgres.url("test", port=free)), at=NOON)


def test_a_server_that_refuses_the_password_is_said_without_it(postgres: PostgresServer) -> None:
    url, wrong = postgres.empty_database().url, "not-the-password"
    assert url is not None

    with pytest.raises(StoreUnreachable) as caught:
        open_store(StoreAddress(url=url.set(password=wrong)), at=NOON)

    assert wrong not in str(caught.value)
    assert postgres.password not in StoreAddress(url=url).title


def test_a_server_with_another_programs_tables_is_refused(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    postgres.execute(DATABASE, "CREATE TABLE patient (id text, name text)")

    with pytest.raises(NotOurDatabase, match="another program"):
        open_store(address, at=NOON)


def test_a_server_that_acknowledges_too_early_is_asked_not_to(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    postgres.execute("postgres", f"ALTER DATABASE {DATABASE} SET synchronous_commit = off")

    with closing(open_store(address, at=NOON)) as store, store.reading() as connection:
        setting = connection.exec_driver_sql("SHOW synchronous_commit").scalar()
    postgres.execute("postgres", f"ALTER DATABASE {DATABASE} RESET synchronous_commit")

    assert setting == "on"


def test_a_newer_server_is_refused(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    open_store(address, at=NOON).close()
    postgres.execute(DATABASE, "UPDATE alembic_version SET version_num = '0099'")

    with pytest.raises(NewerDatabase):
        open_store(address, at=NOON)


def test_a_lost_database_comes_back_from_a_backup(file_address: StoreAddress, tmp_path: Path) -> None:
    assert file_address.path is not None
    opened = open_store(file_address, at=NOON)
    patient = a_patient(opened)
    backup = back_up(opened, at=NOON)
    opened.close()
    file_address.path.unlink()

    assert restore(backup, file_address, at=NOON).aside is None

    back = open_store(file_address, at=NOON)
    assert find_patients(back, DESK) == (patient,)
    back.close()
