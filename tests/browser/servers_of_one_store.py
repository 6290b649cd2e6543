"""Servers of one store, as `Shelf` and `Keeper` are but for their threads: each write waits to be let go."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from planner.files.desk_file import desk_json, read_desk
from planner.ui.board import Board, desk_of, new_board, put_desk
from planner.ui.keeper import Saving
from planner.ui.unkept_steps import Step

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@dataclass
class Store:
    """What is kept of the case, with its version."""

    version: int = 0
    body: str = ""


@dataclass
class Server:
    """One server's board: what `Shelf` and `Keeper` do with it, without their threads."""

    store: Store
    board: Board = field(default_factory=lambda: new_board("case", "nappage"))
    saving: Saving = field(default_factory=Saving)
    version: int = 0
    unsaved: list[Step] = field(default_factory=list)

    def look(self) -> None:
        """Ask the store for what another server kept."""
        if not self.unsaved and self.version != self.store.version:
            self._take_kept()

    def take(self, step: Step) -> None:
        before, self.board = self.board, step(self.board)
        if desk_of(self.board) != desk_of(before):
            self.unsaved.append(step)

    def keep(self) -> None:
        while self.unsaved:
            if self.version == self.store.version:
                self.store.version, self.store.body = self.version + 1, desk_json(desk_of(self.board))
                self.unsaved.clear()
            steps = list(self.unsaved)
            self._take_kept()
            for step in steps:
                self.board = step(self.board)

    def _take_kept(self) -> None:
        desk = read_desk(self.store.body)
        self.board, self.version = put_desk(self.board, desk), self.store.version
        self.saving = Saving(desk.document.seq, NOON, "", desk.document.writer, desk.edits_made)
