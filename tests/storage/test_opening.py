"""A store is opened if it is ours, whole, known and free; anything else is refused and left as it was."""

import hashlib
import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from planner.errors import (
    DatabaseMissing,
    NewerDatabase,
    NotOurDatabase,
    StorageRefused,
    StoreDamaged,
    StoreInUse,
    StoreUnreachable,
    WrongKey,
)
from planner.storage.address import StoreAddress
from planner.storage.backup import back_up
from planner.storage.database import PRAGMAS, Database, key_pragma
from planner.storage.lock import lock_path
from planner.storage.opening import open_store, open_to_read
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.restore import restore
from planner.storage.verify import verify
from tests.postgres_server import DATABASE, PostgresServer
from tests.storage.records import KEY, NOON, a_patient


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(address: StoreAddress) -> StorageRefused:
    """Return the refusal, once it is certain that the file and its folder are as they were."""
    assert address.path is not None
    before = digest(address.path)
    with pytest.raises(StorageRefused) as caught:
        open_store(address, at=NOON)
    assert digest(address.path) == before
    assert {path.name for path in address.path.parent.iterdir()} <= {
        address.path.name,
        lock_path(address.path).name,
    }
    return caught.value


@pytest.fixture
def closed(file_database: Database) -> StoreAddress:
    """A store that was used and closed, alone in its folder."""
    a_patient(file_database)
    file_database.engine.dispose()
    return file_database.address


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


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.touch()

    assert isinstance(refused(StoreAddress(path=path)), NotOurDatabase)
    assert isinstance(refused(StoreAddress(path=path, key=KEY)), NotOurDatabase)


@pytest.mark.parametrize("kept", [1, 99, 100, 4095, 4096, 20_000, 40_960, -4096, -1])
def test_a_file_that_was_cut_off_is_refused(closed: StoreAddress, tmp_path: Path, kept: int) -> None:
    assert closed.path is not None
    folder = tmp_path / "cut"
    folder.mkdir()
    cut = replace(closed, path=folder / "store.sqlite3")
    cut.path.write_bytes(closed.path.read_bytes()[:kept])

    assert isinstance(refused(cut), NotOurDatabase | StoreDamaged)


def text_file(path: Path) -> None:
    path.write_text("These are the notes of last week.\n" * 1000)


def noise(path: Path) -> None:
    path.write_bytes(os.urandom(40_960))


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8184))


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE patient (id TEXT, name TEXT)")


def newer_database(path: Path) -> None:
    open_store(StoreAddress(path=path), at=NOON).close()
    lock_path(path).unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA journal_mode = DELETE")


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (text_file, StorageRefused),
        (noise, WrongKey),
        (picture, WrongKey),
        (other_database, NotOurDatabase),
        (newer_database, NewerDatabase),
    ],
)
def test_a_file_that_is_not_ours_is_refused(
    tmp_path: Path, make: Callable[[Path], None], kind: type[StorageRefused]
) -> None:
    path = tmp_path / "store.sqlite3"
    make(path)

    assert isinstance(refused(StoreAddress(path=path)), kind)
    assert isinstance(refused(StoreAddress(path=path, key=KEY)), StorageRefused)


def test_a_newer_encrypted_file_is_refused(tmp_path: Path) -> None:
    address = StoreAddress(path=tmp_path / "store.sqlite3", key=KEY)
    open_store(address, at=NOON).close()
    connection = sqlcipher3.dbapi2.connect(str(address.path))
    for statement in (key_pragma(KEY), "PRAGMA user_version = 99", "PRAGMA wal_checkpoint(TRUNCATE)"):
        connection.execute(statement)
    connection.close()

    assert isinstance(refused(address), NewerDatabase)


@pytest.mark.parametrize("key", ["", "1f" * 32, "a passphrase"])
def test_a_file_is_not_opened_with_another_key(file_address: StoreAddress, key: str) -> None:
    open_store(file_address, at=NOON).close()
    if file_address.key == key:
        key = KEY

    assert isinstance(refused(replace(file_address, key=key)), WrongKey)


def test_a_passphrase_with_a_quote_opens_what_it_closed(tmp_path: Path) -> None:
    address = StoreAddress(path=tmp_path / "store.sqlite3", key="the patient's key")
    open_store(address, at=NOON).close()

    open_store(address, at=NOON).close()

    assert isinstance(refused(replace(address, key="the patients key")), WrongKey)


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

    assert restore(backup, file_address, at=NOON) is None

    back = open_store(file_address, at=NOON)
    assert find_patients(back, DESK) == (patient,)
    back.close()
