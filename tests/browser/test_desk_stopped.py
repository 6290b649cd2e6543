"""A page that Streamlit's front end has stopped for good comes back by itself, with what was not sent."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.desk_page import DeskPage
from tests.browser.pads import Tablets

PLACES = ((-60.0, 320.0), (-60.0, 360.0), (60.0, 400.0))
NOWHERE = (0, 99, 0)


class SpoiltLine:
    """The line of a page: it may pass on nothing more that goes up, and bring down what has no place."""

    def __init__(self, page: Page) -> None:
        page.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    def _connect(self, line: WebSocketRoute) -> None:
        self._line, self.is_held = line, False
        server = line.connect_to_server()
        line.on_message(lambda said: None if self.is_held else server.send(said))

    def spoil(self) -> None:
        message = ForwardMsg()
        message.metadata.delta_path.extend(NOWHERE)
        message.delta.new_element.markdown.body = "nowhere"
        self._line.send(message.SerializeToString())

    def stop(self) -> None:
        """Have the front end give its line up for good, while the page stands."""
        self._line.send("no message of Streamlit's")


def test_a_page_that_stopped_is_loaded_anew_once_and_no_mark_is_lost(tablets: Tablets, app_url: str) -> None:
    page = tablets("landscape", "light").new_page()
    line, desk = SpoiltLine(page), DeskPage(page, [])
    page.goto(f"{app_url}/plan?understood=1")
    desk.ready()
    desk.mark(-90.0, 280.0, 5)
    desk.saved()

    line.is_held = True
    for place in PLACES:
        desk.tap(*place)
    marked = desk.findings
    with page.expect_navigation():
        line.spoil()
    desk.ready()

    desk.until("pad.acked >= pad.document.seq && pad.document.seq > 0")
    assert desk.findings == marked
    assert len(marked) == 4
    expect(page.locator(".st-key-saved")).to_contain_text("Saved")
    line.spoil()  # again, so soon: it would do so for ever
    notice = page.locator("#mesoplan-stopped")
    expect(notice).to_contain_text("Load it anew when you are ready. Marks that were not saved come back")
    expect(notice.get_by_role("button", name="Load it now")).to_be_visible()
    page.close()


def test_a_page_whose_line_is_given_up_leaves_whoever_types_in_peace_and_loses_no_mark(
    tablets: Tablets, app_url: str
) -> None:
    page = tablets("landscape", "light").new_page()
    line, desk = SpoiltLine(page), DeskPage(page, [])
    page.goto(f"{app_url}/plan?understood=1")
    desk.ready()
    line.is_held = True
    for place in PLACES:
        desk.tap(*place)
    marked = desk.findings

    desk.setting("Volume of a deposit").fill("0.2")
    line.stop()
    notice = page.locator("#mesoplan-stopped")
    expect(notice).to_contain_text("Load it anew when you are ready. Marks that were not saved come back")
    typed = desk.setting("Volume of a deposit").input_value()
    with page.expect_navigation():
        notice.get_by_role("button", name="Load it now").tap()
    desk.ready()

    desk.until("pad.acked >= pad.document.seq && pad.document.seq > 0")
    assert desk.findings == marked
    assert typed == "0.2"
    page.close()
