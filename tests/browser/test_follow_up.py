"""Side effects, questions and batches as a hand and an eye meet them, on the demonstration's patients."""

import re
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from planner.storage.audit import find_audit
from planner.storage.opening import open_to_read
from planner.storage.principal import DESK
from tests.browser.record_pages import (
    IMPROVES,
    UNCHANGED,
    OpenRecord,
    code_of,
    demo,
    last_session,
    press,
    shown,
)
from tests.browser.session_pages import CHOICES_THAT_WAIT, WORDS_THAT_WAIT, rest, violations
from tests.browser.touched import too_small

LYING_ON_EACH_OTHER = """() => {
  const signs = [...document.querySelectorAll(".mt-root circle.mt-given")]
    .map((one) => ({ x: one.cx.baseVal.value, y: one.cy.baseVal.value, r: one.r.baseVal.value }));
  return signs.filter((one, at) => signs.slice(at + 1)
    .some((other) => Math.hypot(one.x - other.x, one.y - other.y) < 0.9 * (one.r + other.r))).length;
}"""


def test_a_nodule_is_put_on_the_map_with_a_tap_and_found_after_a_reload(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record(f"follow_up?understood=1&patient={code_of(app_folder, IMPROVES)}")
    expect(page.locator(".mt-root image.mt-skin[href]")).to_have_count(1)

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
    shown(page)

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
    rest(page)
    choose_level(page, "L2")
    press(page, page.get_by_role("button", name="Save this side effect here"))
    expect(page.get_by_text("Not saved: choose the side")).to_be_visible()
    press(page, page.get_by_role("radio", name="Patient's left"))
    expect(page.locator(".mt-root image.mt-skin[href]")).to_have_count(
        1
    )  # a map that moved on the page asks for it again
    small, complaints = too_small(page), violations(page)
    press(page, page.get_by_role("button", name="Save this side effect here"))

    expect(page.locator(".mt-spot-name")).to_have_text(["redness"])
    expect(page.get_by_text("38 mm left of midline, near L2").first).to_be_visible()
    assert (small, complaints) == ([], [])
    away.fill("900")
    away.press("Tab")
    rest(page)
    press(page, page.get_by_role("button", name="Save this side effect here"))
    expect(page.get_by_text("Not on the body map: give a smaller distance")).to_be_visible()
    press(page, page.get_by_role("button", name="Entered by mistake"))
    expect(page.locator(".mt-spot")).to_have_count(0)


def choose_level(page: Page, name: str) -> None:
    """Type a level and take it with Enter once it is lit: Enter takes whatever is lit by then."""
    level = page.get_by_role("combobox", name="Level")
    expect(level).not_to_have_value(name)
    level.press_sequentially(name)
    expect(level).to_have_value(name)
    expect(page.locator("[role=option][data-focused]")).to_have_text(name)
    level.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(level).to_have_value(name)


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


def test_a_question_is_answered_where_it_stands_and_a_batch_found_in_one_search(
    open_record: OpenRecord, app_folder: Path
) -> None:
    page = open_record("follow_up?understood=1")
    question = page.get_by_text(re.compile(r"session of .* asked")).first.inner_text()

    page.get_by_role("button", name="No side effects").first.tap()
    expect(page.get_by_text(question)).to_have_count(0)
    batch = page.get_by_role("textbox", name="Batch")
    expect(batch).to_have_count(
        1
    )  # while the page runs again, what it showed before stands beside what it shows
    batch.fill("demo 2381")
    page.get_by_role("button", name="Search the saved sessions").tap()

    expect(page.get_by_text("2 patients, 5 sessions")).to_be_visible()
    expect(page.get_by_text("batch DEMO-2381")).to_have_count(5)
    with closing(open_to_read(demo(app_folder))) as store:
        searched = [one.detail for one in find_audit(store, DESK) if one.action == "batch searched"]
    assert searched[-1].startswith("5 of ")
