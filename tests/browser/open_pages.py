"""Pages of the app that stay open between tests: to load one takes seconds, to go on with it a moment."""

from playwright.sync_api import Page, expect

from tests.browser.pad_page import watch
from tests.browser.pads import ORIENTATIONS, Tablets

AWAY = "/session?understood=1&session=0000000000000000"  # soon shown, and asks for nothing more
GO = """(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
SECOND_RUN_MS = 700  # the browser tells its colours after the first run, and then the page is run again
MOST_FREE = 3

Kind = tuple[str, str]


class OpenPages:
    """Pages for tests, and what they complained of; each is given to one test after the other.

    A page that goes to another address of the app, as the browser's way back does, is emptied first: nothing
    of what a test opened, chose or typed on it is there for the next one.

    Parameters
    ----------
    tablet
        Gives the browser context of an orientation and a colour scheme.
    """

    def __init__(self, tablet: Tablets, url: str) -> None:
        self._tablet, self._url = tablet, url
        self._free: dict[Kind, list[Page]] = {}
        self._used: list[tuple[Kind, Page]] = []
        self.complaints: list[str] = []

    def open(self, address: str, orientation: str = "landscape", scheme: str = "light") -> Page:
        """Return a page at an address of the app, to which the app has only just begun to go."""
        kind = (orientation, scheme)
        free = self._free.setdefault(kind, [])
        page = free.pop() if free else self._loaded(kind)
        self._used.append((kind, page))
        page.set_viewport_size(ORIENTATIONS[orientation])
        page.evaluate("sessionStorage.clear()")  # a tab of its own has none
        page.bring_to_front()  # another page in front would leave this one without frames
        go(page, address)
        return page

    def keep_one(self, orientation: str, scheme: str) -> None:
        """Have a page of a tablet open: with its last one the browser forgets what it compiled."""
        kind = (orientation, scheme)
        free = self._free.setdefault(kind, [])
        if not free and kind not in {used for used, _ in self._used}:
            free.append(self._loaded(kind))

    def put_back(self, *, are_sound: bool) -> None:
        """Take back what a test has used; a page that it closed or that failed it is used no more."""
        used, self._used = self._used, []
        for kind, page in used:
            free = self._free[kind]
            is_here = not page.is_closed() and page.url.startswith(f"{self._url}/")
            if are_sound and is_here and len(free) < MOST_FREE:
                _wait_still(page)  # Streamlit may lose a way to another address that begins while a run ends
                go(page, AWAY)
                _wait_away(page)
                free.append(page)
            else:
                page.close()

    def _loaded(self, kind: Kind) -> Page:
        page = self._tablet(*kind).new_page()
        watch(page, self.complaints)
        page.goto(self._url + AWAY)
        _wait_away(page)
        page.wait_for_timeout(SECOND_RUN_MS)
        _wait_away(page)
        return page


def go(page: Page, address: str) -> None:
    """Have a page go to another address of the app, without loading it anew."""
    page.evaluate(GO, address)


def _wait_away(page: Page) -> None:
    expect(page.get_by_text("That session is not kept here")).to_be_visible(timeout=30_000)
    _wait_still(page)


def _wait_still(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
