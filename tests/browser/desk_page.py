"""The whole desk as a user meets it: the pad with its fingers, and the panel beside it by its words."""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.pad_page import PadPage

MOST_TABS = 120
MOST_ESCAPES = 12
MOST_LOOKS = 200
FOCUSED = """() => {
  const one = document.activeElement;
  return [one.getAttribute("aria-label"), one.innerText, one.labels?.[0]?.innerText].join(" | ");
}"""

MIDDLE = """(id) => {
  const one = [...document.querySelectorAll(`.mp-root [data-id="${id}"]`)].find((it) => it.offsetParent);
  one?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = one?.getBoundingClientRect();
  return box && [box.left + box.width / 2, box.top + box.height / 2];
}"""


class DeskPage(PadPage):
    """One page with the desk on it."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        super().__init__(page)
        self.complaints = complaints
        self.dialog = page.get_by_role("dialog", name="Before you start")
        self.panel = page.locator(".st-key-panel")
        self.popover = page.get_by_test_id("stPopoverBody")
        self.remarks = page.get_by_test_id("stAlert")

    def press(self, an_id: str) -> None:
        """Touch one of the pad's buttons where it is, as a finger does: without waiting for it."""
        place = self.page.evaluate(MIDDLE, an_id)
        assert place, f"The pad has no button {an_id!r}"
        self.page.touchscreen.tap(*place)

    # --- the panel

    def figure(self, label: str) -> Locator:
        """Return the value of one of the live figures."""
        metrics = self.page.locator(".st-key-figures").get_by_test_id("stMetric")
        named = metrics.filter(has=self.page.get_by_text(label, exact=True))
        return named.get_by_test_id("stMetricValue")

    @property
    def rows(self) -> Locator:
        """The lines of the list of findings."""
        return self.page.locator(".st-key-findings").get_by_role("button", name=re.compile("·"))

    def choose(self, name: str) -> None:
        """Press one of the choices of a row, such as a technique."""
        self.page.get_by_role("radio", name=name, exact=True).tap()

    def setting(self, label: str) -> Locator:
        return self.page.get_by_role("spinbutton", name=label)

    def step(self, label: str, *, up: bool) -> None:
        """Press + or - beside a number."""
        field = self.page.get_by_test_id("stNumberInput").filter(has=self.setting(label))
        field.get_by_test_id("stNumberInputStepUp" if up else "stNumberInputStepDown").tap()

    def enter(self, label: str, value: str) -> None:
        """Type a number and confirm it."""
        self.setting(label).fill(value)
        self.setting(label).press("Enter")

    def open_popover(self, button: Locator) -> Locator:
        button.tap()
        expect(self.popover).to_be_visible()
        self._stands_still(self.popover)
        return self.popover

    def open_form(self, button: Locator) -> Locator:
        """Open the form below a line of the list."""
        button.tap()
        form = self.page.locator(".st-key-open_form")
        expect(form).to_be_visible()
        self._stands_still(form)
        return form

    def close_popover(self) -> None:
        for _ in range(MOST_ESCAPES):  # one that comes while its fields are still being shown is not heard
            self.page.keyboard.press("Escape")
            if self._is_soon_closed():
                return
        expect(self.popover).to_have_count(0)

    def _stands_still(self, shown: Locator) -> None:
        """Wait until what opens has its content, which the server sends then, and moves no more."""
        looks: list[tuple[str, object]] = []
        for _ in range(MOST_LOOKS):
            looks.append((shown.inner_text().strip(), shown.bounding_box()))
            if looks[-1][0] and looks[-4:] == [looks[-1]] * 4:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("What was opened never came to rest")

    def _is_soon_closed(self) -> bool:
        for _ in range(10):
            if self.popover.count() == 0:
                return True
            self.page.wait_for_timeout(50)
        return False

    def rest(self) -> None:
        """Wait until nothing is under way, neither here nor on the server."""
        self.saved()
        self.until("pad.courier.drawn === pad.courier.answer")
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        self.until("!pad.layer.isDrawing && !pad.layer.isStale")

    def forgive(self, *parts: str) -> None:
        """Forget what the browser said in these words: that a line is cut is no fault of the page."""
        self.complaints[:] = [said for said in self.complaints if not any(part in said for part in parts)]

    # --- the plan

    def injections(self) -> list[tuple[float, float]]:
        """Return the tape places of every injection, in order."""
        runs = self.ask(
            """pad.order.runs.filter((run) => run.kind === "injection")
              .map(({ columns }) => [Array.from(columns.u), Array.from(columns.v)])"""
        )
        return [place for us, vs in runs for place in zip(us, vs, strict=True)]

    def planned(self, count: int) -> list[tuple[float, float]]:
        """Wait until the plan has that many injections and passes, and return the injections."""
        self.saved()
        self.until("pad.order.count === given", count)
        return self.injections()

    def mark_all(self, places: Sequence[tuple[float, float, int]]) -> None:
        for u_mm, v_mm, intensity in places:
            self.mark(u_mm, v_mm, intensity)

    # --- the keyboard

    def tab_to(self, name: str) -> None:
        """Press Tab until the thing of that name has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if name in self.page.evaluate(FOCUSED):
                return
        raise AssertionError(f"Tab never reached {name!r}")
