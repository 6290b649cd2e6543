"""Keeps a board in the store while others look at it, and tells what is kept."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, RLock, Thread

from planner.errors import NotInStore, PlannerError, SavedElsewhere, StoreUnreachable
from planner.files.beside import Beside
from planner.files.beside_file import beside_json, read_beside
from planner.files.desk import Desk
from planner.files.desk_file import desk_json, read_desk
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, save_draft
from planner.storage.moment import moment_of
from planner.storage.principal import Principal
from planner.ui.beside import ENDING, beside_of, find_both, put_beside, with_found_again
from planner.ui.board import Board, desk_of, put_desk
from planner.ui.unkept_steps import Taken, taken_again

RETRY_S = (0.5, 1.0, 2.0, 4.0, 8.0)
GIVEN_UP = "The last change could not be kept: reload the page."
_TRIES = 20

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
    edits
        The number of the last edit beside the pad that is kept: till then it may become another one's.
    """

    seq: int = 0
    saved_at: datetime | None = None
    failure: str = ""
    writer: str = ""
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is to be kept, all of it or nothing, with the number of steps that are in it."""

    news: tuple[NewDraft, ...]
    desk: Desk
    beside: Beside
    steps: int


@dataclass(slots=True)
class Shelved:
    """A board, what of it is kept, and the steps that are not kept yet.

    Parameters
    ----------
    desk, beside
        What the store has, as far as this server knows; under ``version`` and ``beside_version``.
    unsaved
        Steps on the board that the store does not have. While there are any, one thread is keeping them.
    uncertain
        How many of the first of them were sent to the store, which did not answer.
    settled
        Set while nothing is to be kept, and while the last try to keep it has failed.
    """

    board: Board
    desk: Desk
    beside: Beside
    saving: Saving = Saving()
    version: int = 0
    beside_version: int = 0
    session_id: str = ""
    asked_s: float = 0.0
    attempt: Attempt | None = None
    unsaved: list[Taken] = field(default_factory=list)
    uncertain: int = 0
    is_being_kept: bool = False
    settled: Event = field(default_factory=Event)
    lock: RLock = field(default_factory=RLock)


def shelved_as(empty: Board) -> Shelved:
    """Return a board of which nothing waits to be kept."""
    shelved = Shelved(empty, desk_of(empty), beside_of(empty))
    shelved.settled.set()
    return shelved


def is_to_keep(before: Board, after: Board) -> bool:
    """Tell whether a step changed anything that must not be lost."""
    return desk_of(after) != desk_of(before) or beside_of(after) != beside_of(before)


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
            overtaken = 0 if self._is_kept(shelved, attempt) else overtaken + 1
        raise StoreUnreachable("Others change this case faster than it can be kept.")

    def _attempt(self, shelved: Shelved) -> Attempt:
        """Return what to keep; the same one is tried until it is known whether it got through."""
        desk, beside = desk_of(shelved.board), beside_of(shelved.board)
        case, session_id, news = desk.document.case, shelved.session_id, []
        if beside != shelved.beside:
            news.append(NewDraft(case + ENDING, shelved.beside_version, beside_json(beside), session_id))
        if desk != shelved.desk or not news:
            news.append(NewDraft(case, shelved.version, desk_json(desk), session_id))
        return Attempt(tuple(news), desk, beside, len(shelved.unsaved))

    def _is_kept(self, shelved: Shelved, attempt: Attempt) -> bool:
        """Try once; False: a later state was found, and the steps were taken on it, to be tried again."""
        at, uncertain = self._now(), shelved.uncertain
        *also, new = attempt.news
        shelved.uncertain = attempt.steps
        try:
            save_draft(self._database, self._who, new, at=at, also=also)
        except SavedElsewhere:
            shelved.uncertain = uncertain  # this one did not get through
            later = find_both(self._database, self._who, attempt.desk.document.case)
            with shelved.lock:
                shelved.attempt = None
                failure = shelved.saving.failure
                take_drafts(shelved, *later)
                shelved.board, shelved.unsaved = taken_again(shelved.board, shelved.unsaved, uncertain)
                shelved.saving = replace(shelved.saving, failure=failure if shelved.unsaved else "")
                shelved.uncertain = 0
            return False
        with shelved.lock:
            _note_kept(shelved, attempt)
            shelved.saving = _saving_of(attempt.desk, at, shelved.saving.failure if shelved.unsaved else "")
        return True


def _note_kept(shelved: Shelved, attempt: Attempt) -> None:
    """Note that the store has what was tried."""
    for new in attempt.news:
        if new.case.endswith(ENDING):
            shelved.beside_version = new.version + 1
        else:
            shelved.version = new.version + 1
    shelved.desk, shelved.beside, shelved.attempt = attempt.desk, attempt.beside, None
    del shelved.unsaved[: attempt.steps]
    shelved.uncertain = 0


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
        shelved.attempt, shelved.asked_s, shelved.is_being_kept, shelved.uncertain = None, 0.0, False, 0


def take_drafts(shelved: Shelved, desk: Draft | None, beside: Draft | None) -> None:
    """Put what the store keeps of a board into its place; its lock is held by the caller.

    Raises
    ------
    FileRefused
    """
    kept = shelved.desk if desk is None else read_desk(desk.body)
    found = shelved.beside if beside is None else with_found_again(read_beside(beside.body))
    shelved.board = put_beside(put_desk(shelved.board, kept), found)
    shelved.desk, shelved.beside = kept, found
    for draft in (desk, beside):
        if draft is not None:
            shelved.session_id = draft.session_id
    shelved.version = 0 if desk is None else desk.version
    shelved.beside_version = 0 if beside is None else beside.version
    if moments := [moment_of(draft.at_utc) for draft in (desk, beside) if draft is not None]:
        shelved.saving = _saving_of(kept, max(moments))


def _saving_of(desk: Desk, at: datetime, failure: str = "") -> Saving:
    return Saving(desk.document.seq, at, failure, desk.document.writer, desk.edits_made)
