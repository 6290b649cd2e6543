"""Pads and servers round one store, in a test's hand: every message and every write waits until it is let go.

The pads are the browser's own documents. A mark is known by its u for as long as it exists, whatever its id
becomes, and each of its states by a v of its own.
"""

from dataclasses import dataclass, field
from typing import Any

from planner.body.points import PointMm
from planner.files.desk_file import read_desk
from planner.files.pad_document import document_members, read_pad_document
from planner.session import FindingKind, Marked, PointFinding
from planner.ui.board import accept_document, named, put_mark
from planner.ui.pad_data import edit_members
from tests.browser.ledger import Ledger, Lost, State
from tests.browser.pad_page import PadPage
from tests.browser.servers_of_one_store import Server, Store

MOST_ROUNDS = 8
OPEN = """async () => {
  const at_pad = "/_stcore/bidi-components/mesoplan.pad/";
  const { opened, PadDocument } = await import(`${at_pad}document.js`);
  const { findUnsent, keepUnsent } = await import(`${at_pad}unsent.js`);
  const pads = [];
  const at = (doc, v_mm) => doc.content.findings.find((found) => found.v_mm === v_mm);
  const steps = {
    open: (pad, which, writer) => {
      pads[which] = { doc: Object.assign(new PadDocument("case"), { writer }), acked: 0 };
    },
    reopen: ({ doc }, which, writer) => {
      keepUnsent(doc);
      const fresh = Object.assign(new PadDocument("case"), { writer });
      pads[which] = { doc: opened(fresh, findUnsent("case")), acked: 0 };
    },
    add: ({ doc }, which, mark) => doc.putFinding(
      { kind: "tender_point", u_mm: mark, v_mm: mark, intensity: 1, targets: [] }),
    change: ({ doc }, which, v_mm, state) => doc.putFinding({ ...at(doc, v_mm), v_mm: state }),
    remove: ({ doc }, which, v_mm) => doc.remove(at(doc, v_mm).id),
    undo: ({ doc }) => doc.undo(),
    redo: ({ doc }) => doc.redo(),
    hear: (pad, which, { doc: copy, ack, ack_writer, edits }) => {
      const { doc, acked } = pad;
      const places = () => [doc.agreed.content, doc.content].flatMap((all) => all.findings);
      const before = places();
      const met = doc.meet(copy, ack, ack_writer, edits);
      pad.acked = doc.safeUpTo(ack, ack_writer);
      const isAsked = (one) => met?.disputes.some(({ id, other }) => one.id === id || one.id === other);
      pad.asked = [...before, ...places()].filter(isAsked).map((one) => one.u_mm);
      pad.sends = Boolean(met) || (pad.acked < acked && doc.seq > pad.acked);
    },
    look: () => {},
  };
  window.__step = ([name, which, ...given]) => {
    steps[name](pads[which], which, ...given);
    const { doc, acked, asked = [], sends = false } = pads[which];
    return { asked, sends, isPending: doc.seq > acked, wire: doc.toWire("body") };
  };
}"""
Wire = dict[str, Any]


@dataclass
class Tablet:
    """One pad's line: to which server, what is on its way, and what the server has of it."""

    server: int
    life: int = 0
    up: list[Wire] = field(default_factory=list)
    down: list[dict[str, Any]] = field(default_factory=list)
    sent: Wire | None = None
    wire: Wire = field(default_factory=dict)

    def cut(self) -> None:
        self.up.clear()
        self.down.clear()
        self.sent = None


