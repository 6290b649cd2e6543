"""A session's life as a hand and an eye meet it: each saved state looked at."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from planner.storage.revisions import Revision, SessionState
from planner.ui.session_record import read_state
from tests.browser.open_pages import OpenPages, go
from tests.browser.session_pages import (
    kept_history,
    rest,
    session_at,
    session_shown,
    stored_sessions,
    violations,
)
from tests.browser.touched import LEAST_PX, TOUCHED, too_small

OpenSession = Callable[..., Page]


@pytest.fixture
def open_closed(pages: OpenPages, app_folder: Path) -> OpenSession:
    """Open a closed session."""

    def opened(orientation: str = "landscape", scheme: str = "light") -> Page:
        closed = next(s for s in stored_sessions(app_folder) if s.state is SessionState.CLOSED)
        page = pages.open(session_at(closed.id), orientation, scheme)
        session_shown(page)
        return page

    return opened


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

    assert too_small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []


def test_a_session_that_is_not_kept_here_is_said(open_closed: OpenSession) -> None:
    page = open_closed()

    go(page, session_at("0000000000000000"))

    expect(page.get_by_text("That session is not kept here")).to_be_visible()


def amend(page: Page, reason: str, note: str) -> None:
    """Open the form, correct the note and save."""
    page.get_by_text("Correct this session").tap()
    page.get_by_label("Why it is corrected").fill(reason)
    page.get_by_label("Note, names nobody").fill(note)
    page.get_by_role("button", name="Save the amendment").tap()


def test_a_closed_session_is_amended_with_a_reason_and_says_what_changed(
    open_closed: OpenSession, app_folder: Path
) -> None:
    page = open_closed()
    session_id = page.url.rpartition("session=")[2]
    before = kept_history(app_folder, session_id)

    amend(page, "", "phoned on Monday")
    expect(page.get_by_text("changed only with a reason")).to_be_visible()
    said = page.get_by_text("changed only with a reason").bounding_box() or {}
    button = page.get_by_role("button", name="Save the amendment").bounding_box() or {}
    page.get_by_label("Why it is corrected").fill("patient phoned")
    page.get_by_role("button", name="Save the amendment").tap()
    expect(page.get_by_role("heading", name=f"Saved state {before.version + 1}", exact=True)).to_be_visible()
    expect(page.get_by_text(f"Saved as state {before.version + 1}.")).to_be_visible()
    after = kept_history(app_folder, session_id)

    changed = page.get_by_role("table", name="What changed").get_by_role("row", name="Note")
    expect(changed).to_contain_text("phoned on Monday")
    assert 0 < button["y"] - said["y"] < 120  # right above the button that was pressed
    assert after.states[: before.version] == before.states
    assert isinstance(after.head, Revision)
    assert after.head.reason == "patient phoned"


def test_the_later_of_two_tablets_sees_both_and_keeps_its_own_on_top(
    open_closed: OpenSession, app_folder: Path
) -> None:
    early, late = open_closed(), open_closed("portrait", "dark")
    session_id = early.url.rpartition("session=")[2]
    version = kept_history(app_folder, session_id).version

    amend(early, "from the letter", "worse in the morning")
    expect(early.get_by_role("heading", name=f"Saved state {version + 1}", exact=True)).to_be_visible()
    amend(late, "from the phone", "better at night")
    expect(late.get_by_text(f"saved this session meanwhile, as state {version + 1}")).to_be_visible()
    rest(late)
    differs = late.get_by_role("table", name="What differs").get_by_role("row", name="Note").inner_text()
    small, found = late.evaluate(TOUCHED, LEAST_PX), violations(late)
    meanwhile = kept_history(app_folder, session_id).version
    late.get_by_role("button", name="Keep yours").tap()
    expect(late.get_by_role("heading", name=f"Saved state {version + 2}", exact=True)).to_be_visible()

    notes = [read_state(state).visit.note for state in kept_history(app_folder, session_id).states[version:]]
    assert meanwhile == version + 1
    assert "worse in the morning" in differs
    assert "better at night" in differs
    assert notes == ["worse in the morning", "better at night"]
    assert (small, found) == ([], [])


def test_two_screens_on_one_amendment_see_what_the_other_entered_and_send_it_whole(
    open_closed: OpenSession, app_folder: Path
) -> None:
    one = open_closed()
    session_id = one.url.rpartition("session=")[2]
    version = kept_history(app_folder, session_id).version
    one.get_by_text("Correct this session").tap()
    one.get_by_label("Note, names nobody").fill("worse at noon")
    one.get_by_label("Why it is corrected").tap()
    expect(one.get_by_text("not yet in the record")).to_be_visible()
    other = open_closed()

    other.get_by_role("button", name="Go on with it").tap()
    other.get_by_label("Batch 1").fill("B77")
    other.keyboard.press("Tab")
    expect(other.get_by_text(re.compile(r"^Written down \d"))).to_be_visible()
    one.get_by_label("Why it is corrected").fill("from the diary")
    one.get_by_role("button", name="Save the amendment").tap()
    expect(one.get_by_text("what it entered is shown now")).to_be_visible()
    seen = [one.get_by_label(name).input_value() for name in ("Why it", "Note, names", "Batch 1")]
    one.get_by_role("button", name="Save the amendment").tap()
    expect(one.get_by_text(f"Saved as state {version + 1}.")).to_be_visible()

    visit = read_state(kept_history(app_folder, session_id).head).visit
    assert seen == ["from the diary", "worse at noon", "B77"]
    assert visit is not None
    assert (visit.note, visit.products[0].batch) == ("worse at noon", "B77")
