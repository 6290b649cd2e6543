"""A session's life as a hand and an eye meet it: each saved state looked at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from planner.storage.revisions import SessionState
from tests.browser.pads import Tablet
from tests.browser.session_pages import open_session, rest, stored_sessions, violations
from tests.browser.test_desk_looks import LEAST_PX, TOUCHED

OpenSession = Callable[..., Page]


@pytest.fixture
def open_closed(tablets: Tablet, app_url: str, app_folder: Path) -> Iterator[OpenSession]:
    """Open a closed session; when the test ends, no page may have complained or called outside."""
    pages: list[Page] = []
    complaints: list[str] = []

    def opened(orientation: str = "landscape", scheme: str = "light") -> Page:
        closed = next(s for s in stored_sessions(app_folder) if s.state is SessionState.CLOSED)
        pages.append(open_session(tablets(orientation, scheme), app_url, closed.id, complaints))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def test_every_saved_state_can_be_looked_at(open_closed: OpenSession) -> None:
    page = open_closed()
    states = page.get_by_role("radio")
    count = states.count()

    page.get_by_text("1 · draft").tap()
    expect(page.get_by_role("heading", name="Saved state 1", exact=True)).to_be_visible()
    rest(page)
    draft = page.locator(".st-key-session_map img").get_attribute("alt")
    page.get_by_text("3 · done").tap()
    expect(page.get_by_role("heading", name="Saved state 3", exact=True)).to_be_visible()
    rest(page)

    assert count >= 4
    assert "no treatment" in str(draft)
    assert "given" in str(page.locator(".st-key-session_map img").get_attribute("alt"))
    expect(
        page.get_by_role("table", name="What changed").get_by_role("row", name="Treatment")
    ).to_be_visible()


@pytest.mark.parametrize(("orientation", "scheme"), [("landscape", "light"), ("portrait", "dark")])
def test_a_session_is_large_enough_to_touch_and_axe_objects_to_nothing(
    open_closed: OpenSession, orientation: str, scheme: str
) -> None:
    page = open_closed(orientation, scheme)

    assert page.evaluate(TOUCHED, LEAST_PX) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []


def test_a_session_that_is_not_kept_here_is_said(tablets: Tablet, app_url: str) -> None:
    page = tablets("landscape", "light").new_page()

    page.goto(f"{app_url}/session?understood=1&session=0000000000000000")

    expect(page.get_by_text("That session is not kept here")).to_be_visible(timeout=30_000)
    page.close()
