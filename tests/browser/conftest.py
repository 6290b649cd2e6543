"""A server on a free port, Chromium with fingers, and pages that may neither complain nor call outside."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.link import Link
from tests.browser.pad_page import PadPage, watch

HARNESS = Path(__file__).parent / "pad_harness" / "served.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
SERVER_FLAGS = [
    "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal",
]  # fmt: skip
ORIENTATIONS = {"landscape": {"width": 1180, "height": 820}, "portrait": {"width": 820, "height": 1180}}
START_S = 60

# The pages that the pad is developed on are scripts for a server, not modules with examples in them.
collect_ignore = ["pad_harness"]

OpenPad = Callable[..., PadPage]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        sentence = "BROWSER TESTS DID NOT RUN: Chromium is missing. On Debian: sudo apt install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(script: Path, log: Path) -> Iterator[str]:
    """Serve a Streamlit script on the loopback until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}", *SERVER_FLAGS]
    with log.open("w") as told:
        server = subprocess.Popen(command, cwd=script.parent, stdout=told, stderr=told)  # noqa: S603
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def harness_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(HARNESS, tmp_path_factory.mktemp("harness") / "server.log") as url:
        yield url


@pytest.fixture(params=ORIENTATIONS)
def each_orientation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def case(request: pytest.FixtureRequest) -> str:
    """A case of the test's own, so that tests do not see one another's documents."""
    return "".join(letter if letter.isalnum() else "-" for letter in request.node.name)


def new_context(browser: Browser, orientation: str = "landscape", *, is_dark: bool = False) -> BrowserContext:
    """Return a browser context that behaves as a tablet."""
    return browser.new_context(
        viewport=ORIENTATIONS[orientation],
        has_touch=True,
        is_mobile=True,
        color_scheme="dark" if is_dark else "light",
    )


@pytest.fixture(scope="session")
def tablets(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Each kind of tablet once: its cache keeps Plotly.js from one test to the next."""
    made: dict[tuple[str, bool], BrowserContext] = {}

    def tablet(orientation: str, *, is_dark: bool) -> BrowserContext:
        kind = (orientation, is_dark)
        if kind not in made:
            made[kind] = new_context(browser, orientation, is_dark=is_dark)
        return made[kind]

    yield tablet
    for context in made.values():
        context.close()


@pytest.fixture
def open_pad(tablets: Callable[..., BrowserContext], harness_url: str, case: str) -> Iterator[OpenPad]:
    """Open the pad's own page; when the test ends, the page must not have complained or called outside."""
    pages: list[Page] = []
    complaints: list[str] = []

    def opened(
        orientation: str = "landscape", query: str = "", *, url: str = harness_url, is_dark: bool = False
    ) -> PadPage:
        page = tablets(orientation, is_dark=is_dark).new_page()
        pages.append(page)
        watch(page, complaints)
        page.goto(f"{url}/?case={case}&{query}{'&dark' if is_dark else ''}")
        return PadPage(page).ready()

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture
def link(harness_url: str) -> Iterator[Link]:
    """A line to the server that can be cut."""
    made = Link(int(harness_url.rsplit(":", 1)[1]))
    yield made
    made.close()
