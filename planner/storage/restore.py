"""A backup put in the place of the database; what was there is moved aside, never deleted."""

import shutil
from datetime import datetime
from pathlib import Path

from planner.errors import DatabaseMissing, StorageRefused, StoreDamaged, StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.audit import note
from planner.storage.backup import find_backups, verify_file
from planner.storage.database import Database
from planner.storage.identity import require_ours
from planner.storage.lock import FileLock
from planner.storage.migrate import newest_version
from planner.storage.opening import KEEPER, open_store
from planner.storage.whole_file import move_into_place, sync, sync_folder

_STAMP = "%Y%m%dT%H%M%S%fZ"
_ENDINGS = ("-wal", "-shm", "")  # the log first: without it the file is an older state, with a wrong one none


def restore(backup: Path, address: StoreAddress, *, at: datetime) -> Path | None:
    """Put a backup in the place of the database and return where the database of before lies now, if any.

    The backup is verified before anything is touched. Should the machine stop half-way, there is either the
    old database or the new one, or none and a sentence that says so at the next start; the old one is kept.

    Raises
    ------
    StorageRefused
        By name: the backup is not ours, damaged or of another key, or the database is in use.
    """
    path = _require_path(address)
    _require_settled(backup)
    require_ours(backup, address.key, newest_version())
    lock = _lock(path)
    try:
        part = path.with_name(f".{path.name}.restored")
        shutil.copyfile(backup, part)
        part.chmod(0o600)
        sync(part)
        _require_sound(part, address.key)
        lock.remember()
        aside = _move_aside(path, at)
        move_into_place(part, path)
    except OSError as error:
        raise StoreUnreachable(f"{path.parent} cannot be written: {error.strerror}.") from None
    finally:
        lock.release()
    _note(open_store(address, at=at), backup, at)
    return aside


def latest_backup(address: StoreAddress) -> Path:
    """Return the last backup that was made of the database.

    Raises
    ------
    DatabaseMissing
        If there is none.
    """
    backups = find_backups(_require_path(address))
    if not backups:
        raise DatabaseMissing(f"There is no backup of {address.title}: name the file.")
    return backups[-1]


def _require_path(address: StoreAddress) -> Path:
    if address.path is None:
        raise StorageRefused(
            "A PostgreSQL store is restored by its own tool: pg_restore -d DATABASE mesoplan.dump, "
            "see docs/storage.md."
        )
    return address.path


def _require_settled(backup: Path) -> None:
    log = backup.with_name(f"{backup.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StorageRefused(
            f"{backup} is a database in use, not a backup: make one of it with python -m planner backup."
        )


def _lock(path: Path) -> FileLock:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(f"{path.parent} cannot be made: {error.strerror}.") from None
    return FileLock(path)


def _require_sound(part: Path, key: str) -> None:
    problems = verify_file(part, key)
    for leftover in part.parent.glob(f"{part.name}-*"):
        leftover.unlink()
    if problems:
        part.unlink()
        raise StoreDamaged(
            f"The backup does not verify ({problems[0]}): take another one. Nothing was changed."
        )


def _move_aside(path: Path, at: datetime) -> Path | None:
    aside = path.with_name(f"{path.name}.before-{at.strftime(_STAMP)}")
    was_there = path.exists()
    for ending in _ENDINGS:
        old = path.with_name(f"{path.name}{ending}")
        if old.exists():
            old.rename(aside.with_name(f"{aside.name}{ending}"))
    sync_folder(path.parent)
    return aside if was_there else None


def _note(database: Database, backup: Path, at: datetime) -> None:
    try:
        with database.writing() as connection:
            note(connection, KEEPER, "store restored", "", at=at, detail=backup.name)
    finally:
        database.close()
