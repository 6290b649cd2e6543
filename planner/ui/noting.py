"""The note of a visit until it is closed: kept beside its desk, carried into the record with the visit."""

from dataclasses import replace

from planner.errors import PlannerError
from planner.series.soundness import LONGEST_NOTE
from planner.storage.principal import DESK
from planner.ui.board import Board, new_board
from planner.ui.keeper import Saving
from planner.ui.record import FIRST_TECHNIQUE, Recorded, keep_note
from planner.ui.shelves import shelf
from planner.ui.store import now, opened_store

_TOO_LONG = (
    f"Not taken: another tablet wrote a note meanwhile, and both exceed {LONGEST_NOTE:,} characters. "
    "Shorten yours and write it again: "
)


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
    """Keep a note in the place of the one that the user saw; return why it is not taken, empty if it is.

    Once the session is done its record holds the note too, as every later change of it.
    """
    try:
        board = shelf().change(_desk(recorded), lambda board: written(board, before, after))
        if not saving(recorded).failure:
            keep_note(opened_store(), DESK, recorded.session.id, at=now())
    except PlannerError as refusal:
        return f"Not taken: {refusal} You wrote: {after}"
    return "" if after in (board.note or "") else f"{_TOO_LONG}{after}"


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
