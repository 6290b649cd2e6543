"""The pad as a user meets it: fingers in tape millimetres, buttons by name, documents as they are kept."""

import math
import re
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page

Px = tuple[float, float]
PATIENCE_S = 20.0
MOST_CLICKS, CLICK_S = 3, 8.0
# Streamlit first asks whether its server lives below the page's own path; the answer is no.
_LOOKS_FOR_SERVER = re.compile(r"/(?:plan|treat|session|series|follow_up)/_stcore/")
_PAD = "document.querySelector('.mp-root')?.__pad"


def watch(page: Page, complaints: list[str]) -> None:
    """Note every error of the page and every request that leaves the loopback."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not _LOOKS_FOR_SERVER.search(message.location["url"]):
            complaints.append(message.text)

    def asked(url: str) -> None:
        if urlparse(url).scheme in {"http", "https", "ws", "wss"} and urlparse(url).hostname != "127.0.0.1":
            complaints.append(f"request to {url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda websocket: asked(websocket.url))


class PadPage:
    """One page with the pad on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._touch = page.context.new_cdp_session(page)

    def ready(self) -> "PadPage":
        """Wait until the body is drawn."""
        self.until("pad.layer.draws > 0 && pad.body.key")
        return self

    def next_case(self) -> "PadPage":
        """Put an empty case on the page, with a pad of its own."""
        before = self.ask("pad.document.case")
        self._until_still()
        for _ in range(MOST_CLICKS):  # Streamlit may lose one that comes as a run ends
            self.page.get_by_text("Next case").evaluate("(button) => button.click()")
            if self._comes("pad.document.case !== given", before, within_s=CLICK_S):
                break
        self.until("pad.document.case !== given", before)
        self.ready()
        # The run that shows it may still lay the page out, or mount the pad once more.
        self._until_still()
        return self

    def _until_still(self) -> None:
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def ask(self, expression: str, given: object = None) -> Any:
        """Return the value of an expression about ``pad``."""
        return self.page.evaluate(f"(given) => {{ const pad = {_PAD}; return {expression}; }}", given)

    def until(self, expression: str, given: object = None) -> None:
        if not self._comes(expression, given, within_s=PATIENCE_S):
            pytest.fail(f"Waited in vain until {expression}")

    def _comes(self, expression: str, given: object, *, within_s: float) -> bool:
        # Not wait_for_function: a strict content policy forbids what that evaluates in the page.
        end = time.monotonic() + within_s
        asked = f"(given) => {{ const pad = {_PAD}; return !!pad && !!({expression}); }}"
        while not (holds := bool(self.page.evaluate(asked, given))) and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        return holds

    # --- what is kept

    @property
    def document(self) -> dict[str, Any]:
        return dict(self.ask("pad.document.toWire(pad.body.key)"))

    @property
    def findings(self) -> list[dict[str, Any]]:
        return list(self.document["findings"])

    def saved(self) -> dict[str, Any]:
        """Wait until the server has acknowledged everything, and return what it has."""
        self.until("pad.acked >= pad.document.seq")
        return dict(self.ask("pad.data.doc ?? pad.document.toWire(pad.body.key)"))

    # --- fingers

    def at(self, u_mm: float, v_mm: float) -> Px:
        x, y = self.ask("pad.toPx(...given)", [u_mm, v_mm])
        return x, y

    def tap(self, u_mm: float, v_mm: float) -> None:
        self.page.touchscreen.tap(*self.at(u_mm, v_mm))

    def touch(self, kind: str, *fingers: Px) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(fingers)]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def drag(self, places: Sequence[Px], *, lift: bool = True) -> None:
        """Drag one finger over pixels of the page."""
        self.touch("touchStart", places[0])
        for place in places[1:]:
            self.touch("touchMove", place)
        if lift:
            self.touch("touchEnd")

    def drag_mm(self, places: Sequence[tuple[float, float]], *, lift: bool = True) -> None:
        pixels = self.ask("given.map(([u, v]) => pad.toPx(u, v))", [list(place) for place in places])
        self.drag([(x, y) for x, y in pixels], lift=lift)

    def pinch(self, middle: Px, from_px: float, to_px: float, steps: int = 8) -> None:
        x, y = middle
        self.touch("touchStart", (x - from_px / 2, y), (x + from_px / 2, y))
        for step in range(1, steps + 1):
            apart = from_px + (to_px - from_px) * step / steps
            self.touch("touchMove", (x - apart / 2, y), (x + apart / 2, y))
        self.touch("touchEnd")

    # --- buttons

    def button(self, an_id: str) -> Locator:
        return self.page.locator(f".mp-root [data-id='{an_id}']:visible").first

    def press(self, an_id: str) -> None:
        self.button(an_id).tap()

    def mark(self, u_mm: float, v_mm: float, intensity: int) -> None:
        self.press(f"intensity-{intensity}")
        self.tap(u_mm, v_mm)

    def toast(self) -> str:
        return self.page.locator(".mp-toast.mp-shown .mp-toast-words").inner_text()

    def card(self) -> str:
        return self.page.locator(".mp-card").inner_text()


def ring(
    u_mm: float, v_mm: float, radius_mm: float, *, turns: float = 1.0, corners: int = 40
) -> list[tuple[float, float]]:
    """Return the places of a stroke round (u, v)."""
    angles = [2 * math.pi * turns * i / corners for i in range(corners + 1)]
    return [(u_mm + radius_mm * math.cos(angle), v_mm + radius_mm * math.sin(angle)) for angle in angles]


def figure_of_eight(u_mm: float, v_mm: float, size_mm: float) -> list[tuple[float, float]]:
    angles = [2 * math.pi * i / 48 for i in range(49)]
    return [(u_mm + size_mm * math.sin(2 * angle), v_mm + size_mm * math.sin(angle)) for angle in angles]


def planned(pad: PadPage) -> PadPage:
    """Mark a zone and two points and wait for their plan."""
    pad.press("zone")
    pad.drag_mm(ring(60.0, 380.0, 35.0))
    pad.press("mark")
    pad.mark(-42.0, 409.0, 8)
    pad.mark(4.0, 385.0, 10)
    pad.saved()
    pad.until("pad.order.count > 10")
    return pad
