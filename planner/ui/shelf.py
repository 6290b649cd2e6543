"""The boards of all users by case, each kept in the store before anybody is told that it is saved."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock, RLock, Thread

from planner.errors import NotInStore, SavedElsewhere, StorageRefused, StoreUnreachable
from planner.files.desk import Desk
from planner.files.desk_file import desk_json, read_desk
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, draft_version, find_draft, save_draft
from planner.storage.moment import moment_of
from planner.storage.principal import Principal
from planner.ui.board import Board, desk_of, put_desk
from planner.ui.record import desk_of_session

MOST_BOARDS = 500  # ours: then the one that was not looked at for longest makes room
FRESH_S = 1.0  # how long a board of a store that others write to is shown without asking
RETRY_S = (0.5, 1.0, 2.0, 4.0, 8.0)
_TRIES = 20

Step = Callable[[Board], Board]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saving:
    """Whether what is on a board is kept.

    Parameters
    ----------
    seq
        The number of the last document of the pad that is kept.
    saved_at
        When the board was last kept; None: never, since nothing was done on it.
    failure
        Why the last change is not kept yet; empty if it is.
    """

    seq: int = 0
    saved_at: datetime | None = None
    failure: str = ""


@dataclass(slots=True)
class _Shelved:
    """A board, what of it is kept, and the steps that are not kept yet."""

    board: Board
    saving: Saving = Saving()
    version: int = 0
    session_id: str = ""
    asked_s: float = 0.0
    attempt: tuple[NewDraft, Desk] | None = None
    unsaved: list[Step] = field(default_factory=list)
    is_retried: bool = False
    lock: RLock = field(default_factory=RLock)


class Shelf:
    """Takes steps on boards; safe for the threads of many users.

    Parameters
    ----------
    now
        Tells the moment that stands on what is kept.
    """

    def __init__(self, database: Database, who: Principal, now: Callable[[], datetime]) -> None:
        self._database, self._who, self._now = database, who, now
        self._boards: OrderedDict[str, _Shelved] = OrderedDict()
        self._lock = Lock()

    def find(self, empty: Board) -> Board:
        """Return the board of a case as it was left, or ``empty`` if nothing was ever done on it.

        Raises
        ------
        StorageRefused
            If nobody can tell what was left on it, or its patient was erased.
        """
        return self._shelved(empty).board

    def saving(self, case: str) -> Saving:
        """Return whether what is on a board is kept."""
        with self._lock:
            shelved = self._boards.get(case)
        return Saving() if shelved is None else shelved.saving

    def session_of(self, empty: Board) -> str:
        """Return the id of the session that the board of a case belongs to; empty: none, it is for practice.

        Raises
        ------
        StorageRefused
            As `find` does.
        """
        return self._shelved(empty).session_id

    def change(self, empty: Board, step: Step) -> Board:
        """Take a step on the board of a case and return it, once it is kept or cannot be kept just now.

        If another server kept a later state, the step is taken on that one. What cannot be kept stays on the
        board and is tried again, here and in the background.
        """
        shelved = self._shelved(empty)
        with shelved.lock:
            before = shelved.board
            shelved.board = step(before)
            if desk_of(shelved.board) != desk_of(before):
                shelved.unsaved.append(step)
                if not shelved.is_retried:
                    self._save(shelved)
            return shelved.board

    def forget(self, case: str) -> None:
        """Let go of a board whose draft was erased."""
        with self._lock:
            self._boards.pop(case, None)

    def _shelved(self, empty: Board) -> _Shelved:
        case = empty.document.case
        with self._lock:
            found = self._boards.setdefault(case, _Shelved(empty))
            self._boards.move_to_end(case)
            self._make_room()
        with found.lock:
            self._ask(found)
        return found

    def _make_room(self) -> None:
        over = len(self._boards) - MOST_BOARDS
        for case in [case for case, one in self._boards.items() if not one.unsaved][: max(over, 0)]:
            del self._boards[case]

    def _ask(self, shelved: _Shelved) -> None:
        """Read the board from the store if it was never read, or if another server may have changed it."""
        is_fresh = shelved.asked_s and (
            not self._database.is_shared or time.monotonic() - shelved.asked_s < FRESH_S
        )
        if is_fresh or shelved.unsaved:
            return
        case = shelved.board.document.case
        try:
            if not shelved.asked_s or draft_version(self._database, self._who, case) != shelved.version:
                draft = find_draft(self._database, self._who, case)
                self._take(shelved, draft or desk_of_session(self._database, self._who, case, at=self._now()))
        except StoreUnreachable:
            if not shelved.asked_s:
                raise
        except NotInStore:
            self.forget(case)
            raise
        shelved.asked_s = time.monotonic()

    def _take(self, shelved: _Shelved, draft: Draft | None) -> None:
        if draft is None:
            return
        kept = read_desk(draft.body)
        shelved.board = put_desk(shelved.board, kept)
        shelved.version, shelved.session_id = draft.version, draft.session_id
        shelved.saving = Saving(kept.document.seq, moment_of(draft.at_utc))

    def _save(self, shelved: _Shelved) -> None:
        """Keep the board, or note why it is not kept and go on trying in the background."""
        try:
            for _ in range(_TRIES):
                if self._is_kept(shelved):
                    return
            raise StoreUnreachable("Others change this case faster than it can be kept.")
        except StorageRefused as refusal:
            _log.warning("Not saved: %s", refusal)
            shelved.saving = replace(shelved.saving, failure=str(refusal))
            if not shelved.is_retried:
                shelved.is_retried = True
                Thread(target=self._retry, args=(shelved,), daemon=True).start()

    def _is_kept(self, shelved: _Shelved) -> bool:
        """Try once; False: a later state was found, and the steps were taken on it."""
        at = self._now()
        if shelved.attempt is None:
            desk = desk_of(shelved.board)
            body, session_id = desk_json(desk), shelved.session_id
            shelved.attempt = NewDraft(desk.document.case, shelved.version, body, session_id), desk
        new, desk = shelved.attempt
        try:
            kept = save_draft(self._database, self._who, new, at=at)
        except SavedElsewhere:
            shelved.attempt = None
            self._take(shelved, find_draft(self._database, self._who, new.case))
            for step in shelved.unsaved:
                shelved.board = step(shelved.board)
            return False
        shelved.attempt, shelved.version = None, kept.version
        if desk != desk_of(shelved.board):
            return False  # steps were taken while nobody knew whether the attempt had got through
        shelved.unsaved.clear()
        shelved.saving = Saving(desk.document.seq, at)
        return True

    def _retry(self, shelved: _Shelved) -> None:
        pause = iter(RETRY_S)
        pause_s = next(pause)
        while shelved.saving.failure:
            time.sleep(pause_s)
            pause_s = next(pause, pause_s)
            with shelved.lock:
                self._save(shelved)
                shelved.is_retried = bool(shelved.saving.failure)
