"""A server on a free port, Chromium with fingers, and pages that may neither complain nor call outside."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import second_chance
from tests.browser.desk_page import DeskPage
from tests.browser.ghost_desks import keep_desks_with_ghosts
from tests.browser.kept_desks import KeepDesk, keep_desk
from tests.browser.link import Link
from tests.browser.open_pages import OpenPages
from tests.browser.pad_page import PadPage, watch
from tests.browser.pads import ORIENTATIONS, Pads, Tablets
from tests.browser.record_pages import open_record
from tests.browser.treat_page import ready_treat, treat

__all__ = ["open_record", "ready_treat", "treat"]

APP = Path(__file__).parents[2] / "app.py"
HARNESS = Path(__file__).parent / "pad_harness" / "served.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--process-per-site",  # pages of one app share what is compiled, as long as one of them is open
    "--disable-gpu-compositing",  # frames put together on a card that is only played take five times as long
]  # fmt: skip
SERVER_FLAGS = [
    "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal",
]  # fmt: skip
START_S = 120  # its patience only: a busy machine once took 89 s

# The files that take longest: they begin first, so that no worker is left with one of them at the end.
LONGEST = ("test_desk_kept", "test_kept_beside", "test_treat", "test_desk_looks", "test_desk_panel",
    "test_desk_marks", "test_replicas", "test_desk_line", "test_treat_looks", "test_records",
    "test_follow_up", "test_desk_optimise", "test_home", "test_desk_bound", "test_session", "test_pad_looks",
    "test_pad_plan", "test_two_tablets")  # fmt: skip

HAS_FAILED = pytest.StashKey[bool]()

expect.set_options(
    timeout=15_000
)  # the first page of a server may wait longer than Playwright's 5 s for its parts

# The pages that the pad is developed on are scripts for a server, not modules with examples in them.
collect_ignore = ["pad_harness"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    second_chance.refuse(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        second_chance.note(item, call.excinfo)
    item.stash[HAS_FAILED] = report.failed or item.stash.get(HAS_FAILED, False)
    return report


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
    """Serve a Streamlit script on the loopback until the block ends; its store lies beside the log."""
    port = free_port()
    surroundings = os.environ | {"PLANNER_DATA": str(log.parent / "data")}
    command = [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}", *SERVER_FLAGS]
    with log.open("w") as told:
        server = subprocess.Popen(command, cwd=script.parent, stdout=told, stderr=told, env=surroundings)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as the server answers."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
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


@pytest.fixture(scope="session")
def kept_pads(tablets: Tablets, harness_url: str) -> Pads:
    return Pads(tablets, harness_url)


@pytest.fixture
def pads(kept_pads: Pads) -> Iterator[Pads]:
    """Pads on their own page; when the test ends, none may have complained or called outside."""
    kept_pads.complaints.clear()
    yield kept_pads
    kept_pads.close_fresh()
    assert kept_pads.complaints == []


@pytest.fixture
def pad(pads: Pads) -> PadPage:
    return pads.empty()


@pytest.fixture
def link(harness_url: str) -> Iterator[Link]:
    """A line to the server that can be cut."""
    made = Link(int(harness_url.rsplit(":", 1)[1]))
    yield made
    made.close()


OpenDesk = Callable[..., DeskPage]


@pytest.fixture(scope="session")
def app_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real app keeps its store and its log; some desks stand in it before it starts."""
    folder = tmp_path_factory.mktemp("app")
    keep_desks_with_ghosts(folder / "data")
    return folder


@pytest.fixture(scope="session")
def app_url(app_folder: Path) -> Iterator[str]:
    """The real app on the loopback."""
    with serve(APP, app_folder / "server.log") as url:
        yield url


@pytest.fixture
def kept_desk(app_folder: Path, app_url: str) -> KeepDesk:
    """Keep a desk in the real app's store while it runs; what comes back is the query that leads to it."""
    return partial(keep_desk, app_folder / "data")


@pytest.fixture(scope="session")
def tablets(browser: Browser) -> Iterator[Tablets]:
    made = Tablets(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def kept_pages(tablets: Tablets, app_url: str) -> OpenPages:
    return OpenPages(tablets, app_url)


@pytest.fixture
def pages(kept_pages: OpenPages, request: pytest.FixtureRequest) -> Iterator[OpenPages]:
    """Pages of the app; when the test ends, none may have complained or called outside."""
    kept_pages.complaints.clear()
    yield kept_pages
    kept_pages.put_back(are_sound=not request.node.stash.get(HAS_FAILED, False))
    assert kept_pages.complaints == []


@pytest.fixture
def open_desk(pages: OpenPages, tablets: Tablets) -> Iterator[OpenDesk]:
    """Open the desk: of the app on a page that is open already, of another server on a page of its own."""
    loaded: list[Page] = []

    def opened(
        orientation: str = "landscape", scheme: str = "light", *, query: str = "?understood=1", url: str = ""
    ) -> DeskPage:
        if url:
            pages.keep_one(orientation, scheme)
            loaded.append(tablets(orientation, scheme).new_page())
            watch(loaded[-1], pages.complaints)
            loaded[-1].goto(f"{url}/plan{query}")
        page = loaded[-1] if url else pages.open(f"/plan{query}", orientation, scheme)
        desk = DeskPage(page, pages.complaints)
        desk.ready()
        return desk

    yield opened
    for page in loaded:
        page.close()


@pytest.fixture
def app_link(app_url: str) -> Iterator[Link]:
    """A line to the real app that can be cut."""
    made = Link(int(app_url.rsplit(":", 1)[1]))
    yield made
    made.close()
