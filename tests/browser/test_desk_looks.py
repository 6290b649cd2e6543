"""What a hand and an eye need of the desk: one screen, large things to touch, nothing axe objects to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from planner.session import Session
from tests.browser.conftest import KeepDesk, OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.kept_desks import a_ring
from tests.browser.touched import LEAST_PX, TOUCHED
from tests.conftest import a_point, a_target, a_zone, an_exclusion

# The depths of three techniques are the longest figure: on no other one, and with nothing cut off.
CROWDED_FIGURES = """() => {
  const figures = [...document.querySelectorAll(".st-key-figures [data-testid=stMetricValue]")];
  const words = document.createTreeWalker(figures[figures.length - 1], NodeFilter.SHOW_TEXT).nextNode();
  const was = words.data;
  words.data = "0.5 / 1.5 / 4";
  const boxes = figures.map((one) => [one.innerText, one.getBoundingClientRect()]);
  const cut = figures.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText);
  words.data = was;
  return [...cut, ...boxes.slice(1).filter(([, { left, top }], at) =>
    left < boxes[at][1].right && top < boxes[at][1].bottom).map(([said]) => said)];
}"""


HIDDEN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const round = (one, name, r) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { name, x: (left + right) / 2, y: (top + bottom) / 2, r: r ?? one.r.baseVal.value };
  };
  const signs = all(".mp-injected").map((one) => round(one, one.parentNode.dataset.id));
  const badges = all(".mp-order-badge circle").map((one) => round(one, one.parentNode.textContent));
  const numbers = all(".mp-target-number").map((one) => round(one, one.textContent, 8));
  const met = (small, others) => others.filter((one) => one !== small)
    .filter((one) => Math.hypot(small.x - one.x, small.y - one.y) < small.r + one.r - 1)
    .map((one) => `${small.name} ${one.name}`);
  return {
    shown: [signs.length, badges.length, numbers.map((one) => one.name)],
    hidden: [...numbers.flatMap((one) => met(one, [...signs, ...badges])),
      ...badges.flatMap((one) => met(one, badges)),
      ...badges.map((one) => met(one, signs)).filter((signsMet) => signsMet.length > 1).flat()],
  };
}"""


@pytest.fixture
def busy_desk(open_desk: OpenDesk, kept_desk: KeepDesk) -> OpenDesk:
    """Open a desk with two targets, a point, a zone and an exclusion on it."""
    point, zone = a_point(-42.0, 430.0), a_zone(a_ring(60.0, 430.0, 40.0))
    targets = a_target("point_by_point", point), a_target("point_by_point", zone, target_id="t2")
    exclusions = (an_exclusion(a_ring(75.0, 430.0, 12.0)),)
    busy = Session(findings=(point, zone), exclusions=exclusions, targets=targets)

    def opened(orientation: str = "landscape", scheme: str = "light") -> DeskPage:
        desk = open_desk(orientation, scheme, query=kept_desk(busy))
        desk.press("exclusion")
        expect(desk.rows).to_have_count(3)
        desk.rest()
        return desk

    return opened


def test_the_desk_is_one_screen_and_nothing_touched_is_small(
    busy_desk: OpenDesk, each_orientation: str
) -> None:
    desk = busy_desk(each_orientation)

    pad = desk.page.locator(".mp-root").bounding_box()
    overflow_px = desk.page.evaluate(
        """(() => {
          const page = document.querySelector("[data-testid=stMain]");
          return [page.scrollHeight - page.clientHeight, document.documentElement.scrollHeight - innerHeight,
            document.documentElement.scrollWidth - innerWidth];
        })()"""
    )
    too_small = desk.page.evaluate(TOUCHED, LEAST_PX)
    crowded = desk.page.evaluate(CROWDED_FIGURES)
    for button in _popovers(desk):
        desk.open_popover(button)
        too_small += desk.page.evaluate(TOUCHED, LEAST_PX)
        desk.close_popover()
    for button in _forms(desk):
        desk.open_form(button)
        too_small += desk.page.evaluate(TOUCHED, LEAST_PX)

    size = desk.page.viewport_size
    assert min(pad["x"], pad["y"]) >= 0
    assert pad["x"] + pad["width"] <= size["width"]
    assert pad["y"] + pad["height"] <= size["height"]
    assert max(overflow_px) <= 0
    assert crowded == []
    assert sorted(set(too_small)) == []


def test_no_point_hides_the_number_of_a_target_or_of_an_injection(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for place in ((-40.0, 430.0), (2.0, 425.0), (40.0, 432.0), (30.0, 402.0), (70.0, 418.0)):
        desk.mark(*place, 6)
    desk.rest()

    seen = desk.page.evaluate(HIDDEN)

    assert seen == {"shown": [5, 5, ["①"]], "hidden": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_on_the_desk(busy_desk: OpenDesk, scheme: str) -> None:
    desk = busy_desk(scheme=scheme)
    found = [_violations(desk)]

    for button in _popovers(desk):
        desk.open_popover(button)
        found.append(_violations(desk))
        desk.close_popover()
    for button in _forms(desk):
        desk.open_form(button)
        found.append(_violations(desk))

    assert [violation for violations in found for violation in violations] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_in_the_first_question(open_desk: OpenDesk, scheme: str) -> None:
    desk = open_desk(scheme=scheme, query="")
    expect(desk.dialog).to_be_visible()

    assert _violations(desk) == []


def _popovers(desk: DeskPage) -> list[Locator]:
    measures = desk.page.get_by_role("button", name="Scale:")
    cited = desk.page.locator("[class*=st-key-settings]").get_by_test_id("stPopoverButton").first
    return [measures, cited]


def _forms(desk: DeskPage) -> list[Locator]:
    return [desk.rows.first, desk.page.get_by_role("button", name="Add exclusion by")]


def _violations(desk: DeskPage) -> list[str]:
    found = Axe().run(desk.page).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_needle_and_lattice_are_said_in_a_line_that_unfolds_their_fields(open_desk: OpenDesk) -> None:
    desk = open_desk()
    line = desk.panel.get_by_text("· Needle to skin")
    expect(desk.setting("Depth of the tip (mm)")).to_have_count(0)

    line.tap()
    desk.enter("Depth of the tip (mm)", "2")

    expect(desk.panel.get_by_text("Depth of the tip 2 mm")).to_be_visible()
    assert desk.page.evaluate(TOUCHED, LEAST_PX) == []
