"""What the eye and the finger meet in a treatment: what will be done, names, sizes, one screen."""

import math

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pads import ORIENTATIONS
from tests.browser.session_pages import violations
from tests.browser.touched import LEAST_PX, TOUCHED
from tests.browser.treat_page import BEGIN, STEP_AT, OpenTreat
from tests.conftest import a_rectangle, an_exclusion

# A box of a name that an exclusion (upright, as the one here) or the sign of a step lies on.
NAMES = """() => {
  const map = document.querySelector(".mt-root").__map;
  const toPx = map.canvas.getScreenCTM();
  const at = ([x, v]) => new DOMPoint(x, v).matrixTransform(toPx);
  const boxes = map.exclusions.map((ring) => ring.map(at)).map((ring) => ({
    left: Math.min(...ring.map((one) => one.x)), right: Math.max(...ring.map((one) => one.x)),
    top: Math.min(...ring.map((one) => one.y)), bottom: Math.max(...ring.map((one) => one.y)) }));
  boxes.push(...[...document.querySelectorAll(".mt-root circle")].map((one) => one.getBoundingClientRect()));
  const names = [...document.querySelectorAll(".mt-level")];
  const hidden = names.filter((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    const isBeside = (box) => left < box.right && box.left < right;
    return boxes.some((box) => isBeside(box) && top + 4 < box.bottom && box.top < bottom - 4);
  });
  const [shown, under] = [names, hidden].map((those) => those.map((one) => one.textContent));
  return { shown, under, sizePx: Math.min(...names.map((one) => one.getAttribute("font-size") * toPx.a)) };
}"""
# How high the eights of a text are drawn. [px]
DIGIT_PX = """(one) => {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(one);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return pen.measureText("8").actualBoundingBoxAscent;
}"""
MM_PER_PX = 25.4 / 132  # a tablet of 264 pixels an inch, two of which are one of a page's
ARM_MM = 700.0
EASY_MINUTES = 20.0  # of arc: ISO 9241-303 prefers characters of 20 to 22
SCAR = an_exclusion(a_rectangle(-6.0, 330.0, 6.0, 415.0))


def test_what_will_be_done_is_shown_before_the_first_needle(ready_treat: OpenTreat) -> None:
    page = ready_treat("portrait", exclusions=(SCAR,))
    begin = page.page.get_by_role("button", name=BEGIN)

    figures = page.page.locator(".st-key-treat_figures").get_by_test_id("stMetricValue")
    expect(figures).to_have_text(["3", "0.30"])
    page.page.touchscreen.tap(*page.page.evaluate(STEP_AT, 2))
    page.page.get_by_text("1 caution on this plan").tap()  # what unfolds scrolls above the button
    expect(page.page.get_by_text("Target 1: At 4 mm the tip passes the skin")).to_be_visible()
    lowest_px = {}
    for name, size in ORIENTATIONS.items():
        page.page.set_viewport_size(size)
        page.rest()
        box = begin.bounding_box()
        assert box is not None
        assert box["height"] >= 100
        lowest_px[name] = size["height"] - box["y"] - box["height"]
        assert page.page.evaluate(TOUCHED, LEAST_PX) == []
        page.page.wait_for_function(f"() => ({NAMES})().sizePx > 18")  # the map draws itself anew
        names = page.page.evaluate(NAMES)
        assert {"L3", "L4", "S1"} <= set(names["shown"])
        assert names["under"] == []
    complaints = violations(page.page)

    assert page.marks("open") == 3
    expect(page.page.locator(".mt-number")).to_have_text("1")
    expect(page.page.get_by_text("1. Point-by-point · 3 punctures · 0.3 mL")).to_be_visible()
    expect(page.page.get_by_text("Needle 6 mm at 90°, 4.0 mm inserted, tip 4 mm deep")).to_be_visible()
    expect(page.page.get_by_text("First, lit on the map: 42 mm left of midline")).to_be_visible()
    expect(page.page.get_by_text("1 caution on this plan")).to_be_visible()
    assert all(0 <= px <= 120 for px in lowest_px.values()), lowest_px
    assert complaints == []


def minutes_of_arc(height_px: float) -> float:
    return 60 * math.degrees(math.atan(height_px * MM_PER_PX / ARM_MM))


def test_nothing_that_is_touched_is_small_and_the_page_is_one_screen(
    treat: OpenTreat, each_orientation: str
) -> None:
    page = treat(each_orientation)

    number, button = (minutes_of_arc(one.evaluate(DIGIT_PX)) for one in (page.big, page.given.locator("p")))
    too_small = page.page.evaluate(TOUCHED, LEAST_PX)
    for name in ("Skip", "More", "Product", "End here"):
        page.press(name)
        too_small += page.page.evaluate(TOUCHED, LEAST_PX)
        page.page.keyboard.press("Escape")
    overflow_px = page.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollHeight - innerHeight"
    )
    size = page.given.bounding_box()

    assert number >= 3 * EASY_MINUTES  # at a glance, with a needle in the other hand
    assert button >= EASY_MINUTES
    assert sorted(set(too_small)) == []
    assert overflow_px <= 0
    assert size is not None
    assert size["height"] >= 100
    assert size["y"] + size["height"] <= page.page.viewport_size["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_in_a_treatment(treat: OpenTreat, scheme: str) -> None:
    page = treat(scheme=scheme)
    page.give(1)
    page.rest()

    found = Axe().run(page.page).response["violations"]

    assert [
        f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ] == []
