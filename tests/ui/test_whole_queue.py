"""What a run showed reaches the browser in order, whatever runs again before it was sent."""

import asyncio
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from planner.ui import warm_up
from planner.ui.whole_queue import WholeQueue
from tests.ui.screen import BadDeltaPath, Screen

PANEL = ("comparison", "outcome", "findings")
WHAT_RUNS = (None, ("pad",), PANEL, ("pad", *PANEL), ("bound",))


@dataclass(frozen=True)
class Run:
    """A run of a page, or of some fragments.

    Parameters
    ----------
    fragments
        Which ones; None: the whole page.
    figures
        Of how many figures the outcome speaks; None: nothing is marked yet.
    is_sent
        Whether what waits is sent before something runs again.
    """

    fragments: tuple[str, ...] | None
    figures: int | None
    is_sent: bool


class Desk:
    """A page laid out as our desk is: a fragment that watches the bound stands inside the outcome."""

    def __init__(self, queue: ForwardMsgQueue) -> None:
        self.queue, self.screen = queue, Screen()
        self._runs = 0
        self._figures: int | None = None

    def run(self, run: Run) -> None:
        if run.fragments == ("bound",) and self._figures is None:
            return
        self._runs += 1
        ids = [self._id(name) for name in run.fragments or ()]
        self.queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=ids or None)
        self._lifecycle(ids, new_session={})
        if run.fragments is None or "outcome" in run.fragments:
            self._figures = run.figures
        self._show(run.fragments)
        status = "FINISHED_FRAGMENT_RUN_SUCCESSFULLY" if ids else "FINISHED_SUCCESSFULLY"
        self._lifecycle(ids, script_finished=getattr(ForwardMsg, status))
        if run.is_sent:
            self.send()

    def run_all(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self.run(run)

    def send(self) -> None:
        for message in self.queue.flush():
            self.screen.take(message)

    def _show(self, fragments: tuple[str, ...] | None) -> None:
        parts = {"pad": self._pad, "comparison": self._comparison, "outcome": self._outcome,
                 "findings": self._findings, "bound": self._bound}  # fmt: skip
        if fragments is None:
            self._block("pad area", 0)
            self._pad()
            self._block("panel", 1)
            self._element("targets", 1, 0)
            for name in PANEL[:2]:
                parts[name]()
            self._element("settings", 1, 3)
            self._findings()
        for name in fragments or ():
            parts[name]()

    def _pad(self) -> None:
        self._block("pad", 0, 0, fragment="pad")
        self._element("map", 0, 0, 0, fragment="pad")

    def _comparison(self) -> None:
        self._block("comparison", 1, 1, fragment="comparison")

    def _outcome(self) -> None:
        self._block("outcome", 1, 2, fragment="outcome")
        if self._figures is None:
            self._element("nothing marked", 1, 2, 0, fragment="outcome")
            return
        for number in range(self._figures):
            self._element(f"figure {number}", 1, 2, number, fragment="outcome")
        self._bound()
        self._element("needle", 1, 2, self._figures + 1, fragment="outcome")

    def _bound(self) -> None:
        place = self._figures or 0
        self._block("bound", 1, 2, place, fragment="bound")
        self._element("fewest", 1, 2, place, 0, fragment="bound")

    def _findings(self) -> None:
        self._block("findings", 1, 4, fragment="findings")

    def _id(self, name: str) -> str:
        """Return a fragment's id: Streamlit makes it of the place where the fragment stands."""
        return f"{name} {self._figures}" if name == "bound" else name

    def _block(self, name: str, *path: int, fragment: str = "") -> None:
        message = self._delta(path, fragment)
        message.delta.add_block.id = name
        self.queue.enqueue(message)

    def _element(self, name: str, *path: int, fragment: str = "") -> None:
        message = self._delta(path, fragment)
        message.delta.new_element.markdown.body = name
        self.queue.enqueue(message)

    def _delta(self, path: tuple[int, ...], fragment: str) -> ForwardMsg:
        message = ForwardMsg()
        message.metadata.delta_path.extend(path)
        message.delta.fragment_id = self._id(fragment)
        return message

    def _lifecycle(self, ids: list[str], **kind: Any) -> None:
        message = ForwardMsg(**kind)
        message.metadata.run.script_run_id = str(self._runs)
        message.metadata.run.fragment_ids.extend(ids)
        self.queue.enqueue(message)


FIRST = Run(None, None, is_sent=True)
QUICK_TAPS = (FIRST, Run(PANEL, 7, is_sent=False), Run(PANEL, 7, is_sent=True))
figures = st.none() | st.integers(0, 8)
runs = st.lists(st.builds(Run, st.sampled_from(WHAT_RUNS), figures, st.booleans()), max_size=8)


@given(asked=runs)
def test_the_screen_comes_to_what_a_faster_line_would_have_shown(asked: list[Run]) -> None:
    slow, quick = Desk(WholeQueue()), Desk(WholeQueue())

    for run in [FIRST, *asked]:
        slow.run(run)
        quick.run(run)
        quick.send()
    slow.send()

    assert slow.screen.root.shown() == quick.screen.root.shown()


def test_taps_quicker_than_the_line_do_not_stop_the_page() -> None:
    desk = Desk(WholeQueue())

    desk.run_all(QUICK_TAPS)

    outcome = desk.screen.root.children[1].children[2]
    assert [child.name for child in outcome.children[7:]] == ["bound", "needle"]


def test_streamlit_itself_would_stop_the_page_there() -> None:
    desk = Desk(ForwardMsgQueue())

    with pytest.raises(BadDeltaPath, match=r"7 \(should be between \[0, 1\]\)"):
        desk.run_all(QUICK_TAPS)


def test_the_server_lets_every_page_wait_in_such_a_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "ForwardMsgQueue", ForwardMsgQueue)
    monkeypatch.setattr(warm_up, "kept_open", nullcontext)
    monkeypatch.setattr(warm_up, "wanted_workers", lambda: 0)
    monkeypatch.setattr(warm_up, "all_techniques", tuple)
    monkeypatch.setattr(warm_up, "SWITCH_S", sys.getswitchinterval())

    async def begin() -> type[ForwardMsgQueue]:
        async with warm_up.warm_up(None):
            return app_session.ForwardMsgQueue

    assert asyncio.run(begin()) is WholeQueue
