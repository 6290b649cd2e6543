"""Tablets with the pad's own page open: loading a page takes seconds, another case on it a moment."""

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser.pad_page import PadPage, watch

ORIENTATIONS: dict[str, ViewportSize] = {
    "landscape": {"width": 1180, "height": 820},
    "portrait": {"width": 820, "height": 1180},
}


class Tablets:
    """Each kind of tablet once, with what its browser has read: the next page need not read it again."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._made: dict[tuple[str, str], BrowserContext] = {}

    def __call__(self, orientation: str, scheme: str) -> BrowserContext:
        kind = (orientation, scheme)
        if kind not in self._made:
            viewport = ORIENTATIONS[orientation]
            self._made[kind] = self._browser.new_context(
                viewport=viewport, has_touch=True, is_mobile=True, color_scheme=scheme
            )
        return self._made[kind]

    def close(self) -> None:
        for context in self._made.values():
            context.close()


class Pads:
    """Pads for tests, and what their pages complained of.

    Parameters
    ----------
    tablet
        Gives the browser context of an orientation and a colour scheme.
    """

    def __init__(self, tablet: Tablets, url: str) -> None:
        self._tablet = tablet
        self._url = url
        self._kept: dict[tuple[str, str], PadPage] = {}
        self._fresh: list[PadPage] = []
        self.complaints: list[str] = []

    def empty(self, orientation: str = "landscape", scheme: str = "light") -> PadPage:
        """Return a pad with an empty case on it."""
        kind = (orientation, scheme)
        if kind not in self._kept:
            self._kept[kind] = self._load(*kind, f"{self._url}/?{scheme}", self.complaints)
        # Another test's page in front would leave this one without frames.
        self._kept[kind].page.bring_to_front()
        return self._kept[kind].next_case()

    def afresh(self, query: str, *, url: str = "", first: str = "") -> PadPage:
        """Load the page with a query in its address, by another line, after a script of its own if given."""
        # Streamlit tells the console when a line is cut: that is no fault of the page.
        told = [] if url else self.complaints
        pad = self._load("landscape", "light", f"{url or self._url}/?{query}", told, first)
        self._fresh.append(pad)
        return pad

    def close_fresh(self) -> None:
        for pad in self._fresh:
            pad.page.close()
        self._fresh.clear()

    def _load(
        self, orientation: str, scheme: str, url: str, complaints: list[str], first: str = ""
    ) -> PadPage:
        page = self._tablet(orientation, scheme).new_page()
        if first:
            page.add_init_script(first)
        watch(page, complaints)
        page.goto(url)
        return PadPage(page).ready()
