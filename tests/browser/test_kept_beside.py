"""What is decided beside the marks, found by a search, noted or not sent yet: there again after kill -9."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from planner.storage.revisions import SessionState
from tests.browser.conftest import OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.mortal_app import MortalApp
from tests.browser.pads import Tablets
from tests.browser.record_pages import UNCHANGED, code_of
from tests.browser.session_pages import kept_history, load_session, rest, stored_sessions
from tests.browser.test_desk_comparison import KEEP, TOTAL, WEIGHTS, button
from tests.browser.test_desk_kept import CUT, case_of

POINTS = ((15.0, 409.0, 9), (74.0, 418.0, 3), (24.0, 456.0, 5), (-40.0, 380.0, 6), (-62.0, 431.0, 4))
OPTIMISED = re.compile(r"Optimised: \d+ punctures? after \d+ steps")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mortal")


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[MortalApp]:
    made = MortalApp(folder)
    made.start()
    yield made
    made.stop()


def restart(app: MortalApp) -> None:
    app.stand_by()
    app.kill()
    app.start()


def optimise(desk: DeskPage) -> Locator:
    """Search a fill for fewer deposits, and return the place on the panel that says so."""
    panel = desk.page.locator(".st-key-optimise")
    panel.get_by_role("button", name="Optimise").tap()
    stop = panel.get_by_role("button", name="Stop and keep the best")
    expect(panel).to_contain_text(re.compile(r"at step [1-9]\d* of \d+|Optimised: "), timeout=60_000)
    if stop.count():
        stop.tap()
    expect(panel).to_contain_text(OPTIMISED, timeout=60_000)
    return panel


def test_plan_a_weights_and_a_found_plan_are_there_after_the_server_was_killed(
    app: MortalApp, open_desk: OpenDesk
) -> None:
    desk = open_desk(url=app.url)
    desk.choose("Fill")
    desk.mark_all(POINTS[:4])
    desk.rest()
    button(desk, KEEP).tap()
    desk.mark(*POINTS[4])
    desk.rest()
    said = optimise(desk).inner_text()
    total_by_our_weights = desk.page.get_by_text(TOTAL).inner_text()
    desk.page.get_by_text(WEIGHTS).tap()
    desk.enter("Needle entries", "95")
    expect(desk.page.get_by_text(TOTAL)).not_to_have_text(total_by_our_weights)
    desk.rest()
    total = desk.page.get_by_text(TOTAL).inner_text()
    found, query = desk.injections(), case_of(desk)
    desk.page.close()

    restart(app)
    desk = open_desk(url=app.url, query=query)
    desk.rest()

    assert desk.injections() == found
    assert desk.page.locator(".st-key-optimise").inner_text() == said
    expect(desk.page.get_by_text(TOTAL)).to_have_text(total)
    desk.page.get_by_text(WEIGHTS).tap()
    expect(desk.setting("Needle entries")).to_have_value("95")
    button(desk, "Back to A").tap()
    desk.until("pad.content.findings.length === 4")
    desk.forgive(*CUT)


def test_days_of_rest_and_a_note_are_there_after_the_server_was_killed(
    app: MortalApp, open_desk: OpenDesk, tablets: Tablets, folder: Path
) -> None:
    page = tablets("landscape", "light").new_page()
    page.goto(f"{app.url}/?understood=1&patient={code_of(folder, UNCHANGED)}")
    page.get_by_role("button", name="New session from the last one").tap(timeout=30_000)
    page.wait_for_url(re.compile("case="))
    query = f"?understood=1&case={re.findall('case=([0-9a-f]+)', page.url)[0]}"
    page.close()
    desk = open_desk(url=app.url, query=query)
    desk.mark(40.0, 300.0, 7)
    desk.rest()
    desk.enter("Fades within, days", "49")
    desk.rest()
    note_of(desk).fill("Mrs Rossi slept badly")
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_text("looks as if it held a name")).to_be_visible()
    desk.rest()
    desk.page.close()

    restart(app)
    desk = open_desk(url=app.url, query=query)

    expect(desk.setting("Fades within, days")).to_have_value("49")
    expect(note_of(desk)).to_have_value("Mrs Rossi slept badly")
    desk.forgive(*CUT)


def note_of(desk: DeskPage) -> Locator:
    """Open the note and return its field."""
    desk.page.get_by_text("Note of this session").tap()
    return desk.page.get_by_label("Note, names nobody")


def test_an_unsent_amendment_is_there_after_the_server_was_killed_and_is_sent_once(
    app: MortalApp, tablets: Tablets, folder: Path
) -> None:
    closed = next(one for one in stored_sessions(folder) if one.state is SessionState.CLOSED)
    page = load_session(tablets("landscape", "light"), app.url, closed.id)
    open_form(page).fill("from the letter")
    page.get_by_label("Note, names nobody").fill("worse in the morning")
    page.keyboard.press("Tab")
    expect(page.get_by_text("not yet in the record")).to_be_visible()
    page.wait_for_url(re.compile("amendment="))
    rest(page)
    address = page.url
    page.close()

    restart(app)
    page = tablets("landscape", "light").new_page()
    page.goto(address)

    expect(page.get_by_label("Why it is corrected")).to_have_value("from the letter", timeout=30_000)
    expect(page.get_by_label("Note, names nobody")).to_have_value("worse in the morning")
    page.get_by_role("button", name="Save the amendment").tap()
    expect(page.get_by_text(f"Saved as state {closed.version + 1}.")).to_be_visible()
    expect(open_form(page)).to_have_value("")
    expect(page.get_by_text(re.compile("not yet in the record", re.IGNORECASE))).to_have_count(0)
    assert "amendment=" not in page.url
    assert kept_history(folder, closed.id).version == closed.version + 1
    page.close()


def open_form(page: Page) -> Locator:
    """Open the form of an amendment and return the field of its reason."""
    page.get_by_text("Correct this session").tap()
    field = page.get_by_label("Why it is corrected")
    expect(field).to_be_visible()
    return field
