"""The steps on a board that only look at its plan: plan A kept, the way back to it, the gap, the weights."""

from collections.abc import Iterable
from dataclasses import replace

from planner.ui import board as boards
from planner.ui.beside import board_of
from planner.ui.board import Board, desk_of


def keep_plan(board: Board) -> Board:
    """Return the board with its present plan kept as plan A, in the place of an older one."""
    return replace(board, kept=board_of(desk_of(board), board.optimised))


def forget_kept(board: Board) -> Board:
    """Return the board without plan A."""
    return replace(board, kept=None)


def back_to_kept(board: Board) -> Board:
    """Return the board with findings, exclusions, targets, settings and measures as they were in plan A.

    The marks go back as edits, since the pad is the one writer of its document. Marks that stand in another
    order, or are others, are all taken away and put again, so that the plan is the very same.
    """
    kept = board.kept
    if kept is None:
        return board
    marked = board
    if (board.marks, board.exclusions) != (kept.marks, kept.exclusions):
        marked = _with_marks(board, kept)
    # All of plan A's desk comes back, whatever one will hold one day, but for what the pad has to say first.
    return replace(
        boards.put_desk(board, desk_of(kept)),
        document=marked.document,
        edits=marked.edits,
        edits_made=marked.edits_made,
        optimised=kept.optimised,
        clearings=board.clearings + 1,
        refused="",
        open_form="",
        shown_gap_of=None,
    )


def turn_gap(board: Board) -> Board:
    """Return the board with the largest gap of its plan shown on the map, or no longer.

    It is shown for one session: once anything changes it is gone by itself.
    """
    return replace(board, shown_gap_of=None if shows_gap(board) else board.session)


def shows_gap(board: Board) -> bool:
    """Tell whether the largest gap of the present plan is shown on the map."""
    return board.shown_gap_of is not None and board.shown_gap_of == board.session


def weigh(board: Board, name: str, weight: float) -> Board:
    """Return the board with another weight for one measure of the total."""
    return replace(board, weights=tuple(sorted((dict(board.weights) | {name: weight}).items())))


def clear_weights(board: Board) -> Board:
    """Return the board with the weights that the total begins with, in fresh fields."""
    return replace(board, weights=(), clearings=board.clearings + 1)


def rest_for(board: Board, days: int) -> Board:
    """Return the board with punctures of earlier sessions fading within so many days."""
    return replace(board, rest_days=days)


def _with_marks(board: Board, kept: Board) -> Board:
    if _ids(board) != _ids(kept):
        for an_id in _ids(board):
            board = boards.remove(board, an_id)
    marks, exclusions = set(board.marks), set(board.exclusions)
    for mark in kept.marks:
        board = board if mark in marks else boards.put_mark(board, mark)
    for exclusion in kept.exclusions:
        board = board if exclusion in exclusions else boards.put_exclusion(board, exclusion)
    return board


def _ids(board: Board) -> tuple[str, ...]:
    things: Iterable[str] = (mark.finding.id for mark in board.marks)
    return (*things, *(exclusion.id for exclusion in board.exclusions))
