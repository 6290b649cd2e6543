"""Two pads on one case: whatever either was told is kept stays, in whatever order they speak."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.files.pad_document import MOST_PADS, PadDocument
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.ui.board import accept_document, new_board
from planner.ui.shelf import Shelf
from tests.ui.test_board import a_mark, by

NOON = datetime(2026, 11, 26, 12, 3, 11, tzinfo=UTC)
EMPTY = new_board("case", "nappage")
NOTHING = (0, "")


def stamp_of(document: PadDocument) -> tuple[int, str]:
    return document.seq, document.writer


@dataclass
class APad:
    """What a pad does, told in Python: it marks, sends its whole document, and meets the server's."""

    name: str
    shelf: Shelf
    document: PadDocument = field(default_factory=lambda: PadDocument("case", base=0))
    seen: frozenset[str] = frozenset()
    promised: set[str] = field(default_factory=set)

    def mark(self, count: int) -> None:
        marks = (*self.document.marks, a_mark(f"{self.name}{count}"))
        self.document = replace(self.document, seq=self.document.seq + 1, marks=marks, writer=self.name)

    def send(self) -> None:
        sent = self.document
        board = self.shelf.change(EMPTY, lambda board: accept_document(board, sent))
        saving = self.shelf.saving("case")
        if (saving.writer, saving.seq) == (self.name, sent.seq):
            self.promised |= ids_of(sent)
            self.seen = ids_of(sent)
            self.document = replace(self.document, base=sent.seq, base_writer=self.name)
        elif stamp_of(board.document) not in {(self.document.base, self.document.base_writer), NOTHING}:
            self._meet(board.document)

    def _meet(self, theirs: PadDocument) -> None:
        mine = tuple(m for m in self.document.marks if m.finding.id not in self.seen)
        known = ids_of(theirs)
        added = tuple(mark for mark in mine if mark.finding.id not in known)
        self.seen = known
        seq = max(self.document.seq, theirs.seq) + 1
        marks = (*theirs.marks, *added)
        self.document = replace(
            theirs, seq=seq, marks=marks, writer=self.name, base=theirs.seq, base_writer=theirs.writer
        )


def ids_of(document: PadDocument) -> frozenset[str]:
    return frozenset(mark.finding.id for mark in document.marks)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("pads") / "store.sqlite3"
    with closing(open_store(StoreAddress(path=Path(path)), at=NOON)) as opened:
        yield opened


Step = tuple[int, bool]
steps = st.lists(st.tuples(st.integers(0, 1), st.booleans()), min_size=2, max_size=14)


@pytest.mark.parametrize("servers", [1, 2])
@settings(max_examples=25)
@given(told=steps)
def test_no_mark_that_either_pad_was_told_is_kept_is_ever_lost(
    store: Database, servers: int, told: list[Step]
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM draft")
    shelves = [Shelf(store, DESK, lambda: NOON) for _ in range(servers)]
    pads = [APad("a", shelves[0]), APad("b", shelves[-1])]

    for count, (which, is_sent) in enumerate(told):
        pads[which].mark(count)
        if is_sent:
            pads[which].send()
    for pad in (*pads, *pads, *pads):
        pad.send()

    kept = ids_of(Shelf(store, DESK, lambda: NOON).find(EMPTY).document)
    marked = {f"{'ab'[which]}{count}" for count, (which, _) in enumerate(told)}
    assert pads[0].promised | pads[1].promised <= kept
    assert kept == marked


def test_of_two_documents_of_one_number_the_one_that_was_seen_is_told_by_its_pad() -> None:
    kept = accept_document(EMPTY, PadDocument("case", 6, marks=(a_mark("p1"),), writer="a", base=0))
    later = PadDocument("case", 7, marks=(a_mark("p2"),), writer="b", base=6)

    assert accept_document(kept, replace(later, base_writer="c")) == kept
    assert accept_document(kept, replace(later, base_writer="a")).document.seq == 7


def test_the_server_notes_which_pads_a_document_includes() -> None:
    board = accept_document(EMPTY, by("one", 4, 0, "p1"))
    seen = accept_document(board, by("two", 5, 4, "p1", "p2"))
    on = accept_document(seen, by("two", 6, 5, "p1", "p2"))
    third = accept_document(on, replace(by("three", 7, 6, "p2"), base_writer="two"))
    blind = accept_document(third, by("four", 8, None, "p9"))

    noted = [dict(one.document.included) for one in (board, seen, on, third, blind)]
    assert noted == [{}, {"one": 4}, {"one": 4}, {"one": 4, "two": 6}, {}]


def test_a_document_that_comes_again_is_no_other_one_whatever_it_names_as_its_base() -> None:
    board = accept_document(EMPTY, by("one", 4, 0, "p1"))
    seen = accept_document(board, by("two", 5, 4, "p1", "p2"))

    again = accept_document(seen, replace(by("two", 5, 5, "p1", "p2"), base_writer="two"))

    assert again == seen


def test_only_the_pads_that_wrote_last_are_noted() -> None:
    board = accept_document(EMPTY, by("pad 0", 1, 0))
    for count in range(1, 2 * MOST_PADS):
        board = accept_document(
            board, replace(by(f"pad {count}", count + 1, count), base_writer=f"pad {count - 1}")
        )

    noted = board.document.included
    assert len(noted) == MOST_PADS
    assert noted[-1] == (f"pad {2 * MOST_PADS - 2}", 2 * MOST_PADS - 1)
