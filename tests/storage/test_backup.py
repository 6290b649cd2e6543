from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planner.errors import NotOurDatabase, StorageRefused, StoreDamaged, StoreInUse, WrongKey
from planner.storage.address import StoreAddress
from planner.storage.audit import audit_of
from planner.storage.backup import back_up, change_mark, verify_file
from planner.storage.copies import backup_folder, find_backups, prune
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.opening import KEEPER, open_store
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.restore import restore
from tests.postgres_server import PostgresServer
from tests.storage.records import KEY, NOON, a_body, a_patient


def test_a_backup_is_one_verified_file_beside_the_database(file_database: Database) -> None:
    a_patient(file_database, "kept")

    backup = back_up(file_database, at=NOON)

    assert backup.parent == backup_folder(file_database.address.path)
    assert backup.name == "store-20261125T120311Z.backup"
    assert list(backup.parent.iterdir()) == [backup]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert verify_file(backup, file_database.address.key) == ()
    assert (b"kept" in backup.read_bytes()) is (file_database.address.key == "")


def test_a_restored_backup_is_what_was_then_and_the_present_is_kept_aside(file_database: Database) -> None:
    then = a_patient(file_database)
    backup = back_up(file_database, at=NOON)
    later = a_patient(file_database)
    file_database.close()

    aside = restore(backup, file_database.address, at=NOON + timedelta(hours=1)).aside

    restored = open_store(file_database.address, at=NOON)
    assert find_patients(restored, DESK) == (then,)
    with restored.reading() as connection:
        assert audit_of(connection, KEEPER, ())[-1].detail == backup.name
    restored.close()
    assert aside is not None
    before = open_store(StoreAddress(path=aside, key=file_database.address.key), at=NOON)
    assert set(find_patients(before, DESK)) == {then, later}
    before.close()


def test_a_database_that_was_killed_is_kept_aside_with_its_log(file_database: Database) -> None:
    backup = back_up(file_database, at=NOON)
    patient = a_patient(file_database)
    file_database.lock.release()
    connection = file_database.engine.connect()  # keeps the log from being written into the file

    aside = restore(backup, file_database.address, at=NOON).aside

    connection.close()
    assert aside is not None
    before = open_store(StoreAddress(path=aside, key=file_database.address.key), at=NOON)
    assert find_patients(before, DESK) == (patient,)
    before.close()


def test_a_database_in_use_is_not_replaced(file_database: Database) -> None:
    backup = back_up(file_database, at=NOON)

    with pytest.raises(StoreInUse):
        restore(backup, file_database.address, at=NOON)


def test_a_damaged_backup_replaces_nothing(file_database: Database) -> None:
    patient = a_patient(file_database, "note " * 300)
    backup = back_up(file_database, at=NOON)
    file_database.close()
    content = bytearray(backup.read_bytes())
    place = content.find(b"note note") if not file_database.address.key else len(content) // 2
    content[place] ^= 1
    backup.write_bytes(content)

    with pytest.raises(StoreDamaged, match="Nothing was changed"):
        restore(backup, file_database.address, at=NOON)

    opened = open_store(file_database.address, at=NOON)
    assert find_patients(opened, DESK) == (patient,)
    opened.close()


def test_what_is_no_backup_replaces_nothing(file_database: Database, tmp_path: Path) -> None:
    file_database.close()
    empty, foreign = tmp_path / "empty", tmp_path / "foreign"
    empty.touch()
    foreign.write_bytes(b"notes" * 4096)

    for file, kind in ((empty, NotOurDatabase), (foreign, WrongKey)):
        with pytest.raises(kind):
            restore(file, file_database.address, at=NOON)

    open_store(file_database.address, at=NOON).close()


def test_a_backup_opens_with_its_own_key_only(file_database: Database) -> None:
    backup = back_up(file_database, at=NOON)
    file_database.close()
    other_key = "" if file_database.address.key else KEY

    with pytest.raises(WrongKey):
        restore(backup, StoreAddress(path=file_database.address.path, key=other_key), at=NOON)


def test_a_database_in_use_is_no_backup(file_database: Database, tmp_path: Path) -> None:
    a_patient(file_database)

    with pytest.raises(StorageRefused, match="python -m planner backup"):
        restore(file_database.address.path, StoreAddress(path=tmp_path / "other.sqlite3"), at=NOON)


def test_the_last_of_each_hour_and_of_each_day_is_kept(tmp_path: Path) -> None:
    database = tmp_path / "store.sqlite3"
    backup_folder(database).mkdir()
    moments = [NOON - timedelta(minutes=30 * number) for number in range(33 * 24 * 2)]
    for moment in moments:
        (backup_folder(database) / f"store-{moment:%Y%m%dT%H%M%SZ}.backup").touch()

    gone = prune(database, at=NOON)

    kept = [_moment(path) for path in find_backups(database)]
    recent = [moment for moment in kept if moment >= NOON - timedelta(hours=24)]
    assert len(gone) + len(kept) == len(moments)
    assert len({f"{moment:%d%H}" for moment in recent}) == 25  # 24 whole hours and two halves
    assert len({f"{moment:%m%d}" for moment in kept}) == 31
    assert len(kept) == 25 + 31 - 2  # the last ones of today and yesterday are among the hours
    assert min(kept) >= NOON - timedelta(days=30)
    assert max(kept) == NOON


def test_the_only_backup_stays_however_old_it_is(tmp_path: Path) -> None:
    database = tmp_path / "store.sqlite3"
    backup_folder(database).mkdir()
    (backup_folder(database) / "store-20200101T000000Z.backup").touch()

    assert prune(database, at=NOON) == ()


def test_the_mark_changes_with_every_change(database: Database) -> None:
    marks = [change_mark(database)]
    a_patient(database)
    marks.append(change_mark(database))
    for version in range(2):
        save_draft(database, DESK, NewDraft("a" * 16, version, a_body()), at=NOON)
        marks.append(change_mark(database))

    assert len(set(marks)) == 4
    assert change_mark(database) == marks[-1]


def test_a_server_is_backed_up_by_its_own_tool(postgres: PostgresServer, tmp_path: Path) -> None:
    address = postgres.empty_database()
    opened = open_store(address, at=NOON)

    with pytest.raises(StorageRefused, match="pg_dump"):
        back_up(opened, at=NOON)
    with pytest.raises(StorageRefused, match="pg_restore"):
        restore(tmp_path / "any", address, at=NOON)

    opened.close()


def _moment(path: Path) -> datetime:
    stamp = path.stem.rpartition("-")[2]
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=NOON.tzinfo)
