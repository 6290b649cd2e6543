"""The treatment as a hand meets it: ticked off, undone, paused, skipped, on the map and beside it."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from planner.session import Exclusion
from tests.browser.conftest import KeepDesk
from tests.browser.open_pages import OpenPages
from tests.browser.pads import ORIENTATIONS
from tests.browser.session_pages import CHOICES_THAT_WAIT, WORDS_THAT_WAIT, violations
from tests.browser.test_desk_looks import LEAST_PX, TOUCHED
from tests.conftest import a_rectangle, a_session, an_exclusion, some_points

TOO_SMALL_DAYS = """() => [...document.querySelectorAll("[role=gridcell] > *, [role=dialog] button")]
  .filter((one) => one.checkVisibility({ opacityProperty: true }) && one.offsetWidth > 20)
  .map((one) => [one.innerText, one.offsetWidth, one.offsetHeight])
  .filter(([, width, height]) => width < 44 || height < 44)"""
BEGIN = "Begin the treatment"
STEP_AT = """(n) => {
  const map = document.querySelector(".mt-root").__map;
  const [x, v] = map.steps[n - 1];
  const at = new DOMPoint(x, v).matrixTransform(map.canvas.getScreenCTM());
  return [at.x, at.y];
}"""

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


class TreatPage:
    """One page with a treatment on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.big = page.locator(".mt-big")
        self.given = page.get_by_role("button", name=re.compile(r"^Given \d"))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).tap()

    def give(self, n: int) -> None:
        self.press(f"Given {n}")
        expect(self.page.get_by_role("button", name=f"Given {n}", exact=True)).to_have_count(0)

    def rest(self) -> None:
        """Wait until nothing on the page is older than what was last done."""
        expect(self.page.locator("[data-stale='true']")).to_have_count(0)

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        expect(self.page.locator(".mt-root svg image")).to_have_count(1, timeout=30_000)
        self.rest()

    def marks(self, state: str) -> int:
        return self.page.locator(f".mt-root circle.mt-{state}").count()

    def tap_step(self, n: int) -> None:
        self.page.touchscreen.tap(*self.page.evaluate(STEP_AT, n))


POINTS = some_points((-42.0, 430.0), (0.0, 440.0), (42.0, 430.0))
SCAR = an_exclusion(a_rectangle(-6.0, 330.0, 6.0, 415.0))


@pytest.fixture
def ready(pages: OpenPages, kept_desk: KeepDesk) -> Callable[..., TreatPage]:
    """Open the page of a treatment that has not begun."""

    def opened(
        orientation: str = "landscape", scheme: str = "light", exclusions: tuple[Exclusion, ...] = ()
    ) -> TreatPage:
        query = kept_desk(a_session("point_by_point", *POINTS, exclusions=exclusions))
        page = pages.open(f"/treat{query}", orientation, scheme)
        expect(page.locator(".mt-root circle.mt-next")).to_have_count(1, timeout=30_000)
        return TreatPage(page)

    return opened


@pytest.fixture
def treat(ready: Callable[..., TreatPage]) -> Callable[..., TreatPage]:
    def opened(orientation: str = "landscape", scheme: str = "light") -> TreatPage:
        page = ready(orientation, scheme)
        page.page.get_by_role("button", name=BEGIN).tap()
        expect(page.big).to_have_text("1")
        return page

    return opened


def test_what_will_be_done_is_shown_before_the_first_needle(ready: Callable[..., TreatPage]) -> None:
    page = ready("portrait", exclusions=(SCAR,))
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


def test_a_reminder_set_before_the_beginning_comes_at_its_count(ready: Callable[..., TreatPage]) -> None:
    page = ready()
    page.page.get_by_text("Reminders to change needle and syringe").tap()
    page.page.get_by_label("Needle", exact=True).fill("1")
    page.page.keyboard.press("Enter")
    page.rest()

    page.press(BEGIN)
    page.give(1)

    expect(page.page.get_by_text("Change the needle: 1 injection or pass.")).to_be_visible()


