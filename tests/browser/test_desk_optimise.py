"""The search for fewer deposits, as a practitioner begins, watches and stops it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenDesk

POINTS = ((15.0, 409.0, 9), (74.0, 418.0, 3), (24.0, 456.0, 5), (-40.0, 380.0, 6), (-62.0, 431.0, 4))


def test_a_fill_is_optimised_in_the_background_and_a_change_shows_the_quick_plan(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose("Fill")
    desk.mark_all(POINTS)
    desk.rest()
    quick = desk.injections()
    panel = desk.page.locator(".st-key-optimise")

    panel.get_by_role("button", name="Optimise").tap()
    expect(panel).to_contain_text(re.compile(r"punctures at step [1-9]\d* of \d+"), timeout=60_000)
    panel.get_by_role("button", name="Stop and keep the best").tap()
    expect(panel).to_contain_text(re.compile(r"Optimised: \d+ punctures after \d+ steps"), timeout=60_000)
    desk.rest()

    assert len(desk.injections()) <= len(quick)
    desk.mark(0.0, 330.0, 5)
    expect(panel).to_contain_text("Changed since it was optimised", timeout=20_000)
    desk.rest()
    assert len(desk.injections()) > 1
    assert desk.complaints == []
