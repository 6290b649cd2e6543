"""Backups of a database file: copied in one moment, verified by opening, moved into place whole."""

from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from planner.errors import StorageRefused, StoreDamaged, StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.copies import backup_path, part_of
from planner.storage.database import Database, driver_of, make_engine, named_failures
from planner.storage.tables import audit, draft
from planner.storage.verify import verify
from planner.storage.whole_file import move_into_place


def back_up(database: Database, *, at: datetime, target: Path | None = None) -> Path:
    """Copy the database as it is at one moment, verify the copy, and return where it lies.

    Parameters
    ----------
    target
        Where to; by default the folder ``backups`` beside the database, under the moment's name.

    Raises
    ------
    StoreUnreachable
        If the copy cannot be written.
    StoreDamaged
        If the copy does not verify: then nothing stays of it.
    """
    path = _require_file(database)
    target = target or backup_path(path, at)
    part = part_of(target)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(database, part)
        found = verify_file(part, database.address.key)
        if found:
            raise StoreDamaged(f"The backup does not verify ({found[0]}): run python -m planner verify.")
        move_into_place(part, target)
    except OSError as error:
        raise StoreUnreachable(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        for leftover in part.parent.glob(f"{part.name}*"):
            leftover.unlink(missing_ok=True)
    return target


def verify_file(path: Path, key: str) -> tuple[str, ...]:
    """Return what is wrong with a database file that nobody else has open."""
    copy = Database(StoreAddress(path=path, key=key), make_engine(StoreAddress(path=path, key=key)))
    try:
        return verify(copy).problems
    finally:
        copy.close()


def change_mark(database: Database) -> str:
    """Return a text that is another one after every change: the same one needs no new backup."""
    lines = sa.select(sa.func.max(audit.c.n))
    drafts = sa.select(sa.func.count(), sa.func.sum(draft.c.version)).select_from(draft)
    with database.reading() as connection:
        return f"{connection.execute(lines).scalar()} {tuple(connection.execute(drafts).one())}"


def _require_file(database: Database) -> Path:
    if database.address.path is None:
        raise StorageRefused(
            "A PostgreSQL store is backed up by its own tool: pg_dump -Fc -f mesoplan.dump DATABASE, "
            "see docs/storage.md."
        )
    return database.address.path


def _copy(database: Database, part: Path) -> None:
    """Copy page by page through SQLite, which waits for writers; copying the file by hand would tear it."""
    engine = make_engine(StoreAddress(path=part, key=database.address.key))
    try:
        with named_failures(), database.engine.connect() as source, engine.connect() as copy:
            driver_of(source).backup(driver_of(copy))
    finally:
        engine.dispose()
    part.chmod(0o600)
