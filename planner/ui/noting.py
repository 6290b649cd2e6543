"""The note of a visit until it is closed: kept beside its desk, carried into the record with the visit."""

from dataclasses import replace

from planner.errors import PlannerError
from planner.series.soundness import LONGEST_NOTE
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui.board import Board, new_board
from planner.ui.keeper import Saving
from planner.ui.note_beside import note_beside
from planner.ui.record import FIRST_TECHNIQUE, Recorded, keep_note, visit_of
from planner.ui.shelves import shelf
from planner.ui.store import now, opened_store

_TOO_LONG = (
    f"Not taken: another tablet wrote a note meanwhile, and both exceed {LONGEST_NOTE:,} characters. "
    "Shorten yours and write it again: "
)
_TOO_LATE = (
    "Not in the session: another tablet closed it meanwhile. Correct the session to add this note, with the "
    "reason. You wrote: "
)
NOT_YET = "Your note is kept, and goes into the record with the next change of it or when you close: "


def note_of(recorded: Recorded) -> str:
    """Return the note of a visit as it stands on its desk, or in the record if nothing was written there.

    Raises
    ------
    StorageRefused, FileRefused
    """
    note = shelf().find(_desk(recorded)).note
    return recorded.visit.note if note is None else note


def saving(recorded: Recorded) -> Saving:
    """Return whether what was written is kept."""
    return shelf().saving(recorded.session.id)


def write(recorded: Recorded, before: str, after: str) -> str:
    """Keep a note in the place of the one that the user saw; return what there is to say of it, if anything.

    Once the session is done its record holds the note too, as every later change of it. One that comes after
    the closing is not in the session, and is told so with its text.
    """
    try:
        board = shelf().change(_desk(recorded), lambda board: written(board, before, after))
    except PlannerError as refusal:
        return f"Not taken: {refusal} You wrote: {after}"
    if after not in (board.note or ""):
        return f"{_TOO_LONG}{after}"
    if saving(recorded).failure:
        return ""  # said where it stands, and tried again
    try:
        stored = keep_note(opened_store(), DESK, recorded.session.id, at=now())
    except PlannerError as refusal:
        return f"{NOT_YET}{refusal}"
    is_late = stored.state is SessionState.CLOSED and visit_of(stored).note != board.note
    return f"{_TOO_LATE}{after}" if is_late else ""


def too_late(recorded: Recorded) -> str:
    """Return what to say of a note that came after a session was closed; empty: none did, or it was amended.

    Raises
    ------
    StorageRefused, FileRefused
    """
    head = recorded.session.head
    if head.state is not SessionState.CLOSED or head.reason:
        return ""
    note = note_beside(opened_store(), DESK, recorded.session.id)
    return "" if note in {None, recorded.visit.note} else f"{_TOO_LATE}{note}"


def written(board: Board, before: str, after: str) -> Board:
    """Return the board with a note; what another tablet wrote meanwhile stays before it.

    Parameters
    ----------
    before
        The note that the user saw when she wrote.
    """
    stands = board.note
    if stands in {None, before, after}:
        return replace(board, note=after)
    both = f"{stands}\n\n{after}"
    return replace(board, note=both) if len(both) <= LONGEST_NOTE else board


def _desk(recorded: Recorded) -> Board:
    return new_board(recorded.session.id, FIRST_TECHNIQUE)
