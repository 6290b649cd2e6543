"""A tablet that speaks Streamlit's protocol: it opens a case, taps, and notes how long answers took."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_S = 30.0
RESEND_S = (1.2, 4.0, 8.0, 16.0)  # as frontend/protocol.js
MOST_MARKS = 24  # a back rarely has more; then the finger moves one instead
PLACES = [(-90.0 + 15.0 * column, 270.0 + 18.0 * row) for row in range(12) for column in range(13)]


@dataclass
class Noted:
    """What all tablets took note of."""

    opened_ms: list[float] = field(default_factory=list)
    taps_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)  # by case, its last document
    down_bytes: int = 0
    sent_again: int = 0


def line_to(address: str) -> connect:
    """Return the way to open a page's line to the server."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)


class Tablet:
    """One pad; its document goes up whole after each tap, as `frontend/protocol.js` sends it."""

    def __init__(self, case: str, noted: Noted, chance: random.Random) -> None:
        self._query = f"understood=1&case={case}"
        self._noted, self._chance = noted, chance
        self._document: dict[str, Any] = {}
        self.drawn = ""  # which plan the screen shows; like a browser it is sent again until it changes
        self._widget = self._fragment = self._script = ""
        self._data: dict[str, Any] = {}

    async def work(self, address: str, until_s: float, think_s: float) -> None:
        """Open the case and tap until the time is over, with an exponential pause before each tap."""
        async with line_to(address) as line:
            await self._note(self.open(line), self._noted.opened_ms)
            while (pause_s := self._chance.expovariate(1 / think_s)) + time.monotonic() < until_s:
                await self._idle(line, pause_s)
                await self._note(self.tap(line), self._noted.taps_ms)

    async def _note(self, step: Any, times_ms: list[float]) -> None:
        began = time.perf_counter()
        try:
            answered_at = await asyncio.wait_for(step, PATIENCE_S)
            times_ms.append((answered_at - began) * 1000)
        except TimeoutError:
            self._noted.errors.append(f"no answer within {PATIENCE_S:g} s")

    async def _idle(self, line: ClientConnection, pause_s: float) -> None:
        """Look at the screen, and take what the server still sends."""
        try:
            async with asyncio.timeout(pause_s):
                while True:
                    self._take(await self._hear(line))
        except TimeoutError:
            return

    async def open(self, line: ClientConnection) -> float:
        """Ask for the page and return when it stands."""
        await line.send(self._asked().SerializeToString())
        while not self._take(await self._hear(line)):
            pass
        self._document = dict(self._data["doc"]) | {"body_key": self._data["body"]["key"]}
        return time.perf_counter()

    async def tap(self, line: ClientConnection) -> float:
        """Send the document with one mark more, and return when its receipt and its plan are there."""
        self._document = self._marked(self._document)
        await line.send(self._asked(self._widget).SerializeToString())
        patience_s, *pauses_s = RESEND_S
        while self._data.get("ack", -1) < self._document["seq"]:
            try:
                self._take(await asyncio.wait_for(self._hear(line), patience_s))
            except TimeoutError:
                patience_s = pauses_s.pop(0) if pauses_s else RESEND_S[-1]
                self._noted.sent_again += 1
                await line.send(self._asked(self._widget).SerializeToString())
        answered_at = time.perf_counter()
        if self._data["refused"] or self._data["unsaved"]:
            self._noted.errors.append(str(self._data["refused"] or "not saved"))
        else:
            self._noted.acknowledged[self._document["case"]] = self._document
        self.drawn = f"{self._document['case']} {self._document['seq']}"  # then the panel follows
        await line.send(self._asked(self._widget).SerializeToString())
        return answered_at

    def _marked(self, document: dict[str, Any]) -> dict[str, Any]:
        findings, seq = list(document["findings"]), document["seq"] + 1
        u_mm, v_mm = self._chance.choice(PLACES)
        points = [one for one in findings if one["kind"] == "tender_point"]
        mark = {"id": f"p{seq}", "kind": "tender_point", "intensity": self._chance.randint(1, 10),
                "u_mm": u_mm, "v_mm": v_mm, "targets": ["t1"]}  # fmt: skip
        if len(points) >= MOST_MARKS:
            findings.remove(self._chance.choice(points))
        return document | {"seq": seq, "findings": [*findings, mark]}

    def _asked(self, widget_id: str = "") -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = "plan"
        message.rerun_script.page_script_hash = self._script
        message.rerun_script.fragment_id = self._fragment if widget_id else ""
        if widget_id:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = widget_id
            drawn = {"drawn": self.drawn} if self.drawn else {}
            widget.json_value = json.dumps({"doc": self._document} | drawn)
        return message

    async def _hear(self, line: ClientConnection) -> ForwardMsg:
        said = await line.recv(decode=False)
        self._noted.down_bytes += len(said)
        message = ForwardMsg()
        message.ParseFromString(said)
        return message

    def _take(self, message: ForwardMsg) -> bool:
        """Take note of a message; True once the script has run to its end."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                self._noted.errors.append(element.exception.message)
            if element.WhichOneof("type") == "bidi_component":
                self._take_pad(element.bidi_component, message.delta.fragment_id)
        if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self._noted.errors.append("the script did not run")
        return kind == "script_finished" and bool(self._widget)

    def _take_pad(self, pad: BidiComponent, fragment: str) -> None:
        told = json.loads(pad.mixed.json if pad.WhichOneof("data") == "mixed" else pad.json)
        if "ack" in told:  # and not another component of ours
            self._widget, self._fragment, self._data = pad.id, fragment, told
