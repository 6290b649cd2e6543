"""The boards of all users by case, for as long as the server lives: a reload finds what was marked."""

from collections import OrderedDict
from threading import Lock

from planner.ui.board import Board

MOST_BOARDS = 500  # ours: then the one that was not looked at for longest makes room


class Shelf:
    """Keeps each board under its case; safe for the threads of many users."""

    def __init__(self) -> None:
        self._boards: OrderedDict[str, Board] = OrderedDict()
        self._lock = Lock()

    def find(self, case: str) -> Board | None:
        """Return the board of a case, if it is kept."""
        with self._lock:
            if case in self._boards:
                self._boards.move_to_end(case)
            return self._boards.get(case)

    def save(self, board: Board) -> None:
        """Keep a board in the place of an older one of its case."""
        with self._lock:
            self._boards[board.document.case] = board
            self._boards.move_to_end(board.document.case)
            while len(self._boards) > MOST_BOARDS:
                self._boards.popitem(last=False)
