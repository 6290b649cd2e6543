"""A session laid out on an empty desk, as if it had been marked there."""

from dataclasses import replace

from planner.series.visit import Visit
from planner.session import Session
from planner.ui.board import Board, put_exclusion, put_mark
from planner.ui.optimised import is_searched, unsearched


def laid_out(board: Board, session: Session) -> Board:
    """Return the board with everything that a session holds; the pad takes the marks from there.

    Parameters
    ----------
    board
        An empty one, whose case stays.
    """
    quick = (unsearched(target) if is_searched(target) else target for target in session.targets)
    bare = tuple(replace(target, findings=()) for target in quick)
    board = replace(
        board,
        body_map=session.body_map,
        position=session.position,
        patient=session.patient,
        operator=session.operator,
        targets=bare or board.targets,
        active_target=bare[0].id if bare else board.active_target,
    )
    for mark in session.marks:
        board = put_mark(board, mark)
    for exclusion in session.exclusions:
        board = put_exclusion(board, exclusion)
    return board


def laid_out_next(board: Board, visit: Visit) -> Board:
    """Return the board with a visit that follows another; what waits to be confirmed stands on it as ghosts.

    Parameters
    ----------
    board
        An empty one, whose case stays.
    """
    board = laid_out(board, visit.session)
    # A pad takes only a document with a higher number than its own.
    document = replace(board.document, seq=board.document.seq + 1, ghosts=visit.ghosts)
    return replace(board, document=document)
