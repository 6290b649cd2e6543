"""Whichever write fails, the strip says so, the mark stays, and it is kept once the disk takes it again."""

import shutil
import threading
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.drafts import find_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.verify import verify
from planner.ui import keeper
from planner.ui.board import Board, new_board
from planner.ui.panels.saved import said_of
from planner.ui.shelf import Shelf
from tests.faults.failing_disk import failing_disk
from tests.faults.sizes import report, times
from tests.ui.shelf_steps import NOON, tapped, until

TAPS = 120


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.sqlite3"
    open_store(StoreAddress(path=path), at=NOON).close()
    return path


def test_whichever_write_fails_it_is_said_and_kept_as_soon_as_it_can_be(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "RETRY_S", (0.01,))
    flown: list[object] = []
    monkeypatch.setattr(threading, "excepthook", flown.append)
    count = times(50, 200)

    for n in range(1, count + 1):
        path = tmp_path / "store.sqlite3"
        shutil.copyfile(made, path)
        with closing(open_store(StoreAddress(path=path), at=NOON)) as store:
            said, shown, seq = said_at_the_failing_write(n, shelf := Shelf(store, DESK, lambda: NOON))
            until_it_is_kept(shelf)

            assert "Not saved, retrying" in said
            assert shown == seq
            assert said_of(shelf.saving("case"), UTC) == "Saved 12:03:11"
            assert f'"p{seq}"' in find_draft(store, DESK, "case").body
            if n % 10 == 0:
                assert verify(store).problems == ()

    assert flown == []
    report("n-th write fails under the desk", places=count, said_in_red=count, kept_later=count, lost=0)


def said_at_the_failing_write(n: int, shelf: Shelf) -> tuple[str, int, int]:
    """Return what the strip says, how many marks are shown, and how many were made."""
    empty = new_board("case", "nappage")
    with failing_disk(n, failures=10_000):
        seq = tap_until_it_fails(shelf, empty)
        return said_of(shelf.saving("case"), UTC), len(shelf.find(empty).document.marks), seq


def until_it_is_kept(shelf: Shelf) -> None:
    until(lambda: not shelf.saving("case").failure)


def tap_until_it_fails(shelf: Shelf, empty: Board) -> int:
    """Return how many marks were made when the first one could not be kept."""
    for seq in range(1, TAPS + 1):
        shelf.change(empty, tapped(seq, *(f"p{number}" for number in range(1, seq + 1))))
        if shelf.saving("case").failure:
            return seq
    raise AssertionError("Nothing failed")
