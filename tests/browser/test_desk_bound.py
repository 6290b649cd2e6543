"""With how few punctures a fill could do, beside the plan: its words, its proof on the map, other spreads."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KeepDesk, OpenDesk
from tests.browser.kept_desks import a_ring
from tests.browser.pad_page import ring
from tests.conftest import a_session, a_zone

SAYS = re.compile(
    r"^(\d+) punctures; no plan can do with fewer(?: than (\d+))? \(spread (\d+(?:\.\d)?) mm\)$"
)
WITNESSES = """pad.planTraces.filter((trace) => trace.meta?.layer === "Why not fewer")"""


@pytest.fixture
def filled(open_desk: OpenDesk, kept_desk: KeepDesk):
    """A desk on which a zone is filled point by point."""
    session = a_session("point_by_point", a_zone(a_ring(60.0, 430.0, 45.0)), pattern="fill")
    desk = open_desk(query=kept_desk(session))
    expect(desk.figure("punctures")).to_have_text(re.compile(r"^[1-9]\d*$"), timeout=30_000)
    return desk


def test_the_bound_stands_beside_the_punctures_with_its_proof(filled) -> None:
    bound = filled.page.locator(".st-key-bound")
    sentence = bound.get_by_text("no plan can do with fewer")
    expect(sentence).to_have_text(SAYS, timeout=30_000)

    count, least, _ = SAYS.match(sentence.inner_text()).groups()
    expect(filled.figure("punctures")).to_have_text(count)
    assert least is None or 0.6 * int(count) <= int(least) < int(count)
    expect(bound).to_contain_text("This is geometry at the chosen spread, not what the patient needs.")


def test_the_count_falls_as_the_spread_grows(filled) -> None:
    bound = filled.page.locator(".st-key-bound")
    chart = bound.locator("img")
    expect(chart).to_be_visible(timeout=60_000)
    expect(bound.get_by_text("Working out smaller spreads")).to_have_count(0, timeout=60_000)

    rows = re.findall(r"(\d+) at ([\d.]+) mm, no plan with fewer than (\d+)", chart.get_attribute("alt"))
    counts, spreads, least = ([float(row[k]) for row in rows] for k in range(3))
    assert spreads == sorted(spreads)
    assert 17.3 in spreads
    assert counts == sorted(counts, reverse=True)
    assert all(low <= count for low, count in zip(least, counts, strict=True))


def test_places_of_which_no_injection_serves_two_are_drawn_when_asked_for(filled) -> None:
    bound = filled.page.locator(".st-key-bound")
    expect(bound.get_by_text("no plan can do with fewer")).to_be_visible(timeout=30_000)
    assert filled.ask(WITNESSES) == []

    switch = bound.get_by_text(re.compile(r"^Why not fewer: \d+ places on the map$"))
    switch.tap()

    filled.until(f"{WITNESSES}.length > 0")
    expect(bound).to_contain_text("no injection serves two of the places")
    switch.tap()
    filled.until(f"{WITNESSES}.length === 0")


def test_a_new_tap_brings_a_new_bound(filled) -> None:
    sentence = filled.page.locator(".st-key-bound").get_by_text("no plan can do with fewer")
    expect(sentence).to_have_text(SAYS, timeout=30_000)
    before = sentence.inner_text()

    filled.press("zone")
    filled.drag_mm(ring(-70.0, 430.0, 40.0))

    expect(sentence).not_to_have_text(before, timeout=30_000)
    expect(sentence).to_have_text(SAYS, timeout=30_000)
    expect(filled.figure("punctures")).to_have_text(SAYS.match(sentence.inner_text()).group(1))
