"""Series and follow-up as a hand and an eye meet them, on the demonstration's synthetic patients."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from planner.storage.address import StoreAddress
from planner.storage.audit import find_audit
from planner.storage.opening import open_to_read
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession, find_series
from tests.browser.desk_page import DeskPage
from tests.browser.open_pages import OpenPages
from tests.browser.pad_page import ring
from tests.browser.session_pages import CHOICES_THAT_WAIT, WORDS_THAT_WAIT, rest, violations
from tests.browser.test_desk_looks import LEAST_PX, TOUCHED

SMALL_AT_HAND = """(least) => [...document.querySelectorAll(
  "[data-testid=stElementToolbar] button, [data-testid=stHeaderActionElements]")]
  .map((one) => [one.getAttribute("aria-label"), one.getBoundingClientRect().width])
  .filter(([, width]) => width > 0 && width < least)"""  # what Streamlit shows only under a hand
LYING_ON_EACH_OTHER = """() => {
  const signs = [...document.querySelectorAll(".mt-root circle.mt-given")]
    .map((one) => ({ x: one.cx.baseVal.value, y: one.cy.baseVal.value, r: one.r.baseVal.value }));
  return signs.filter((one, at) => signs.slice(at + 1)
    .some((other) => Math.hypot(one.x - other.x, one.y - other.y) < 0.9 * (one.r + other.r))).length;
}"""
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
        ready(page)
        return page

    return opened


def ready(page: Page) -> None:
    heading = page.get_by_role("heading", name=re.compile("^(Series|Follow-up|Sessions)")).first
    expect(heading).to_be_visible(timeout=30_000)
    rest(page)


def too_small(page: Page) -> list[str]:
    """Return what is too small to touch, once what opens with a movement has come to rest."""
    found: list[str] = page.evaluate(TOUCHED, LEAST_PX)
    for _ in range(10):
        if not found:
            break
        page.wait_for_timeout(200)
        found = page.evaluate(TOUCHED, LEAST_PX)
    return found


def test_no_response_after_three_sessions_is_said_with_its_source(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record(f"series?understood=1&patient={code_of(app_folder, UNCHANGED)}")

    expect(page.get_by_text("Pain did not fall enough to count.")).to_be_visible()
    page.get_by_role("button", name="Why, and who says so").tap()

    expect(page.get_by_text("judged after the third session").first).to_be_visible()
    chart = page.locator(".st-key-series_chart img").get_attribute("alt")
    assert re.search(r"Pain, NRS 7, 6, 6; Tender points 6, 7, 6;", str(chart))


def test_another_schedule_of_a_closed_session_is_kept_as_an_amendment(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record(f"series?understood=1&patient={code_of(app_folder, IMPROVES)}")

    page.get_by_role("combobox", name="Schedule").tap()
    page.get_by_role("option", name=re.compile("Monthly")).tap()
    expect(page.get_by_label("The last session is closed: why is it amended?")).to_be_visible()
    page.get_by_role("button", name="Keep the next day").tap()
    expect(page.get_by_role("button", name="Keep the next day")).to_have_count(0)
    rest(page)
    page.reload()
    ready(page)

    expect(page.get_by_role("combobox", name="Schedule")).to_have_value(re.compile("Monthly"))
    head = last_session(app_folder, IMPROVES).head
    assert head.reason == "Next session settled after the session was closed"


def test_a_nodule_is_put_on_the_map_with_a_tap_and_found_after_a_reload(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record(f"follow_up?understood=1&patient={code_of(app_folder, IMPROVES)}")
    expect(page.locator(".mt-root svg image")).to_have_count(1)

    page.get_by_role("button", name="Nodule").or_(page.get_by_role("radio", name="Nodule")).first.tap()
    rest(page)
    page.get_by_label("Note, no names").fill("as a pea")
    page.keyboard.press("Tab")
    rest(page)
    waiting, chosen = page.evaluate(WORDS_THAT_WAIT), page.evaluate(CHOICES_THAT_WAIT)
    box = page.locator(".mt-root").bounding_box() or {}
    page.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    sent = page.evaluate(WORDS_THAT_WAIT), page.evaluate(CHOICES_THAT_WAIT)
    expect(page.locator(".mt-spot")).to_have_count(1)
    rest(page)
    page.reload()
    ready(page)

    assert "as a pea" in waiting
    assert "nodule" in chosen
    assert sent == (None, None)
    expect(page.get_by_label("Note, no names")).to_have_value("")
    expect(page.get_by_role("radio", name="Redness")).to_be_checked()
    expect(page.locator(".mt-spot-name")).to_have_text(["nodule"])
    expect(page.get_by_text("It is no diagnosis")).to_be_visible()
    head = last_session(app_folder, IMPROVES).head
    assert (head.state.value, head.reason) == ("closed", "follow-up")
    page.get_by_role("button", name="Entered by mistake").tap()
    expect(page.locator(".mt-spot")).to_have_count(0)
    rest(page)
    page.get_by_role("combobox", name="Side effects of the session").tap()
    page.get_by_role("option").nth(1).tap()
    expect(page.locator(".mt-spot-name")).to_have_text(["haematoma"])


def test_a_side_effect_is_placed_with_the_keyboard_alone(open_record: OpenRecord, app_folder: Path) -> None:
    page = open_record(f"follow_up?understood=1&patient={code_of(app_folder, IMPROVES)}")

    press(page, page.locator(".st-key-follow summary").filter(has_text="Or type where it is"))
    away = page.get_by_role("spinbutton", name="mm from the midline")
    away.fill("38")
    away.press("Tab")
    level = page.get_by_role("combobox", name="Level")
    level.press("Enter")
    level.press_sequentially("L4")
    level.press("Enter")
    press(page, page.get_by_role("button", name="Save this side effect here"))
    expect(page.get_by_text("Not saved: choose the side")).to_be_visible()
    press(page, page.get_by_role("radio", name="Patient's left"))
    expect(page.locator(".mt-root svg image")).to_have_count(
        1
    )  # a map that moved on the page asks for it again
    small, complaints = too_small(page), violations(page)
    press(page, page.get_by_role("button", name="Save this side effect here"))

    expect(page.locator(".mt-spot-name")).to_have_text(["redness"])
    expect(page.get_by_text("38 mm left of midline, near L4").first).to_be_visible()
    assert (small, complaints) == ([], [])
    away.fill("900")
    away.press("Tab")
    rest(page)
    press(page, page.get_by_role("button", name="Save this side effect here"))
    expect(page.get_by_text("Not on the body map: give a smaller distance")).to_be_visible()
    press(page, page.get_by_role("button", name="Entered by mistake"))
    expect(page.locator(".mt-spot")).to_have_count(0)


def test_a_pass_given_has_the_colour_of_its_target(open_record: OpenRecord, app_folder: Path) -> None:
    page = open_record(f"follow_up?understood=1&patient={code_of(app_folder, UNCHANGED)}")
    expect(page.locator(".mt-root line.mt-given")).to_have_count(10)

    colours = page.evaluate(
        """["line", "line + circle"].map((part) => [...new Set(
          [...document.querySelectorAll(`.mt-root ${part}.mt-given`)]
            .map((one) => getComputedStyle(one)[part === "line" ? "stroke" : "fill"]))])"""
    )

    assert colours[0] == colours[1]
    assert len(colours[0]) == 1
    assert page.evaluate(LYING_ON_EACH_OTHER) == 0


def press(page: Page, one: Locator) -> None:
    """Go to a button or a choice and press it with the keyboard."""
    one.focus()
    page.keyboard.press("Space")
    rest(page)


def test_a_question_is_answered_where_it_stands_and_a_batch_found_in_one_search(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record("follow_up?understood=1")
    question = page.get_by_text(re.compile(r"session of .* asked")).first.inner_text()

    page.get_by_role("button", name="No side effects").first.tap()
    expect(page.get_by_text(question)).to_have_count(0)
    page.get_by_role("textbox", name="Batch").fill("demo 2381")
    page.get_by_role("button", name="Search the saved sessions").tap()

    expect(page.get_by_text("2 patients, 5 sessions")).to_be_visible()
    expect(page.get_by_text("batch DEMO-2381")).to_have_count(5)
    with closing(open_to_read(demo(app_folder))) as store:
        searched = [one.detail for one in find_audit(store, DESK) if one.action == "batch searched"]
    assert searched[-1].startswith("5 of ")


def test_skin_that_rests_fades_on_the_desk_and_the_lattice_goes_into_its_gaps_if_asked(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record(f"?understood=1&patient={code_of(app_folder, UNCHANGED)}")
    page.get_by_role("button", name="New session from the last one").tap()
    desk = DeskPage(page, [])
    desk.ready()
    expect(page.get_by_role("button", name=re.compile("^Ask about side effects of "))).to_be_visible()
    desk.choose("Nappage")
    expect(page.get_by_role("radio", name="Nappage", exact=True)).to_be_checked()
    desk.press("zone")
    desk.drag_mm(ring(-80.0, 140.0, 35.0))
    desk.rest()
    before = desk.injections()

    expect(page.locator(".st-key-rest")).to_contain_text(re.compile(r"Punctured lately: \d+ places"))
    assert "Punctured lately" in desk.ask("pad.layers.map((layer) => layer.title)")
    page.get_by_role("button", name="Shift the lattice into the gaps").tap()
    expect(page.get_by_role("button", name="Put the lattice back on the map")).to_be_visible()
    desk.rest()
    shifted = desk.injections()
    page.get_by_role("button", name="Put the lattice back on the map").tap()
    expect(page.get_by_role("button", name="Shift the lattice into the gaps")).to_be_visible()
    desk.rest()

    assert shifted != before
    assert desk.injections() == before


@pytest.mark.parametrize(("orientation", "scheme"), [("landscape", "light"), ("portrait", "dark")])
def test_records_are_large_enough_to_touch_and_axe_objects_to_nothing(
    open_record: OpenRecord, app_folder: Path, orientation: str, scheme: str
) -> None:
    code = code_of(app_folder, UNCHANGED)
    for way in (f"series?understood=1&patient={code}", f"follow_up?understood=1&patient={code}"):
        page = open_record(way, orientation, scheme)

        assert too_small(page) == []
        assert page.evaluate(SMALL_AT_HAND, LEAST_PX) == []
        assert violations(page) == []
