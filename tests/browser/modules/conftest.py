"""A page without a server that can import what the frontend folder holds: there each test takes a moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.modules.of_modules import BY_HAND, PATIENT

FRONTEND = Path(__file__).parents[3] / "planner" / "ui" / "frontend"
APP = """<body>
<div data-testid="stApp" data-test-connection-state="CONNECTED" data-test-script-state="notRunning">
  <div class="st-key-home-entry"><button>Change the entry</button></div></div></body>"""


def answer(route: Route) -> None:
    name = route.request.url.rsplit("/", 1)[1]
    if name.endswith(".js"):
        route.fulfill(path=FRONTEND / name)
    elif name == "erased":
        route.fulfill(json={"erased": 3})
    else:
        route.fulfill(content_type="text/html", body=APP)


@pytest.fixture(scope="session")
def kept_page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    made.add_init_script(BY_HAND)
    made.route("**", answer)
    yield made
    made.close()


@pytest.fixture
def page(kept_page: Page) -> Page:
    """A page on which nothing looks by itself, and of which the browser keeps nothing."""
    kept_page.goto(PATIENT)
    kept_page.evaluate("window.sessionStorage.clear()")
    return kept_page
