"""Steps on a board that the store does not have yet, and how they are taken again on a later state of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.session import PointFinding
from planner.ui.board import Board

Step = Callable[[Board], Board]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken on a board.

    Parameters
    ----------
    added
        What it put on the board under an id that it chose there, and under another one if taken again.
    """

    step: Step
    added: frozenset[object]


def taken_on(before: Board, step: Step) -> tuple[Board, Taken]:
    """Return what a step makes of a board, and the step as it was taken."""
    after = step(before)
    is_pads = after.document != before.document  # the pad's own ids stay what they are
    return after, Taken(step, frozenset() if is_pads else _things(after) - _things(before))


def taken_again(later: Board, steps: Sequence[Taken], uncertain: int) -> tuple[Board, list[Taken]]:
    """Return a later state with the steps that are missing in it, and those steps as they were taken on it.

    Parameters
    ----------
    uncertain
        How many of the first steps may be in the later state: nobody knows whether they got through. Of
        these what is there already is not added once more; all else comes out the same if taken again.
    """
    board, there, left = later, _things(later), list[Taken]()
    for number, before in enumerate(steps):
        if number < uncertain and before.added and before.added <= there:
            continue
        board, taken = taken_on(board, before.step)
        left.append(taken)
    return board, left


def _things(board: Board) -> frozenset[object]:
    """Return what stands on a board, each as what it stays while others change it: its id and its place."""
    findings = (mark.finding for mark in board.marks)
    return frozenset(
        [
            *((one.id, one.at if isinstance(one, PointFinding) else one.outline) for one in findings),
            *((one.id, one.outline) for one in board.exclusions),
            *((one.id, one.technique) for one in board.targets),
        ]
    )
