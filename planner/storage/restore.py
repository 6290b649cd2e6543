"""A backup put in the place of the database; what was there is moved aside, and who was erased stays so."""

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.errors import DatabaseMissing, StorageRefused, StoreDamaged, StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.audit import note
from planner.storage.backup import verify_file
from planner.storage.copies import find_asides, find_backups, move_aside, restored_part
from planner.storage.database import Database, make_engine
from planner.storage.erase import erase_again, erased_in, settle
from planner.storage.identity import require_ours
from planner.storage.lock import FileLock
from planner.storage.migrate import bring_up_to_date, newest_version
from planner.storage.opening import KEEPER, step_noted
from planner.storage.whole_file import move_into_place


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore.

    Parameters
    ----------
    aside
        Where the database of before lies now, None if there was none.
    erased
        Codes of the patients whom the backup still held and who were erased since: erased in it as well.
    is_sure
        Whether the database of before could be asked who was erased; if not, only later copies of it were.
    """

    aside: Path | None
    erased: tuple[str, ...]
    is_sure: bool


def restore(backup: Path, address: StoreAddress, *, at: datetime) -> Restored:
    """Put a backup in the place of the database.

    It is laid out beside the database, brought to this version, rid of whoever was erased since, and
    verified, before anything is touched. Should the machine stop half-way, there is either the old database
    or the new one, or none and a sentence that says so at the next start; the old one is kept.

    Raises
    ------
    StorageRefused
        By name: the backup is not ours, damaged or of another key, or the database is in use.
    """
    path = _require_path(address)
    _require_settled(backup)
    require_ours(backup, address.key, newest_version())
    lock = _lock(path)
    part = restored_part(path)
    try:
        _lay_out(backup, part, address.key)
        erased_at, is_sure = _known_erasures(path, address.key)
        erased = _bring_here(StoreAddress(path=part, key=address.key), erased_at, backup.name, at)
        _require_sound(part, address.key)
        lock.remember()
        _settle(path, address.key)
        aside = move_aside(path, at)
        move_into_place(part, path)
    except OSError as error:
        raise StoreUnreachable(f"{path.parent} cannot be written: {error.strerror}.") from None
    finally:
        _clear(part)
        lock.release()
    return Restored(aside, erased, is_sure)


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


def _lay_out(backup: Path, part: Path, key: str) -> None:
    _clear(part)
    shutil.copyfile(backup, part)
    part.chmod(0o600)
    _require_sound(part, key)


def _known_erasures(path: Path, key: str) -> tuple[dict[str, str], bool]:
    """Return when whom was erased, as the database and its copies tell, and whether the database itself did.

    The copies are asked too: a restore before this one may have taken the database back beyond an erasure.
    """
    known: dict[str, str] = {}
    for copy in (*find_backups(path), *find_asides(path)):
        known |= _erased_in_ours(copy, key) or {}
    present = _erased_in_ours(path, key)
    return known | (present or {}), present is not None


def _erased_in_ours(path: Path, key: str) -> dict[str, str] | None:
    try:
        require_ours(path, key, newest_version())
    except StorageRefused:
        return None
    return erased_in(StoreAddress(path=path, key=key))


def _settle(path: Path, key: str) -> None:
    """Have what a killed process left in the log written into the file, if it can be opened."""
    file = Database(StoreAddress(path=path, key=key), make_engine(StoreAddress(path=path, key=key)))
    with suppress(StorageRefused), closing(file):
        require_ours(path, key, newest_version())
        settle(file)


def _bring_here(part: StoreAddress, erased_at: dict[str, str], name: str, at: datetime) -> tuple[str, ...]:
    """Bring what was laid out to this version and day, with no log beside it, and return who was erased."""
    laid_out = Database(part, make_engine(part))
    try:
        bring_up_to_date(laid_out.engine, step_noted(at))
        erased = erase_again(laid_out, KEEPER, erased_at, at=at)
        with laid_out.writing() as connection:
            note(connection, KEEPER, "store restored", "", at=at, detail=name)
        settle(laid_out)
    finally:
        laid_out.close()
    return erased


def _require_sound(part: Path, key: str) -> None:
    problems = verify_file(part, key)
    if problems:
        raise StoreDamaged(
            f"The backup does not verify ({problems[0]}): take another one. Nothing was changed."
        )


def _clear(part: Path) -> None:
    with suppress(OSError):
        for leftover in part.parent.glob(f"{part.name}*"):
            leftover.unlink()
