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
from tests.browser.open_pages import SECOND_RUN_MS

CHOICES_THAT_WAIT = "window.sessionStorage.getItem('mesoplan.chosen')"
WORDS_THAT_WAIT = "window.sessionStorage.getItem('mesoplan.typed')"  # typed into forms that were not sent


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


def load_session(tablet: BrowserContext, url: str, session_id: str) -> Page:
    """Load the page of a session of another server than the app's."""
    page = tablet.new_page()
    page.goto(url + session_at(session_id))
    session_shown(page)
    page.wait_for_timeout(SECOND_RUN_MS)
    rest(page)
    return page


def session_at(session_id: str) -> str:
    return f"/session?understood=1&session={session_id}"


def session_shown(page: Page) -> None:
    """Wait until the page of a session stands still."""
    expect(page.get_by_role("heading", name="Session of P-")).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-session_map img")).to_be_visible()
    rest(page)


def rest(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    expect(page.locator("[data-stale='true']")).to_have_count(0)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def _address(folder: Path) -> StoreAddress:
    return StoreAddress(path=folder / "data" / "demo.sqlite3", is_demo=True)
