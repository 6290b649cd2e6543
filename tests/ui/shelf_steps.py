"""A shelf that has just started, and what a test does with it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.ui.board import Board, accept_document
from planner.ui.shelf import Shelf
from tests.ui.test_board import a_document, a_mark

NOON = datetime(2026, 11, 25, 12, 3, 11, tzinfo=UTC)
PATIENCE_S = 20.0


def a_shelf(store: Database) -> Shelf:
    """Return a shelf that remembers nothing: the one of a server that has just started."""
    return Shelf(store, DESK, lambda: NOON)


def tapped(seq: int, *marks: str) -> Callable[[Board], Board]:
    return lambda board: accept_document(board, a_document(*(a_mark(an_id) for an_id in marks), seq=seq))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