class ManyPads:
    """Pads on a browser's page, and servers round one store."""

    def __init__(self, page: PadPage, *, pads: int, servers: int) -> None:
        self._page, self.store, self.ledger, self._lives = page.page, Store(), Ledger(), 0
        self._page.evaluate(OPEN)
        self.servers = [Server(self.store) for _ in range(servers)]
        self.tablets = [Tablet(which % servers) for which in range(pads)]
        for which in range(pads):
            self.reload(which)

    # --- fingers and keys

    def add(self, which: int) -> None:
        self._step("add", which, self.ledger.add(self.tablets[which].life))
        self.send(which)

    def change(self, which: int, state: State) -> None:
        self._step("change", which, state, self.ledger.change(state, self.tablets[which].life))
        self.send(which)

    def remove(self, which: int, state: State) -> None:
        self.ledger.remove(state, self.tablets[which].life)
        self._step("remove", which, state)
        self.send(which)

    def undo(self, which: int) -> None:
        before = set(self.states(which))
        self._step("undo", which)
        self.ledger.undo(before ^ set(self.states(which)))
        self.send(which)

    def redo(self, which: int) -> None:
        before = set(self.states(which))
        self._step("redo", which)
        self.ledger.undo(before ^ set(self.states(which)))
        self.send(which)

    def type(self, server: int, *, is_kept: bool) -> None:
        """Type a point beside the pad; nobody was told that it is saved before it is kept."""
        mark = self.ledger.add(None if is_kept else Ledger.NOBODY)
        point = PointFinding("", FindingKind.TENDER_POINT, PointMm(mark, mark), 1)
        at = self.servers[server]
        at.look()
        at.take(lambda board: put_mark(board, Marked(named(board, point, "kp"), ())))
        if is_kept:
            at.keep()

    def states(self, which: int) -> list[State]:
        return [one["v_mm"] for one in self.tablets[which].wire["findings"]]

    # --- lines

    def send(self, which: int) -> None:
        self.tablets[which].up.append(self.tablets[which].wire)

    def deliver(self, which: int, *, is_fresh: bool = True) -> None:
        """Let the oldest document arrive, at a server that has asked the store before, or has not."""
        tablet = self.tablets[which]
        if not tablet.up:
            return
        tablet.sent = tablet.up.pop(0)
        document = read_pad_document(tablet.sent)
        at = self.servers[tablet.server]
        if is_fresh:
            at.look()
        at.take(lambda board: accept_document(board, document))

    def answer(self, which: int, *, is_torn: bool = False) -> None:
        """Send what the server has; torn: between its board and its receipt something is kept."""
        tablet = self.tablets[which]
        at = self.servers[tablet.server]
        at.look()
        kept, sent, edits, told = at.board.document, tablet.sent, at.board.edits, at.saving.edits
        if is_torn:
            at.keep()
        wrote = sent is not None and not edits and (sent["seq"], sent["writer"]) == (kept.seq, kept.writer)
        tablet.down.append(
            {
                "doc": None if wrote else document_members(kept),
                "edits": [edit_members(edit) for edit in edits if edit.number <= told],
                "ack": at.saving.seq,
                "ack_writer": at.saving.writer,
            }
        )

    def hear(self, which: int) -> None:
        tablet = self.tablets[which]
        if not tablet.down:
            return
        came = self._step("hear", which, tablet.down.pop(0))
        self.ledger.asked |= set(came["asked"])
        if not came["isPending"]:
            self.ledger.promised |= set(self.states(which))
        if came["sends"]:
            self.send(which)

    def turn(self, which: int, *, is_heard: bool = True) -> None:
        """Let a document go up, be kept, and be answered, if the answer arrives."""
        tablet = self.tablets[which]
        tablet.up = [tablet.wire]
        self.deliver(which)
        self.servers[tablet.server].keep()
        self.answer(which)
        while is_heard and tablet.down:
            self.hear(which)
        tablet.down.clear()

    def reload(self, which: int) -> None:
        """Open the case on another page: what was not kept is gone."""
        tablet = self.tablets[which]
        self.ledger.end(tablet.life)
        self._lives += 1
        tablet.life = self._lives
        tablet.cut()
        self._step("open", which, f"pad {self._lives}")
        self.answer(which)
        self.hear(which)

    def reopen(self, which: int) -> None:
        """Load the page afresh: what was not acknowledged was kept; what had gone up may yet arrive."""
        tablet = self.tablets[which]
        self._lives += 1
        tablet.down.clear()
        tablet.sent = None
        self._step("reopen", which, f"pad {self._lives}")
        self.answer(which)
        self.hear(which)
        self.send(which)

    def move(self, which: int, server: int) -> None:
        """Have nginx choose another server for a pad."""
        self.tablets[which].cut()
        self.tablets[which].server = server
        self.answer(which)

    def kill(self, server: int) -> None:
        self.servers[server] = Server(self.store)
        for tablet in self.tablets:
            if tablet.server == server:
                tablet.cut()

    # --- the end

    def settle(self) -> None:
        """Let everything arrive, until nothing more happens, and ask whether all is where it has to be."""
        for server in self.servers:
            server.keep()
        for _ in range(MOST_ROUNDS):
            for which in range(len(self.tablets)):
                self.turn(which)
            if self._is_still():
                break
        shown = [self._shown(tablet.wire["findings"]) for tablet in self.tablets]
        kept = document_members(read_desk(self.store.body).document)["findings"] if self.store.body else []
        self.ledger.require_whole(shown, self._shown(kept))

    def _is_still(self) -> bool:
        seen = [self._shown(tablet.wire["findings"]) for tablet in self.tablets]
        return all(one == seen[0] for one in seen) and not any(tablet.up for tablet in self.tablets)

    def _shown(self, findings: Any) -> list[tuple[float, State]]:
        ids = [one["id"] for one in findings]
        if len(set(ids)) < len(ids):
            raise Lost(f"an id stands twice: {ids}")
        return sorted((one["u_mm"], one["v_mm"]) for one in findings)

    def _step(self, name: str, which: int, *given: object) -> Wire:
        came: Wire = self._page.evaluate("(step) => __step(step)", [name, which, *given])
        self.tablets[which].wire = came["wire"]
        return came
