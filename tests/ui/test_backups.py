"""The server's backups: at the start, when something changed, at the end; and no failure is the last one."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from planner.errors import StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.backup import change_mark, verify_file
from planner.storage.copies import backup_folder, find_backups
from planner.storage.database import Database, make_engine
from planner.storage.identity import require_ours
from planner.storage.migrate import newest_version
from planner.storage.opening import open_store
from planner.ui import backups
from planner.ui import store as store_room
from planner.ui.backups import kept_backed_up
from planner.ui.store import kept_open
from tests.storage.older import as_version_1
from tests.storage.records import NOON, a_patient

PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour pass in milliseconds."""
    monkeypatch.setattr(backups, "EVERY_S", 0.002)
    monkeypatch.setattr(backups, "AGAIN_S", 0.002)


class Clock:
    """Every time somebody looks it is a day later, so that each backup is the last one of its day."""

    def __init__(self) -> None:
        self._days = count()

    def __call__(self) -> datetime:
        return NOON + timedelta(days=next(self._days))


def lived(life: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with ThreadPoolExecutor(1) as elsewhere:  # the browser tests leave a loop running in this thread
        elsewhere.submit(lambda: asyncio.run(life())).result()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():
            await asyncio.sleep(0.002)


def path_of(store: Database) -> Path:
    assert store.address.path is not None
    return store.address.path


def backups_of(store: Database) -> int:
    return len(find_backups(path_of(store)))


def test_a_store_is_backed_up_at_the_start_after_changes_and_at_the_end(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(backups, "change_mark", lambda database: asked.append(1) or change_mark(database))

    async def life() -> None:
        async with kept_backed_up(store, Clock()):
            await until(lambda: len(asked) > 4)
            unchanged = backups_of(store)
            await asyncio.to_thread(a_patient, store)
            await until(lambda: backups_of(store) == 2)
            assert unchanged == 1

    lived(life)

    found = find_backups(path_of(store))
    assert len(found) == 3
    assert [verify_file(backup, store.address.key) for backup in found] == [(), (), ()]


def test_the_backup_before_newer_tables_outlives_the_first_round_of_the_same_second(store: Database) -> None:
    store.close()
    as_version_1(store.address)
    newer = open_store(store.address, at=NOON)

    async def life() -> None:
        async with kept_backed_up(newer, lambda: NOON):
            await until(lambda: backups_of(newer) == 2)

    lived(life)
    newer.close()

    step, last = find_backups(path_of(newer))
    newest = newest_version()
    versions = [require_ours(one, store.address.key, newest).user_version for one in (step, last)]
    assert versions == [1, newest]


def test_a_store_that_could_not_be_asked_is_asked_again(
    store: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = iter([StoreUnreachable("too busy"), StoreUnreachable("too busy")])

    def asked(database: Database) -> str:
        for refusal in answers:
            raise refusal
        return change_mark(database)

    monkeypatch.setattr(backups, "change_mark", asked)

    async def life() -> None:
        async with kept_backed_up(store, Clock()):
            await until(lambda: backups_of(store) == 1)

    lived(life)

    assert [record.getMessage() for record in caplog.records] == ["No backup: too busy"] * 2


def test_a_backup_that_failed_is_tried_again_although_nothing_changed(
    store: Database, caplog: pytest.LogCaptureFixture
) -> None:
    folder = backup_folder(path_of(store))
    folder.touch()

    async def life() -> None:
        async with kept_backed_up(store, Clock()):
            await until(lambda: len(caplog.records) > 1)
            folder.unlink()
            await until(lambda: backups_of(store) == 1)

    lived(life)

    assert all("cannot be written" in record.getMessage() for record in caplog.records)


def test_what_is_too_old_goes_although_nothing_changed(store: Database) -> None:
    folder = backup_folder(path_of(store))
    folder.mkdir()
    left = folder / ".store-20200101T000000Z.backup.part"

    async def life() -> None:
        async with kept_backed_up(store, Clock()):
            await until(lambda: backups_of(store) == 1)
            left.touch()
            await until(lambda: not left.exists())

    lived(life)

    assert backups_of(store) == 2


def test_a_folder_that_gives_nothing_up_is_told_to_the_log_and_stops_no_backup(
    store: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_words: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(backups, "prune", refused)

    async def life() -> None:
        async with kept_backed_up(store, Clock()):
            await until(lambda: len(caplog.records) > 2)

    lived(life)

    assert backups_of(store) == 2
    assert all("Old backups were not deleted" in record.getMessage() for record in caplog.records)


def test_a_server_backs_up_its_store_as_long_as_it_is_open(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_room, "opened_store", lambda: store)
    monkeypatch.setattr(store_room, "now", Clock())

    async def life() -> None:
        async with kept_open():
            await until(lambda: backups_of(store) == 1)

    lived(life)

    assert backups_of(store) == 2
    open_store(store.address, at=NOON).close()


def test_a_mistake_of_ours_is_told_at_once_and_the_store_is_closed_all_the_same(
    store: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def mistaken(*_words: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(backups, "back_up", mistaken)
    monkeypatch.setattr(store_room, "opened_store", lambda: store)
    told = []

    async def life() -> None:
        async with kept_open():
            await until(lambda: bool(caplog.records))
            told.append(caplog.records[0].getMessage())

    with pytest.raises(ZeroDivisionError):
        lived(life)

    assert told == ["No more backups are made"]
    open_store(store.address, at=NOON).close()


def test_a_store_on_a_server_is_left_to_its_own_tool(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = StoreAddress(url=make_url("postgresql+psycopg://nobody@127.0.0.1:1/none"))

    async def life() -> None:
        async with kept_backed_up(Database(address, make_engine(address)), Clock()):
            await asyncio.sleep(0.01)

    lived(life)

    assert caplog.records == []
