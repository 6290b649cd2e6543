"""Two plans side by side and the place of the largest gap, by finger."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import KeepDesk, OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.kept_desks import a_ring
from tests.conftest import a_session, a_zone

LEAST_TOUCH_PX = 44
LAYERS = "pad.planTraces.map((trace) => trace.meta.layer)"
KEEP = re.compile("Keep this plan as A")
GAP = "Show largest gap"
HIDE = "Hide largest gap"
WEIGHTS = "Weights, and how it is reckoned"
TOTAL = re.compile(r"Total by your own weights: A \d+ · B \d+ of 100")


def button(desk: DeskPage, name: str | re.Pattern[str]) -> Locator:
    return desk.page.get_by_role("button", name=name)


@pytest.fixture
def zone_of_drops(open_desk: OpenDesk, kept_desk: KeepDesk) -> OpenDesk:
    """Open a desk with a zone of drops on it."""

    def opened(orientation: str = "landscape") -> DeskPage:
        zone = a_zone(a_ring(55.0, 430.0, 35.0))
        desk = open_desk(orientation, query=kept_desk(a_session("nappage", zone)))
        expect(button(desk, GAP)).to_be_visible()
        desk.rest()
        return desk

    return opened


def cell_of(desk: DeskPage, figure: str, column: int) -> Locator:
    row = desk.page.locator(".st-key-comparison tr", has=desk.page.get_by_role("rowheader", name=figure))
    return row.get_by_role("cell").nth(column)


def test_the_largest_gap_is_pointed_at_until_it_is_tapped_again_or_the_plan_changes(
    zone_of_drops: OpenDesk,
) -> None:
    desk = zone_of_drops()

    button(desk, GAP).tap()
    desk.until("pad.data.spot")
    readout = desk.page.locator(".mp-readout")
    expect(readout).to_have_text(
        re.compile(r"Largest gap [\d.]+ mm: \d+ mm (left|right) of midline, near L\d")
    )
    desk.until(f"{LAYERS}.includes('Largest gap')")
    spot = desk.ask("pad.data.spot")
    assert min(abs(u - spot["u_mm"]) + abs(v - spot["v_mm"]) for u, v in desk.injections()) > 0
    button(desk, HIDE).tap()
    expect(readout).to_be_hidden()
    desk.until(f"!{LAYERS}.includes('Largest gap')")

    button(desk, GAP).tap()
    desk.until("pad.data.spot")
    desk.mark(-42.0, 430.0, 8)
    desk.until("!pad.data.spot")
    expect(readout).to_be_hidden()
    expect(button(desk, GAP)).to_be_visible()


def test_a_gap_out_of_sight_is_brought_into_view(zone_of_drops: OpenDesk) -> None:
    desk = zone_of_drops()
    desk.ask("pad.showPlace(0, 50, 10)")
    desk.until("!pad.isInView(55, 430)")

    button(desk, GAP).tap()

    desk.until("pad.data.spot && pad.isInView(pad.data.spot.u_mm, pad.data.spot.v_mm)")
    assert desk.ask("pad.data.spot.r_mm") > 0.0


def test_plan_a_is_kept_beside_what_is_changed_and_comes_back_whole(
    zone_of_drops: OpenDesk,
) -> None:
    desk = zone_of_drops()
    kept = desk.injections()

    button(desk, KEEP).tap()
    expect(desk.page.get_by_text("Plan A against plan B")).to_be_visible()
    expect(button(desk, KEEP)).to_have_count(0)
    desk.rest()
    expect(cell_of(desk, "Covered, %", 2)).to_have_text("same")
    desk.step("Between drops (mm)", up=False)
    desk.step("Between drops (mm)", up=False)
    desk.mark(-42.0, 430.0, 8)
    desk.until("pad.order.count > 1.3 * given", len(kept))
    desk.rest()

    many = len(desk.injections())
    expect(cell_of(desk, "Needle entries", 0)).to_have_text(str(len(kept)))
    expect(cell_of(desk, "Needle entries", 1)).to_have_text(str(many))
    expect(cell_of(desk, "Needle entries", 2)).to_have_text(f"▼ worse +{many - len(kept)}")
    expect(cell_of(desk, "Largest gap, mm", 2)).to_have_text(re.compile("^▲ better −"))
    traces = desk.ask(LAYERS)
    assert traces.index("Plan A") < traces.index("Injections")

    button(desk, "Back to A").tap()
    desk.until("pad.order.count === given", len(kept))
    desk.rest()
    assert desk.injections() == kept
    assert len(desk.findings) == 1
    expect(desk.setting("Between drops (mm)")).to_have_value("10")
    button(desk, "Forget A").tap()
    expect(desk.page.locator(".st-key-comparison")).to_have_count(0)
    desk.until(f"!{LAYERS}.includes('Plan A')")
    expect(button(desk, KEEP)).to_be_visible()


def test_the_total_follows_the_users_own_weights(zone_of_drops: OpenDesk) -> None:
    desk = zone_of_drops()
    button(desk, KEEP).tap()
    expect(cell_of(desk, "Needle entries", 2)).to_have_text("same")
    desk.step("Between drops (mm)", up=False)
    expect(cell_of(desk, "Needle entries", 2)).not_to_have_text("same")
    desk.rest()
    total = desk.page.get_by_text(TOTAL)
    before = total.inner_text()

    desk.page.get_by_text(WEIGHTS).tap()
    expect(
        desk.page.get_by_text("It says nothing about whether a plan is good for a patient")
    ).to_be_visible()
    desk.enter("Covered", "0")
    expect(desk.page.get_by_text("weights scaled to sum 1")).to_be_visible()
    desk.rest()  # a field that is filled while the page runs may be given anew
    desk.enter("Needle entries", "100")

    expect(total).not_to_have_text(before)
    expect(desk.page.get_by_text("weights scaled to sum 1")).to_be_visible()
    button(desk, "Back to the first weights").tap()
    expect(total).to_have_text(before)


def test_a_figure_is_explained_on_tap(zone_of_drops: OpenDesk) -> None:
    desk = zone_of_drops()

    desk.page.get_by_text("All figures, and what they mean").tap()
    said = desk.open_popover(button(desk, re.compile(r"Conformity: [\d.]+%")))

    expect(said).to_contain_text("100 % only if the whole zone is within reach, and nothing else")
    expect(said).to_contain_text("PADDICK00")
    expect(said).to_contain_text("https://doi.org/")
    desk.close_popover()
    said = desk.open_popover(button(desk, re.compile(r"To an exclusion: –")))
    expect(said).to_contain_text("drawn edge of an exclusion")


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_all_that_is_touched_is_large_enough(zone_of_drops: OpenDesk, orientation: str) -> None:
    desk = zone_of_drops(orientation)
    button(desk, KEEP).tap()
    desk.page.get_by_text(WEIGHTS).tap()
    desk.page.get_by_text("All figures, and what they mean").tap()
    expect(button(desk, re.compile("Overlap: "))).to_be_visible()

    touched = desk.page.locator(
        ".st-key-comparison button, .st-key-figure_steps button, .st-key-all_figures button, "
        ".st-key-comparison summary"
    )
    sizes = [box for box in (one.bounding_box() for one in touched.all()) if box]
    assert len(sizes) > 15
    assert min(box["height"] for box in sizes) >= LEAST_TOUCH_PX
    table = desk.page.locator(".mp-compared").first.bounding_box()
    panel = desk.panel.bounding_box()
    assert table
    assert panel
    assert table["x"] + table["width"] <= panel["x"] + panel["width"]
