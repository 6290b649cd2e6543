"""A tap until its new plan is painted, against the floor: an empty fragment of the same server.

Times are taken inside the page, from the finger's lift until the frame after Plotly's drawing has been
painted. Everything is measured in one run, in turns, and printed as ratios beside the aims.
"""

import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, WebSocket

from tools.desk import LANDSCAPE, PAD, chrome, served

CLOCK = Path(__file__).with_name("tap_clock.js").read_text()
TAPS = 24
WARM_UP = 3
ZONE = [[-105, 250], [105, 250], [105, 530], [-105, 530]]
PLACES = [(-90.0 + 36.0 * column, 266.0 + 44.0 * row) for row in range(6) for column in range(6)]
SPACING_MM = {300: 15.0, 2000: 5.9, 3000: 4.8}
FILL_SPREAD_MM = 10.0
MOST_RATIO, MOST_KB = 3.0, 40.0


class Wire:
    """Counts what goes over the websockets of a page, as it is before the line compresses it."""

    def __init__(self, page: Page) -> None:
        self.down = self.up = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._add(len(frame), 0))
        socket.on("framesent", lambda frame: self._add(0, len(frame)))

    def _add(self, down: int, up: int) -> None:
        self.down += down
        self.up += up

    def kb_since(self, before: tuple[int, int]) -> tuple[float, float]:
        return (self.down - before[0]) / 1000, (self.up - before[1]) / 1000


@contextmanager
def page_at(browser: Browser, address: str) -> Iterator[tuple[Page, Wire]]:
    """Yield a page on a touch screen with the clock in it."""
    context = browser.new_context(viewport=LANDSCAPE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    wire = Wire(page)
    page.goto(address)
    yield page, wire
    context.close()


def until(page: Page, expression: str) -> None:
    """Wait for a state of the page, looking as seldom as does not disturb the measurement."""
    for _ in range(1200):
        if page.evaluate(f"() => !!({expression})"):
            return
        page.wait_for_timeout(50)
    raise TimeoutError(expression)


def timed(page: Page, arm: str, tap: Callable[[], None]) -> dict[str, Any]:
    """Return the times of one tap. [ms]"""
    until(page, "document.querySelector('[data-test-script-state=notRunning]')")
    page.evaluate(f"__clock.{arm}()")
    tap()
    until(page, "__clock.times")
    times: dict[str, Any] = page.evaluate("__clock.times")
    return times


def floor_ms(page: Page) -> list[float]:
    """Return the times from tap to text of the empty fragment. [ms]"""
    page.bring_to_front()
    box = page.get_by_role("button", name="Tap").bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    runs = [timed(page, "armFloor", lambda: page.touchscreen.tap(*at)) for _ in range(TAPS + WARM_UP)]
    return [times["painted"] - times["lifted"] for times in runs[WARM_UP:]]


def show_plan(page: Page, wanted: int) -> int:
    """Put a nappage of about that many injections on the desk and return how many it became."""
    choose(page, "Nappage")
    until(page, f"{PAD}.targets[0].title === 'Nappage'")
    draw_zone(page)
    enter(page, "Between drops (mm)", SPACING_MM[wanted])
    return count_once(page, f"Math.abs({PAD}.order.count / {wanted} - 1) < 0.15")


def show_fill(page: Page) -> int:
    """Have the same zone filled with few deposits, the whole of which every tap plans anew."""
    choose(page, "Fill")
    page.wait_for_timeout(1000)
    draw_zone(page)
    before = page.evaluate(f"{PAD}.order.count")
    enter(page, "A deposit serves (mm)", FILL_SPREAD_MM)
    return count_once(page, f"{PAD}.order.count > 1.5 * {before}")


def choose(page: Page, name: str) -> None:
    page.bring_to_front()
    until(page, f"{PAD}?.layer.draws > 0".replace(".__pad", "?.__pad"))
    page.get_by_role("radio", name=name, exact=True).tap()


def draw_zone(page: Page) -> None:
    page.evaluate(
        f"outline => {PAD}.addFindings([{{ kind: 'zone', intensity: 5, outline_mm: outline }}])", ZONE
    )
    until(page, f"{PAD}.order.count > 0 && document.querySelector('[data-test-script-state=notRunning]')")


def enter(page: Page, label: str, value: float) -> None:
    field = page.get_by_role("spinbutton", name=label)
    field.fill(f"{value:g}")
    field.press("Enter")


def count_once(page: Page, condition: str) -> int:
    """Return how many injections the plan has, once something holds of it and it is drawn."""
    until(page, f"{condition} && !{PAD}.layer.isDrawing")
    page.wait_for_timeout(1000)
    count: int = page.evaluate(f"{PAD}.order.count")
    return count


def pad_taps(page: Page, wire: Wire) -> tuple[list[dict[str, Any]], list[tuple[float, float]]]:
    """Return the times and the kilobytes of every tap."""
    page.bring_to_front()
    runs, sizes = [], []
    for place in PLACES[: TAPS + WARM_UP]:
        at = page.evaluate(f"place => {PAD}.toPx(...place)", list(place))
        before = wire.down, wire.up
        runs.append(timed(page, "armPad", lambda at=at: page.touchscreen.tap(*at)))
        until(page, "document.querySelector('[data-test-script-state=notRunning]')")
        sizes.append(wire.kb_since(before))
    return runs[WARM_UP:], sizes[WARM_UP:]


def said(name: str, times_ms: list[float]) -> str:
    p50, p95 = np.percentile(times_ms, [50, 95])
    return f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms"


def report(
    name: str, runs: list[dict[str, Any]], sizes: list[tuple[float, float]], floor_p50_ms: float
) -> None:
    """Print what was measured of one plan."""
    whole = [times["painted"] - times["lifted"] for times in runs]
    arrived = statistics.median(times["arrived"] - times["lifted"] for times in runs)
    drew = statistics.median(times["drew"] for times in runs)
    down, up = (statistics.median(column) for column in zip(*sizes, strict=True))
    frames = max(times.get("firstLightFrames", 100) for times in runs)
    print(said(f"tap to plan painted, {name}", whole))
    print(f"  ratio to the floor {statistics.median(whole) / floor_p50_ms:.2f} (aim: at most {MOST_RATIO:g})")
    print(f"  of it until the data came {arrived:.0f} ms, Plotly's drawing {drew:.0f} ms")
    print(f"  the mark shows in frame {frames} after the lift, at the latest (aim: 1)")
    print(f"  {down:.1f} kB down, {up:.1f} kB up for each tap (aim: at most {MOST_KB:g} kB down at 2,000)")


def main() -> None:
    """Measure floor and pad in turns, and print."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with (
        served("run", "benchmarks/tap_server.py") as (address, _),
        chrome() as browser,
        page_at(browser, f"{address}/floor") as (floor, _),
    ):
        floor.get_by_role("button", name="Tap").wait_for()
        floor.evaluate(CLOCK)
        floors = floor_ms(floor)
        measured = []
        for wanted in SPACING_MM:
            with page_at(browser, f"{address}/?understood=1") as (page, wire):
                page.evaluate(CLOCK)
                name = f"{show_plan(page, wanted)} injections"
                measured.append((name, *pad_taps(page, wire)))
            floors += floor_ms(floor)
        with page_at(browser, f"{address}/?understood=1") as (page, wire):
            page.evaluate(CLOCK)
            name = f"a fill of {show_fill(page)} deposits"
            measured.append((name, *pad_taps(page, wire)))
    print(said("floor, an empty fragment", floors))
    for name, runs, sizes in measured:
        report(name, runs, sizes, statistics.median(floors))
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
