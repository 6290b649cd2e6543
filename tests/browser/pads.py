"""Tablets with the pad's own page open: loading a page takes seconds, another case on it a moment."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext

from tests.browser.pad_page import PadPage, watch

Tablet = Callable[[str, str], BrowserContext]


class Pads:
    """Pads for tests, and what their pages complained of.

    Parameters
    ----------
    tablet
        Gives the browser context of an orientation and a colour scheme.
    """

    def __init__(self, tablet: Tablet, url: str) -> None:
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
