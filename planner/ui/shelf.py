"""The boards of all users by case, each kept in the store before anybody is told that it is saved."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from planner.errors import NotInStore, StoreUnreachable
from planner.storage.database import Database
from planner.storage.drafts import draft_versions
from planner.storage.principal import Principal
from planner.ui.beside import ENDING, find_both
from planner.ui.board import Board
from planner.ui.first_desk import desk_of_session
from planner.ui.keeper import (
    Keeper,
    Saving,
    Shelved,
    is_to_keep,
    shelved_as,
    take_drafts,
)
from planner.ui.unkept_steps import Step, taken_on

MOST_BOARDS = 500  # ours: then the one that was not looked at for longest makes room
LONGEST_S = 30.0  # ours: longer than a store takes to refuse
FRESH_S = 1.0  # how long a board of a store that others write to is shown without asking


class Shelf:
    """Takes steps on boards; safe for the threads of many users.

    Parameters
    ----------
    now
        Tells the moment that stands on what is kept.
    """

    def __init__(self, database: Database, who: Principal, now: Callable[[], datetime]) -> None:
        self._database, self._who, self._now = database, who, now
        self._keeper = Keeper(database, who, now)
        self._boards: OrderedDict[str, Shelved] = OrderedDict()
        self._lock = Lock()

    def find(self, empty: Board) -> Board:
        """Return the board of a case as it was left, or ``empty`` if nothing was ever done on it.

        Raises
        ------
        StorageRefused
            If nobody can tell what was left on it, or its patient was erased.
        """
        return self._shelved(empty).board

    def find_with_saving(self, empty: Board) -> tuple[Board, Saving]:
        """Return the board of a case as `find` does, and what of it is kept at that very moment.

        Raises
        ------
        StorageRefused
            As `find` does.
        """
        shelved = self._shelved(empty)
        with shelved.lock:
            return shelved.board, shelved.saving

    def session_of(self, empty: Board) -> str:
        """Return the id of the session that the board of a case belongs to; empty: none, it is for practice.

        Raises
        ------
        StorageRefused
            As `find` does.
        """
        return self._shelved(empty).session_id

    def saving(self, case: str, *, patience_s: float = LONGEST_S) -> Saving:
        """Return whether what is on a board is kept, once that is known.

        Parameters
        ----------
        patience_s
            How long to wait for what is just being kept; then what was kept before is told. [s]
        """
        with self._lock:
            shelved = self._boards.get(case)
        if shelved is None:
            return Saving()
        shelved.settled.wait(patience_s)
        return shelved.saving

    def change(self, empty: Board, step: Step) -> Board:
        """Take a step on the board of a case and return it, once it is kept or cannot be kept just now.

        If another server kept a later state, the step is taken on that one. What cannot be kept stays on the
        board and is tried again in the background.
        """
        self.take(empty, step)
        self.saving(empty.document.case)
        return self.find(empty)

    def take(self, empty: Board, step: Step) -> Board:
        """Take a step as `change` does, and return the board while it is still being kept.

        `saving` tells what came of it: nobody may be told before that it is saved.
        """
        shelved = self._shelved(empty)
        with shelved.lock:
            before = shelved.board
            shelved.board, taken = taken_on(before, step)
            if is_to_keep(before, shelved.board):
                shelved.unsaved.append(taken)
                self._keeper.begin(shelved)
            return shelved.board

    def forget(self, case: str) -> None:
        """Let go of a board whose draft was erased."""
        with self._lock:
            forgotten = self._boards.pop(case, None)
        if forgotten is not None:
            with forgotten.lock:
                forgotten.unsaved.clear()

    def _shelved(self, empty: Board) -> Shelved:
        case = empty.document.case
        with self._lock:
            found = self._boards.get(case) or self._boards.setdefault(case, shelved_as(empty))
            self._boards.move_to_end(case)
            self._make_room()
        with found.lock:
            self._ask(found)
        return found

    def _is_later(self, shelved: Shelved, case: str) -> bool:
        """Tell whether the store has another state than this server knows."""
        versions = draft_versions(self._database, self._who, (case, case + ENDING))
        return versions != (shelved.version, shelved.beside_version)

    def _make_room(self) -> None:
        over = len(self._boards) - MOST_BOARDS
        if over > 0:
            for case in [case for case, one in self._boards.items() if not one.unsaved][:over]:
                del self._boards[case]

    def _ask(self, shelved: Shelved) -> None:
        """Read the board from the store if it was never read, or if another server may have changed it."""
        is_fresh = shelved.asked_s and (
            not self._database.is_shared or time.monotonic() - shelved.asked_s < FRESH_S
        )
        if is_fresh or shelved.unsaved:
            return
        case = shelved.board.document.case
        try:
            if not shelved.asked_s or self._is_later(shelved, case):
                desk, beside = find_both(self._database, self._who, case)
                desk = desk or desk_of_session(self._database, self._who, case, at=self._now())
                take_drafts(shelved, desk, beside)
        except StoreUnreachable:
            if not shelved.asked_s:
                raise
        except NotInStore:
            self.forget(case)
            raise
        shelved.asked_s = time.monotonic()
