"""A file backed up while the server lives: at its start, every hour if anything changed, and at its end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from planner.errors import StorageRefused
from planner.storage.backup import back_up, change_mark
from planner.storage.copies import prune
from planner.storage.database import Database
from planner.storage.erase import last_final_erasure

EVERY_S = 3600.0
AGAIN_S = 300.0  # ours: a disk that was full for a moment must not cost an hour's work its backup
NO_MARK = ""
_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@asynccontextmanager
async def kept_backed_up(database: Database, now: Clock) -> AsyncIterator[None]:
    """Back the store up as long as the block lasts; a server is backed up by its own tool.

    That a backup cannot be made stops nobody from working: it is told to the log, and tried again.
    """
    ending = asyncio.Event()
    rounds = asyncio.create_task(_rounds(database, now, ending))
    rounds.add_done_callback(_say_if_broken)
    try:
        yield
    finally:
        ending.set()
        await rounds


async def _rounds(database: Database, now: Clock, ending: asyncio.Event) -> None:
    if database.is_shared:
        return
    mark = NO_MARK
    while not ending.is_set():
        mark = await asyncio.to_thread(_backed_up, database, now, mark)
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), AGAIN_S if mark == NO_MARK else EVERY_S)
    await asyncio.to_thread(_backed_up, database, now, NO_MARK)


def _backed_up(database: Database, now: Clock, mark: str) -> str:
    """Make a backup unless nothing changed since ``mark``, and return the mark of what is backed up now."""
    try:
        latest = change_mark(database)
        if latest != mark:
            back_up(database, at=now())
    except (StorageRefused, OSError) as failure:
        _log.error("No backup: %s", failure)
        return NO_MARK
    _prune(database, now())
    return latest


def _prune(database: Database, at: datetime) -> None:
    path = database.address.path
    if path is None:
        return
    try:
        prune(path, at=at, erasure=last_final_erasure(database, at=at))
    except (StorageRefused, OSError) as failure:
        _log.error("Old backups were not deleted: %s", failure)


def _say_if_broken(rounds: "asyncio.Task[None]") -> None:
    """Tell the log of a mistake of ours at once: it ends the rounds, and flies only when the server stops."""
    if not rounds.cancelled() and (mistake := rounds.exception()) is not None:
        _log.error("No more backups are made", exc_info=mistake)