def test_the_plan_is_ticked_off_to_the_end_with_one_button(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    for n in (1, 2, 3):
        expect(page.big).to_have_text(str(n))
        page.give(n)

    expect(page.page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(3)


def test_a_tap_on_a_point_gives_it_and_undo_takes_it_back(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    page.tap_step(3)
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(1)
    expect(page.big).to_have_text("1")
    page.press("Undo")

    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(0)


def test_a_step_is_skipped_with_its_reason_and_the_end_tells_it(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    page.press("Skip")
    page.page.get_by_role("radio", name="Bleeds").or_(
        page.page.get_by_role("button", name="Bleeds")
    ).first.tap()
    page.press("Skip 1")
    expect(page.big).to_have_text("2")
    expect(page.page.locator(".mt-root circle.mt-skipped")).to_have_count(1)
    page.page.keyboard.press("Escape")
    page.give(2)
    page.give(3)

    expect(page.page.get_by_text("Skipped, 1: Bleeds")).to_be_visible()


def test_what_was_skipped_is_planned_again_on_a_desk_of_its_own(treat: Callable[..., TreatPage]) -> None:
    page = treat()
    page.press("Skip")
    page.press("Skip 1")
    expect(page.big).to_have_text("2")
    page.page.keyboard.press("Escape")
    page.give(2)
    page.give(3)

    page.press("Plan what was skipped, on a new desk")

    rows = page.page.locator(".st-key-findings").get_by_role("button", name=re.compile("·"))
    expect(rows).to_have_count(1, timeout=30_000)
    punctures = page.page.locator(".st-key-figures").get_by_test_id("stMetricValue").first
    expect(punctures).to_have_text("1")


def test_batches_of_two_tablets_are_both_written_down_and_found_after_a_reload(
    treat: Callable[..., TreatPage],
) -> None:
    page = treat()
    page.press("More")
    page.press("Given: all that is open up to 3")
    expect(page.page.get_by_role("heading", name="Done")).to_be_visible()
    page.page.keyboard.press("Escape")
    other = TreatPage(page.page.context.new_page())
    other.page.goto(page.page.url)
    other.page.get_by_label("Product, as you name it").fill("lidocaine", timeout=30_000)
    other.page.get_by_label("Batch").fill("CD-34")

    page.page.get_by_label("Product, as you name it").fill("saline")
    page.page.get_by_label("Batch").fill("AB-12")
    page.press("Add product")
    expect(page.page.get_by_text("saline, batch AB-12")).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("")
    other.press("Add product")
    expect(other.page.get_by_text("lidocaine, batch CD-34")).to_be_visible()
    other.page.close()
    page.page.get_by_label("Product, as you name it").fill("mepivacaine")
    page.page.get_by_label("Batch").fill("EF-56")
    page.page.locator("[data-testid=stDateInput] button").tap()
    small_days = page.page.evaluate(TOO_SMALL_DAYS)
    page.page.get_by_role("button", name=re.compile(" 15, ")).tap()
    page.page.wait_for_function(CHOICES_THAT_WAIT)
    page.reload()

    expect(page.page.get_by_text("saline, batch AB-12")).to_be_visible()
    expect(page.page.get_by_text("lidocaine, batch CD-34")).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("EF-56")  # typed and not sent
    expect(page.page.get_by_role("spinbutton", name="day, Expires")).to_have_text("15")  # and chosen
    waiting = page.page.evaluate(WORDS_THAT_WAIT)
    page.press("Add product")
    sent = page.page.evaluate(WORDS_THAT_WAIT), page.page.evaluate(CHOICES_THAT_WAIT)
    expect(
        page.page.get_by_text(re.compile(r"mepivacaine, batch EF-56, expires \d{4}-\d\d-15"))
    ).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("")
    assert "EF-56" in waiting
    assert sent == (None, None)
    assert small_days == []


def test_a_paused_treatment_gives_nothing_until_it_is_resumed(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    page.press("Pause")
    expect(page.given).to_have_count(0)
    page.press("Resume")

    expect(page.given).to_have_count(1)


def test_a_point_is_added_where_the_map_is_tapped(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    page.press("Add point")
    expect(page.page.locator(".mt-root.mt-adding")).to_have_count(1)
    x_px, y_px = page.page.evaluate(STEP_AT, 2)
    page.page.touchscreen.tap(x_px + 60, y_px + 60)

    expect(page.page.locator(".mt-root circle.mt-added")).to_have_count(1)
    assert page.marks("given") == 0


def test_a_reload_finds_the_treatment_where_it_was(treat: Callable[..., TreatPage]) -> None:
    page = treat()
    page.give(1)

    page.reload()

    expect(page.big).to_have_text("2")
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(1)
    expect(page.page.get_by_text(re.compile(r"Saved \d\d:\d\d:\d\d"))).to_be_visible()
    expect(page.page.locator("html")).to_have_attribute("data-after-stop", "look_at_last_tap")


def test_a_needle_is_to_be_changed_at_the_count_that_the_user_set(treat: Callable[..., TreatPage]) -> None:
    page = treat()

    page.press("More")
    page.page.get_by_label("Needle", exact=True).fill("2")
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Escape")
    page.give(1)
    page.give(2)
    expect(page.page.get_by_text("Change the needle: 2 injections and passes.")).to_be_visible()
    page.press("Needle changed")

    expect(page.page.get_by_text("Change the needle")).to_have_count(0)


def test_nothing_that_is_touched_is_small_and_the_page_is_one_screen(
    treat: Callable[..., TreatPage], each_orientation: str
) -> None:
    page = treat(each_orientation)

    too_small = page.page.evaluate(TOUCHED, LEAST_PX)
    for name in ("Skip", "More"):
        page.press(name)
        too_small += page.page.evaluate(TOUCHED, LEAST_PX)
        page.page.keyboard.press("Escape")
    overflow_px = page.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollHeight - innerHeight"
    )
    size = page.given.bounding_box()

    assert sorted(set(too_small)) == []
    assert overflow_px <= 0
    assert size is not None
    assert size["height"] >= 100
    assert size["y"] + size["height"] <= page.page.viewport_size["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_in_a_treatment(treat: Callable[..., TreatPage], scheme: str) -> None:
    page = treat(scheme=scheme)
    page.give(1)
    page.rest()

    found = Axe().run(page.page).response["violations"]

    assert [
        f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ] == []
