"""Pages of treatments: those that have not begun, and those at their first step."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from planner.session import Exclusion
from tests.browser.kept_desks import KeepDesk
from tests.browser.open_pages import OpenPages
from tests.conftest import a_session, some_points

BEGIN = "Begin the treatment"
STEP_AT = """(n) => {
  const map = document.querySelector(".mt-root").__map;
  const [x, v] = map.steps[n - 1];
  const at = new DOMPoint(x, v).matrixTransform(map.canvas.getScreenCTM());
  return [at.x, at.y];
}"""
POINTS = some_points((-42.0, 430.0), (0.0, 440.0), (42.0, 430.0))
OpenTreat = Callable[..., "TreatPage"]


class TreatPage:
    """One page with a treatment on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.big = page.locator(".mt-big")
        self.given = page.get_by_role("button", name=re.compile(r"^Given \d"))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).tap()

    def why(self, reason: str) -> None:
        """Choose why something is left out."""
        self.page.get_by_role("radio", name=reason).or_(
            self.page.get_by_role("button", name=reason)
        ).first.tap()

    def give(self, n: int) -> None:
        self.press(f"Given {n}")
        expect(self.page.get_by_role("button", name=f"Given {n}", exact=True)).to_have_count(0)

    def rest(self) -> None:
        """Wait until nothing on the page is older than what was last done."""
        expect(self.page.locator("[data-stale='true']")).to_have_count(0)

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        expect(self.page.locator(".mt-root image.mt-skin[href]")).to_have_count(1, timeout=30_000)
        self.rest()

    def marks(self, state: str) -> int:
        return self.page.locator(f".mt-root circle.mt-{state}").count()

    def tap_step(self, n: int) -> None:
        self.page.touchscreen.tap(*self.page.evaluate(STEP_AT, n))


@pytest.fixture
def ready_treat(pages: OpenPages, kept_desk: KeepDesk) -> OpenTreat:
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
def treat(ready_treat: OpenTreat) -> OpenTreat:
    def opened(orientation: str = "landscape", scheme: str = "light") -> TreatPage:
        page = ready_treat(orientation, scheme)
        page.page.get_by_role("button", name=BEGIN).tap()
        expect(page.big).to_have_text("1")
        return page

    return opened
