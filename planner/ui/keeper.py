"""Keeps a board in the store while others look at it, and tells what is kept."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, RLock, Thread

from planner.errors import NotInStore, PlannerError, SavedElsewhere, StoreUnreachable
from planner.files.desk import Desk
from planner.files.desk_file import desk_json, read_desk
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, find_draft, save_draft
from planner.storage.moment import moment_of
from planner.storage.principal import Principal
from planner.ui.board import Board, desk_of, put_desk

RETRY_S = (0.5, 1.0, 2.0, 4.0, 8.0)
GIVEN_UP = "The last change could not be kept: reload the page."
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
    writer
        The pad that wrote that document.
    """

    seq: int = 0
    saved_at: datetime | None = None
    failure: str = ""
    writer: str = ""


@dataclass(slots=True)
class Shelved:
    """A board, what of it is kept, and the steps that are not kept yet.

    Parameters
    ----------
    unsaved
        Steps on the board that the store does not have. While there are any, one thread is keeping them.
    settled
        Set while nothing is to be kept, and while the last try to keep it has failed.
    """

    board: Board
    saving: Saving = Saving()
    version: int = 0
    session_id: str = ""
    asked_s: float = 0.0
    attempt: tuple[NewDraft, Desk, int] | None = None
    unsaved: list[Step] = field(default_factory=list)
    is_being_kept: bool = False
    settled: Event = field(default_factory=Event)
    lock: RLock = field(default_factory=RLock)


def shelved_as(empty: Board) -> Shelved:
    """Return a board of which nothing waits to be kept."""
    shelved = Shelved(empty)
    shelved.settled.set()
    return shelved


class Keeper:
    """Keeps boards, each on a thread of its own for as long as there is something to keep.

    Parameters
    ----------
    now
        Tells the moment that stands on what is kept.
    """

    def __init__(self, database: Database, who: Principal, now: Callable[[], datetime]) -> None:
        self._database, self._who, self._now = database, who, now

    def begin(self, shelved: Shelved) -> None:
        """Begin to keep a board, unless that is going on; its lock is held by the caller."""
        if not shelved.is_being_kept:
            shelved.is_being_kept = True
            shelved.settled.clear()
            Thread(target=self._keep, args=(shelved,), daemon=True).start()

    def _keep(self, shelved: Shelved) -> None:
        """Keep the board until nothing is left to be kept, however long the store refuses it."""
        pauses_s, is_done = iter(RETRY_S), False
        try:
            while not (is_done := self._is_all_kept(shelved)):
                time.sleep(next(pauses_s, RETRY_S[-1]))
        finally:
            if not is_done:
                _give_up(shelved)

    def _is_all_kept(self, shelved: Shelved) -> bool:
        """Keep what there is, and tell whether that was all; if the store refuses it, note why."""
        try:
            self._keep_all(shelved)
        except PlannerError as refusal:
            _log.warning("Not saved: %s", refusal)
            shelved.saving = replace(shelved.saving, failure=str(refusal))
            is_erased = isinstance(refusal, NotInStore) and bool(shelved.session_id)
            if is_erased:
                _let_go(shelved)
            shelved.settled.set()
            return is_erased
        return True

    def _keep_all(self, shelved: Shelved) -> None:
        overtaken = 0
        while overtaken < _TRIES:
            with shelved.lock:
                if not shelved.unsaved:
                    shelved.is_being_kept = False
                    shelved.settled.set()
                    return
                attempt = shelved.attempt = shelved.attempt or self._attempt(shelved)
            overtaken = 0 if self._is_kept(shelved, *attempt) else overtaken + 1
        raise StoreUnreachable("Others change this case faster than it can be kept.")

    def _attempt(self, shelved: Shelved) -> tuple[NewDraft, Desk, int]:
        """Return what to keep; the same one is tried until it is known whether it got through."""
        desk = desk_of(shelved.board)
        new = NewDraft(desk.document.case, shelved.version, desk_json(desk), shelved.session_id)
        return new, desk, len(shelved.unsaved)

    def _is_kept(self, shelved: Shelved, new: NewDraft, desk: Desk, steps: int) -> bool:
        """Try once; False: a later state was found, and the steps were taken on it, to be tried again."""
        at = self._now()
        try:
            kept = save_draft(self._database, self._who, new, at=at)
        except SavedElsewhere:
            later = find_draft(self._database, self._who, new.case)
            with shelved.lock:
                shelved.attempt = None
                failure = shelved.saving.failure
                take_draft(shelved, later)
                shelved.saving = replace(shelved.saving, failure=failure)
                for step in shelved.unsaved:
                    shelved.board = step(shelved.board)
            return False
        with shelved.lock:
            shelved.attempt, shelved.version = None, kept.version
            del shelved.unsaved[:steps]
            failure = shelved.saving.failure if shelved.unsaved else ""
            shelved.saving = Saving(desk.document.seq, at, failure, desk.document.writer)
        return True


def _give_up(shelved: Shelved) -> None:
    """Say that nothing is kept any more, whatever ended it: nobody waits, and the next step begins anew."""
    with shelved.lock:
        shelved.saving = replace(shelved.saving, failure=GIVEN_UP)
        shelved.attempt, shelved.is_being_kept = None, False
        shelved.settled.set()


def _let_go(shelved: Shelved) -> None:
    """Drop what was to be kept for an erased patient; whoever looks next asks the store, and is told."""
    with shelved.lock:
        shelved.unsaved.clear()
        shelved.attempt, shelved.asked_s, shelved.is_being_kept = None, 0.0, False


def take_draft(shelved: Shelved, draft: Draft | None) -> None:
    """Put what the store keeps of a board into its place; its lock is held by the caller."""
    if draft is None:
        return
    kept = read_desk(draft.body)
    shelved.board = put_desk(shelved.board, kept)
    shelved.version, shelved.session_id = draft.version, draft.session_id
    shelved.saving = Saving(kept.document.seq, moment_of(draft.at_utc), writer=kept.document.writer)
