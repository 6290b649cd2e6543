"""The store of this server: opened once, where the environment says, and kept open as long as it lives."""

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
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.ui.backups import kept_backed_up
from planner.ui.demonstration.keep import keep_synthetic_patients

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
    """Open the store for as long as the server lives, and keep it backed up.

    Raises
    ------
    StorageRefused
        If it cannot be opened: then the server does not start.
    """
    database = await asyncio.to_thread(opened_store)
    try:
        await asyncio.to_thread(_keep_demonstration, database)
        async with kept_backed_up(database, now):
            yield
    finally:
        database.close()
        _opened.cache_clear()


def _keep_demonstration(database: Database) -> None:
    """Put the synthetic patients into a new demonstration; without them the server does its work as well."""
    try:
        keep_synthetic_patients(database, at=now())
    except StorageRefused as refusal:
        _log.error("No synthetic patients: %s", refusal)
