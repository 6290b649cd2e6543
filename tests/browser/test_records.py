"""Series of sessions as a hand and an eye meet them, on the demonstration's synthetic patients."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.desk_page import DeskPage
from tests.browser.pad_page import ring
from tests.browser.record_pages import (
    IMPROVES,
    UNCHANGED,
    OpenRecord,
    code_of,
    last_session,
    shown,
)
from tests.browser.session_pages import rest, violations
from tests.browser.touched import LEAST_PX, too_small

SMALL_AT_HAND = """(least) => [...document.querySelectorAll(
  "[data-testid=stElementToolbar] button, [data-testid=stHeaderActionElements]")]
  .map((one) => [one.getAttribute("aria-label"), one.getBoundingClientRect().width])
  .filter(([, width]) => width > 0 && width < least)"""  # what Streamlit shows only under a hand


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
    shown(page)

    expect(page.get_by_role("combobox", name="Schedule")).to_have_value(re.compile("Monthly"))
    head = last_session(app_folder, IMPROVES).head
    assert head.reason == "Next session settled after the session was closed"


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
