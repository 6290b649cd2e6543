"""Pages of stored sessions: the demonstration's own ones, found in its store while the app runs."""

from contextlib import closing
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from planner.storage.address import StoreAddress
from planner.storage.history import History, find_history
from planner.storage.opening import open_to_read
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession, find_series
from tests.browser.pad_page import watch

ASKED_ELSEWHERE = "404"  # Streamlit first asks whether its server lives below the page's own path

SECOND_RUN_MS = 700  # the browser tells its colours after the first run, and then the page is run again


def stored_sessions(folder: Path) -> list[StoredSession]:
    """Return every session that an app keeps in this folder."""
    with closing(open_to_read(_address(folder))) as store:
        return [
            session
            for patient in find_patients(store, DESK)
            for session in find_series(store, DESK, patient.id)
        ]


def kept_history(folder: Path, session_id: str) -> History:
    with closing(open_to_read(_address(folder))) as store:
        return find_history(store, DESK, session_id)


def open_session(tablet: BrowserContext, url: str, session_id: str, complaints: list[str]) -> Page:
    page = tablet.new_page()
    watch(page, complaints)
    page.goto(f"{url}/session?understood=1&session={session_id}")
    expect(page.get_by_role("heading", name="Session of P-")).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-session_map img")).to_be_visible()
    page.wait_for_timeout(SECOND_RUN_MS)
    rest(page)
    complaints[:] = [said for said in complaints if ASKED_ELSEWHERE not in said]
    return page


def rest(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    expect(page.locator("[data-stale='true']")).to_have_count(0)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def _address(folder: Path) -> StoreAddress:
    return StoreAddress(path=folder / "data" / "demo.sqlite3", is_demo=True)
