"""A desk that this server cannot read, or no longer: nothing is written over it, and it is said."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.errors import FileRefused, StorageRefused
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.ui.board import Board, new_board
from tests.ui.shelf_steps import NOON, a_shelf, tapped, until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with closing(open_store(StoreAddress(path=tmp_path / "store.sqlite3"), at=NOON)) as opened:
        yield opened


@pytest.fixture
def empty() -> Board:
    return new_board("case", "nappage")


def test_a_step_on_a_case_whose_store_cannot_be_read_is_refused(
    store: Database, empty: Board, tmp_path: Path
) -> None:
    a_shelf(store).change(empty, tapped(1, "p1"))
    store.engine.dispose()
    shutil.move(tmp_path / "store.sqlite3", tmp_path / "elsewhere")
    (tmp_path / "store.sqlite3").mkdir()

    with pytest.raises(StorageRefused):
        a_shelf(store).find(empty)


def test_a_draft_of_a_newer_version_is_not_overwritten(store: Database, empty: Board) -> None:
    newer = '{"schema_version":99}'
    save_draft(store, DESK, NewDraft("case", 0, newer), at=NOON)

    with pytest.raises(FileRefused, match="older than the one that saved this desk"):
        a_shelf(store).change(empty, tapped(1, "p1"))

    kept = find_draft(store, DESK, "case")
    assert kept is not None
    assert kept.body == newer


def test_what_a_newer_server_keeps_of_an_open_desk_is_told_and_stays_and_so_does_the_tap(
    store: Database, empty: Board
) -> None:
    older = a_shelf(store)
    older.change(empty, tapped(1, "p1"))
    first = find_draft(store, DESK, "case")
    assert first is not None
    newer = first.body.replace('"clearings":0', '"clearings":0,"a_new_member":1')
    save_draft(store, DESK, NewDraft("case", 1, newer), at=NOON)

    board = older.change(empty, tapped(2, "p1", "p2"))
    told = older.saving("case").failure
    between = find_draft(store, DESK, "case")
    save_draft(store, DESK, NewDraft("case", 2, first.body), at=NOON)  # in words that both know

    until(lambda: not older.saving("case", patience_s=0.0).failure)
    assert "older than the one that saved this desk" in told
    assert between is not None
    assert between.body == newer
    assert [mark.finding.id for mark in board.marks] == ["p1", "p2"]
    assert [mark.finding.id for mark in a_shelf(store).find(empty).marks] == ["p1", "p2"]
