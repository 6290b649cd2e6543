"""How long copies of the store stay, and which files count as copies at all."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.copies import backup_folder, find_asides, find_backups, prune
from planner.storage.database import Database
from planner.storage.erase import FINAL_AFTER, erase_patient, last_final_erasure
from planner.storage.principal import DESK
from planner.storage.restore import latest_backup
from tests.storage.records import NOON, a_patient

DAY = timedelta(days=1)
OTHERS = (
    "store-before-update.backup",
    "store-99999999T999999Z.backup",
    "store-2026115T120311Z.backup",
    "store-20261125T120311Z.backup.old",
    "storeroom-20261125T120311Z.backup",
    "20261125T120311Z.backup",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    backup_folder(tmp_path / "store.sqlite3").mkdir()
    return tmp_path / "store.sqlite3"


def a_backup(database: Path, at: datetime) -> Path:
    path = backup_folder(database) / f"store-{at:%Y%m%dT%H%M%SZ}.backup"
    path.touch()
    return path


def an_aside(database: Path, at: datetime) -> Path:
    path = database.with_name(f"store.sqlite3.before-{at:%Y%m%dT%H%M%S%fZ}")
    path.touch()
    return path


def test_a_file_with_another_name_is_no_backup_of_ours_and_stays(database: Path) -> None:
    for name in OTHERS:
        (backup_folder(database) / name).touch()
    ours = a_backup(database, NOON)

    gone = prune(database, at=NOON + 400 * DAY)

    assert (gone, find_backups(database)) == ((), (ours,))
    assert latest_backup(StoreAddress(path=database)) == ours
    assert {path.name for path in backup_folder(database).iterdir()} == {ours.name, *OTHERS}


def test_what_a_restore_put_aside_goes_with_the_backups_of_its_time(database: Path) -> None:
    old, recent = an_aside(database, NOON - 40 * DAY), an_aside(database, NOON - 20 * DAY)
    logs = [old.with_name(f"{old.name}{ending}") for ending in ("-wal", "-shm", ".lock")]
    logs.append(old.with_name(f"store.sqlite3.before-{NOON - 39 * DAY:%Y%m%dT%H%M%S%fZ}-wal"))  # of none
    for log in logs:
        log.touch()

    kept_at_first = prune(database, at=NOON)
    for number in range(35):
        a_backup(database, NOON - number * DAY)
    gone = prune(database, at=NOON)

    assert kept_at_first == ()  # without a backup it may be all that there is
    assert old in gone
    assert find_asides(database) == (recent,)
    assert not any(log.exists() for log in logs)


def test_what_was_copied_before_newer_tables_stays_thirty_days_beside_all_later_backups(
    database: Path,
) -> None:
    later = [a_backup(database, NOON + number * DAY) for number in range(40)]
    step = later[0].with_name(later[0].name.replace(".backup", "-before-migration.backup"))
    step.touch()

    before = find_backups(database)
    early = prune(database, at=NOON + 30 * DAY)
    gone = prune(database, at=NOON + 40 * DAY)

    assert before == (step, *later)  # of one second the newer tables are the later ones
    assert step not in early
    assert step in gone


def test_what_was_copied_before_newer_tables_goes_with_a_patient_who_was_erased_later(database: Path) -> None:
    step = a_backup(database, NOON - DAY)
    step = step.rename(step.with_name(step.name.replace(".backup", "-before-migration.backup")))
    a_backup(database, NOON + DAY)

    assert prune(database, at=NOON + DAY, erasure=NOON) == (step,)


def test_what_was_copied_before_an_erasure_goes_once_that_is_final(database: Path) -> None:
    erasure = NOON - 31 * DAY
    before = [a_backup(database, erasure - number * DAY) for number in (1, 5)]
    aside = an_aside(database, erasure - DAY)

    alone = prune(database, at=NOON, erasure=erasure)
    later = a_backup(database, NOON)
    without = prune(database, at=NOON)
    gone = prune(database, at=NOON, erasure=erasure)

    assert alone == without == ()
    assert set(gone) == {*before, aside}
    assert find_backups(database) == (later,)


def test_an_erasure_is_final_after_thirty_days(file_database: Database) -> None:
    erase_patient(file_database, DESK, a_patient(file_database).id, at=NOON)

    assert last_final_erasure(file_database, at=NOON + FINAL_AFTER - timedelta(seconds=1)) is None
    assert last_final_erasure(file_database, at=NOON + FINAL_AFTER) == NOON


def test_what_a_killed_process_left_half_made_goes(database: Path) -> None:
    folder = backup_folder(database)
    old, now = (f".store-{at:%Y%m%dT%H%M%SZ}.backup.part" for at in (NOON - DAY, NOON))
    before_step = old.replace(".backup", "-before-migration.backup")
    for name in (old, f"{old}-wal", before_step, now):
        (folder / name).touch()
    database.with_name(".store.sqlite3.restored").touch()

    prune(database, at=NOON)

    assert [path.name for path in folder.iterdir()] == [now]
    assert not database.with_name(".store.sqlite3.restored").exists()
