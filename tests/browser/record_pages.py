"""Pages about patients: series and follow-up of the demonstration's synthetic ones."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from planner.storage.address import StoreAddress
from planner.storage.opening import open_to_read
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession, find_series
from tests.browser.open_pages import OpenPages
from tests.browser.session_pages import rest

IMPROVES, UNCHANGED = "better from visit to visit", "no response"
OpenRecord = Callable[..., Page]


def demo(folder: Path) -> StoreAddress:
    return StoreAddress(path=folder / "data" / "demo.sqlite3", is_demo=True)


def code_of(folder: Path, story: str) -> str:
    with closing(open_to_read(demo(folder))) as store:
        return next(one.code for one in find_patients(store, DESK) if story in one.entry.note)


def last_session(folder: Path, story: str) -> StoredSession:
    with closing(open_to_read(demo(folder))) as store:
        patient = next(one for one in find_patients(store, DESK) if story in one.entry.note)
        return find_series(store, DESK, patient.id)[-1]


@pytest.fixture
def open_record(pages: OpenPages) -> OpenRecord:
    """Open a page about patients."""

    def opened(way: str, orientation: str = "landscape", scheme: str = "light") -> Page:
        page = pages.open(f"/{way}", orientation, scheme)
        shown(page)
        return page

    return opened


def shown(page: Page) -> None:
    heading = page.get_by_role("heading", name=re.compile("^(Series|Follow-up|Sessions)")).first
    expect(heading).to_be_visible(timeout=30_000)
    rest(page)


def press(page: Page, one: Locator) -> None:
    """Go to a button or a choice and press it with the keyboard."""
    one.focus()
    page.keyboard.press("Space")
    rest(page)
