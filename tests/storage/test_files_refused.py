"""A file that is not ours, not whole, too new or of another key is refused and left as it was."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from planner.errors import (
    NewerDatabase,
    NotOurDatabase,
    StorageRefused,
    StoreDamaged,
    WrongKey,
)
from planner.storage.address import StoreAddress
from planner.storage.database import Database, key_pragma
from planner.storage.lock import lock_path
from planner.storage.opening import open_store
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
