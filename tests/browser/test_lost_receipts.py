"""Pads that do not hear what the server took: no mark is doubled and none that was removed comes back."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from planner.files.pad_document import document_members, read_pad_document
from planner.ui.board import Board, accept_document, new_board
from tests.browser.pad_page import PadPage

# The pads' real documents, three of them on one page; each point is known by its u, whatever its id becomes.
OPEN = """async () => {
  const { PadDocument } = await import("/_stcore/bidi-components/mesoplan.pad/document.js");
  window.__pads = [0, 1, 2].map(() => new PadDocument("case"));
}"""
ADD = """([which, u_mm]) => {
  __pads[which].putFinding({ kind: "tender_point", u_mm, v_mm: 300, intensity: 1, targets: [] });
}"""
CHANGE = """([which, u_mm, intensity]) => {
  const pad = __pads[which];
  const one = pad.content.findings.find((found) => found.u_mm === u_mm);
  if (intensity) pad.putFinding({ ...one, intensity });
  else pad.remove(one.id);
}"""
WIRE = """(which) => __pads[which].toWire("body")"""
MEET = """([which, copy, ack, writer]) => {
  const pad = __pads[which];
  const places = () => [pad.agreed.content, pad.content].flatMap((all) => all.findings);
  const [before, met] = [places(), pad.meet(copy, ack, writer)];
  const isAsked = (one) => met?.disputes.some(({ id, other }) => one.id === id || one.id === other);
  return { asked: met ? [...before, ...places()].filter(isAsked).map((one) => one.u_mm) : [],
    steps_back: pad.past.length };
}"""


@dataclass
class Desk:
    """One case on a server, and three pads on a line that may fail either way."""

    pad: PadPage
    board: Board = field(default_factory=lambda: new_board("case", "nappage"))
    asked: set[float] = field(default_factory=set)
    steps_back: int = 0

    def __post_init__(self) -> None:
        self.pad.page.evaluate(OPEN)

    def add(self, which: int, u_mm: float) -> None:
        self.pad.page.evaluate(ADD, [which, u_mm])

    def change(self, which: int, u_mm: float, intensity: int) -> None:
        """Give the point another intensity; 0 removes it."""
        self.pad.page.evaluate(CHANGE, [which, u_mm, intensity])

    def wire(self, which: int) -> dict[str, Any]:
        return dict(self.pad.page.evaluate(WIRE, which))

    def findings(self, which: int) -> list[tuple[float, int]]:
        return sorted((one["u_mm"], one["intensity"]) for one in self.wire(which)["findings"])

    def send(self, which: int, *, is_heard: bool = True, ack: tuple[int, str] | None = None) -> None:
        """Send a pad's document up; what the server answers is lost unless ``is_heard``."""
        self.board = accept_document(self.board, read_pad_document(self.wire(which)))
        kept = self.board.document
        if is_heard:
            answer = [which, document_members(kept), *(ack or (kept.seq, kept.writer))]
            met = self.pad.page.evaluate(MEET, answer)
            self.asked |= set(met["asked"])
            self.steps_back = met["steps_back"]


@pytest.fixture
def desk(pad: PadPage) -> Desk:
    return Desk(pad)


@pytest.mark.parametrize(("intensity", "left"), [(7, [(10.0, 7)]), (0, [])])
@pytest.mark.parametrize("documents", [1, 2])
def test_a_mark_whose_receipt_was_lost_is_not_put_in_again(
    desk: Desk, intensity: int, left: list[tuple[float, int]], documents: int
) -> None:
    desk.add(0, 10.0)
    desk.send(0, is_heard=False)
    desk.send(1)
    desk.change(1, 10.0, intensity)
    desk.send(1)
    for more in range(1, documents):
        desk.add(1, 20.0 * more)
        desk.send(1)

    desk.send(0)

    assert [one for one in desk.findings(0) if one[0] == 10.0] == left
    assert desk.findings(0) == desk.findings(1)
    assert not desk.asked


def test_what_came_after_the_lost_receipt_is_put_on_what_the_other_made_of_it(desk: Desk) -> None:
    desk.add(0, 10.0)
    desk.send(0, is_heard=False)
    desk.add(0, 30.0)
    desk.send(1)
    desk.change(1, 10.0, 7)
    desk.send(1)

    desk.send(0)

    assert desk.findings(0) == [(10.0, 7), (30.0, 1)]


def test_a_pad_that_changed_nothing_sends_the_others_document_as_the_others(desk: Desk) -> None:
    desk.add(1, 10.0)
    desk.send(1)
    desk.add(1, 20.0)
    desk.send(1)
    written = desk.board
    desk.send(0, ack=(1, written.document.writer))  # the second one is not saved yet

    desk.send(0, ack=(1, written.document.writer))
    desk.send(1)

    assert desk.board == written
    assert desk.steps_back == 2  # the writer's own way back stands


@pytest.mark.parametrize("seed", range(4))
def test_on_a_bad_line_every_mark_is_there_once_and_what_was_removed_stays_away(
    desk: Desk, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    removed: set[float] = set()
    added = 0

    for _ in range(50):
        which = int(draw.integers(3))
        known = [u_mm for u_mm, _ in desk.findings(which)]
        if draw.random() < 0.4 or not known:
            added += 1
            desk.add(which, float(added))
        else:
            u_mm, intensity = float(draw.choice(known)), int(draw.integers(10))
            desk.change(which, u_mm, intensity)
            if not intensity:
                removed.add(u_mm)
        desk.send(which, is_heard=bool(draw.random() < 0.5))
    for which in (0, 1, 2) * 4:
        desk.send(which)

    everywhere = [desk.findings(which) for which in range(3)]
    settled = [u_mm for u_mm, _ in everywhere[0] if u_mm not in desk.asked]
    expected = set(map(float, range(1, added + 1))) - removed - desk.asked
    assert everywhere[0] == everywhere[1] == everywhere[2]
    assert settled == sorted(expected)
