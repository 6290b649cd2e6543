"""The store of this server: opened once, where the environment says, and backed up while it is open."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from threading import Lock

from planner.errors import StorageRefused
from planner.storage.address import read_address
from planner.storage.backup import back_up, change_mark, prune
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.ui.demonstration.keep import keep_synthetic_patients

BACKUP_EVERY_S = 3600.0
_OPENING = Lock()
_log = logging.getLogger(__name__)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def opened_store() -> Database:
    """Return the store, opened when it is first asked for.

    Raises
    ------
    StorageRefused
        By name, each time until it can be opened.
    """
    with _OPENING:  # of two threads that come first, one opens it
        return _opened()


@cache
def _opened() -> Database:
    return open_store(read_address(os.environ), at=now())


@asynccontextmanager
async def kept_open() -> AsyncIterator[None]:
    """Open the store for as long as the server lives: back it up at the start, every hour, and at the end.

    Raises
    ------
    StorageRefused
        If it cannot be opened: then the server does not start.
    """
    database = await asyncio.to_thread(opened_store)
    await asyncio.to_thread(_keep_demonstration, database)
    hourly = asyncio.create_task(_back_up_hourly(database))
    try:
        yield
    finally:
        hourly.cancel()
        await asyncio.to_thread(_back_up_once, database)
        database.close()
        _opened.cache_clear()


def _keep_demonstration(database: Database) -> None:
    """Put the synthetic patients into a new demonstration; without them the server does its work as well."""
    try:
        keep_synthetic_patients(database, at=now())
    except StorageRefused as refusal:
        _log.error("No synthetic patients: %s", refusal)


async def _back_up_hourly(database: Database) -> None:
    mark = ""
    while not database.is_shared:
        latest = await asyncio.to_thread(change_mark, database)
        if latest != mark:
            await asyncio.to_thread(_back_up_once, database)
            mark = latest
        await asyncio.sleep(BACKUP_EVERY_S)


def _back_up_once(database: Database) -> None:
    """Make a backup; that one cannot be made must not stop anybody from working, and is told to the log."""
    path = database.address.path
    if path is None:
        return
    try:
        back_up(database, at=now())
        prune(path, at=now())
    except StorageRefused as refusal:
        _log.error("No backup: %s", refusal)
