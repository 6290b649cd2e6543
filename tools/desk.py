"""The app on a free port and a tablet that looks at it, for pictures and measurements."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
LANDSCAPE = {"width": 1180, "height": 820}
PORTRAIT = {"width": 820, "height": 1180}
PAD = "document.querySelector('.mp-root').__pad"
CHROME_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Swiftshader plays a graphics card, for WebGL; painting the page on it as well takes twice the time.
    "--disable-gpu-rasterization",
]


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(*command: str) -> Iterator[tuple[str, float]]:
    """Serve a Streamlit command on an empty store and yield its address and the seconds until it answered."""
    started = time.perf_counter()
    with TemporaryDirectory() as data, serving(Path(data), *command) as (address, _):
        yield address, time.perf_counter() - started


@contextmanager
def serving(data: Path, *command: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a Streamlit command with its store in a folder; yield its address and its process."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", *command, *options, "--browser.gatherUsageStats=false"],
        cwd=ROOT,
        env=os.environ | {"PLANNER_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(address)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_healthy(address: str, patience_s: float = 60.0) -> None:
    """Return as soon as the server answers."""
    deadline = time.perf_counter() + patience_s
    while time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise TimeoutError(f"{address} did not answer within {patience_s} s")


@contextmanager
def chrome() -> Iterator[Browser]:
    """Yield Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROME_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def tablet(browser: Browser, address: str, *, portrait: bool = False, dark: bool = False) -> Iterator[Page]:
    """Yield the desk on a touch screen, its pad ready for fingers."""
    context = browser.new_context(
        viewport=PORTRAIT if portrait else LANDSCAPE,
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.goto(f"{address}/plan?understood=1")
    page.wait_for_selector(".mp-root svg")
    page.wait_for_function(f"() => {PAD}.layer.draws > 0 && {PAD}.body.key")
    yield page
    context.close()


def settle(page: Page) -> None:
    """Return when the server has acknowledged everything and the picture stands."""
    page.wait_for_function(f"() => {PAD}.acked >= {PAD}.document.seq")
    page.wait_for_timeout(700)
