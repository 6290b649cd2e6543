"""Facts about the store for whoever looks after it, each with advice if something should be done."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from planner.errors import StorageRefused
from planner.storage.address import CLINIC, DATABASE_SETTING, StoreAddress
from planner.storage.copies import find_backups
from planner.storage.database import Database
from planner.storage.lock import holder_of
from planner.storage.migrate import newest_version
from planner.storage.opening import open_to_read
from planner.storage.verify import verify

LEAST_FREE_BYTES = 500_000_000  # ours: room for the database's copies of a month
OLDEST_BACKUP = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, and what to do about it if it should not be."""

    name: str
    value: str
    advice: str = ""


def examine(address: StoreAddress, *, at: datetime) -> Iterator[Fact]:
    """Yield the facts, whatever state the store is in."""
    yield Fact("store", address.title)
    if address.is_demo:
        yield Fact("data", f"demonstration; {DATABASE_SETTING}={CLINIC} opens a clinic's own")
    if address.path is not None:
        yield from _file_facts(address.path, at)
    try:
        database = open_to_read(address)
    except StorageRefused as refusal:
        yield Fact("opens", "no", str(refusal))
        return
    try:
        yield from _inner_facts(database)
    finally:
        database.close()


def _file_facts(path: Path, at: datetime) -> Iterator[Fact]:
    yield Fact("in use by", holder_of(path) or "nobody")
    folder = path.parent if path.parent.exists() else Path(path.anchor)
    free = shutil.disk_usage(folder).free
    advice = "Make room on the disk." if free < LEAST_FREE_BYTES else ""
    yield Fact("free on the disk", f"{free / 1e9:.1f} GB", advice)
    if path.exists():
        is_open = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        advice = f"Others may read the database: run chmod 600 {path}." if is_open else ""
        yield Fact("readable by", "others" if is_open else "its owner only", advice)
        yield _backup_fact(path, at)


def _backup_fact(path: Path, at: datetime) -> Fact:
    backups = find_backups(path)
    if not backups:
        return Fact("last backup", "none", "Make one: python -m planner backup.")
    age = at - datetime.fromtimestamp(backups[-1].stat().st_mtime, UTC)
    advice = "Make one: python -m planner backup." if age > OLDEST_BACKUP else ""
    return Fact("last backup", f"{age.total_seconds() / 3600:.1f} hours ago, {len(backups)} kept", advice)


def _inner_facts(database: Database) -> Iterator[Fact]:
    yield Fact("opens", "yes")
    yield Fact("engine", _engine(database))
    if not database.is_shared:
        yield Fact("encrypted", "yes" if database.address.key else "no")
    yield Fact("tables", f"version {newest_version()}")
    found = verify(database)
    counts = ", ".join(f"{count} {name}" for name, count in found.counts)
    yield Fact("kept", counts)
    advice = "" if found.is_sound else "Restore a backup: python -m planner restore latest."
    yield Fact("verified", found.problems[0] if found.problems else "sound", advice)


def _engine(database: Database) -> str:
    with database.reading() as connection:
        if database.is_shared:
            return f"PostgreSQL {connection.execute(sa.text('SHOW server_version')).scalar()}"
        version = connection.execute(sa.text("SELECT sqlite_version()")).scalar()
        return f"SQLite {version}, SQLCipher {connection.exec_driver_sql('PRAGMA cipher_version').scalar()}"
