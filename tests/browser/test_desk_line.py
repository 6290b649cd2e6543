"""Cut lines, second tabs, the way back, a turned tablet, quick fingers: no mark is lost or comes twice."""

import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ORIENTATIONS, OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.link import Link
from tests.browser.mortal_app import MortalApp
from tests.browser.test_desk_kept import CUT, case_of
from tests.faults.sizes import report, times

BURST = [(-90.0 + 30.0 * column, 280.0 + 40.0 * row) for row in range(4) for column in range(5)]
SHORT_S = 3.0


def places_of(desk: DeskPage) -> list[tuple[float, float]]:
    return sorted((round(one["u_mm"]), round(one["v_mm"])) for one in desk.saved()["findings"])


def cut_off(open_desk: OpenDesk, link: Link, *, marks: int) -> DeskPage:
    """Return a desk with one mark saved, its line cut, and so many more made since."""
    desk = open_desk(url=link.url)
    desk.mark(*BURST[0], 5)
    desk.saved()
    link.cut()
    for place in BURST[1 : marks + 1]:
        desk.tap(*place)
    return desk


def test_marks_made_while_the_network_is_away_for_three_seconds_are_kept(
    open_desk: OpenDesk, app_link: Link
) -> None:
    desk = cut_off(open_desk, app_link, marks=3)
    desk.page.wait_for_timeout(SHORT_S * 1000)
    app_link.mend()
    desk.saved()

    other = open_desk(query=case_of(desk))
    assert places_of(other) == places_of(desk)
    assert len(desk.findings) == len(set(places_of(desk))) == 4
    desk.forgive(*CUT)


@pytest.fixture
def forgetful_app(tmp_path: Path) -> Iterator[MortalApp]:
    """The app with a server that forgets a page as soon as its line is cut."""
    made = MortalApp(tmp_path, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1")
    made.start()
    yield made
    made.stop()


def events_on(app: MortalApp) -> dict[str, int]:
    """Return how many pages the server met for the first time, and how many again."""
    line = HTTPConnection("127.0.0.1", app.port, timeout=5)
    line.request("GET", "/_stcore/metrics?families=session_events")
    rows = line.getresponse().read().decode().splitlines()
    line.close()
    found = {
        row.split('type="')[1].split('"')[0]: int(float(row.split()[-1])) for row in rows if 'type="' in row
    }
    return {name: found.get(name, 0) for name in ("connect", "reconnect")}


@pytest.mark.timeout(0)
def test_marks_made_while_the_network_is_away_for_so_long_that_the_page_is_forgotten_are_kept(
    forgetful_app: MortalApp, open_desk: OpenDesk
) -> None:
    away_s = times(3, 130)
    line = Link(forgetful_app.port)
    desk = open_desk(url=line.url)  # nobody touched it yet: then Streamlit does not ask for the whole page
    desk.rest()
    before = events_on(forgetful_app)

    line.cut()
    for place in BURST[:4]:
        desk.tap(*place)
    desk.page.wait_for_timeout(away_s * 1000)
    line.mend()
    began = time.perf_counter()
    desk.until("pad.acked >= pad.document.seq")
    seconds = time.perf_counter() - began

    after = events_on(forgetful_app)
    assert (
        after["connect"] == before["connect"] + 1
    )  # another session of Streamlit: the old one was forgotten
    assert after["reconnect"] == before["reconnect"]
    other = open_desk(url=forgetful_app.url, query=case_of(desk))
    assert places_of(other) == places_of(desk)
    assert len(desk.findings) == len(set(places_of(desk))) == 4
    line.close()
    desk.forgive(*CUT)
    report("network away until the page was forgotten", seconds_away=away_s, marks_lost=0, marks_doubled=0,
           seconds_until_saved=f"{seconds:.1f}")  # fmt: skip


def test_two_tabs_of_a_case_lose_no_mark_of_each_other(open_desk: OpenDesk) -> None:
    first = open_desk()
    first.mark(-90.0, 280.0, 5)
    first.saved()
    second = open_desk(query=case_of(first))

    second.page.bring_to_front()
    for place in BURST[1:3]:
        second.mark(*place, 6)
    second.saved()
    first.page.bring_to_front()
    first.mark(*BURST[5], 7)  # it has not seen what the other one marked
    first.until("pad.document.content.findings.length === 4")
    first.saved()
    second.page.bring_to_front()
    second.mark(*BURST[6], 8)
    second.until("pad.document.content.findings.length === 5")

    wanted = sorted((round(u), round(v)) for u, v in (*BURST[:3], *BURST[5:7]))
    assert places_of(second) == wanted
    assert len({one["id"] for one in second.findings}) == 5
    third = open_desk(query=case_of(first))
    assert places_of(third) == wanted


def test_the_way_back_and_forth_and_a_reload_bring_the_marks_again(open_desk: OpenDesk, app_url: str) -> None:
    desk = open_desk()
    desk.mark(-90.0, 280.0, 5)
    desk.mark(*BURST[1], 6)
    before = places_of(desk)
    desk.rest()

    desk.page.goto("about:blank")
    desk.page.go_back()
    desk.ready()
    desk.mark(*BURST[2], 7)
    after = places_of(desk)
    desk.rest()
    desk.page.reload()
    desk.ready()

    again = places_of(desk)
    desk.rest()
    desk.page.get_by_role("button", name="Home").tap()
    expect(desk.page.get_by_role("heading", name="Patients")).to_be_visible()
    desk.page.go_back()
    desk.ready()

    assert len(before) == 2
    assert len(after) == 3
    assert places_of(desk) == again == after


def test_a_page_that_comes_empty_is_loaded_anew(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(-90.0, 280.0, 5)
    before = places_of(desk)
    desk.rest()

    desk.page.add_style_tag(content="[data-testid=stMain] * { visibility: hidden !important; }")
    with desk.page.expect_event("load"):
        desk.page.evaluate("history.pushState(null, '', location.href)")

    desk.ready()
    assert places_of(desk) == before


def test_a_tab_that_is_doubled_with_marks_on_their_way_brings_each_of_them_once(
    open_desk: OpenDesk, app_link: Link
) -> None:
    desk = cut_off(open_desk, app_link, marks=2)
    with desk.page.expect_popup() as opened:  # with a copy of what this tab remembers
        desk.page.evaluate("() => void window.open(location.href)")
    second = DeskPage(opened.value, desk.complaints)
    second.page.wait_for_load_state()  # without a line the browser's own page comes, in its time
    app_link.mend()
    second.page.reload()
    second.ready()
    second.until("pad.document.content.findings.length === 3")
    desk.saved()

    second.mark(*BURST[3], 6)
    second.saved()
    desk.mark(*BURST[4], 7)
    desk.until("pad.document.content.findings.length === 5")

    other = open_desk(query=case_of(desk))
    assert places_of(other) == places_of(desk) == sorted((round(u), round(v)) for u, v in BURST[:5])
    assert len({one["id"] for one in other.findings}) == 5
    second.page.close()
    desk.forgive(*CUT)


def test_twenty_taps_a_second_on_a_tablet_that_is_turned_meanwhile_lose_none(open_desk: OpenDesk) -> None:
    desk = open_desk()
    half = len(BURST) // 2

    tap_quickly(desk, BURST[:half])
    desk.page.set_viewport_size(ORIENTATIONS["portrait"])
    desk.page.wait_for_timeout(500)
    tap_quickly(desk, BURST[half:])
    desk.saved()

    wanted = sorted((round(u), round(v)) for u, v in BURST)
    assert places_of(desk) == wanted
    other = open_desk(query=case_of(desk))
    assert places_of(other) == wanted


def tap_quickly(desk: DeskPage, places: list[Any]) -> None:
    """Tap twenty times a second, as quickly as ten fingers."""
    pixels = [desk.at(*place) for place in places]
    for x, y in pixels:
        began = time.perf_counter()
        desk.page.touchscreen.tap(x, y)
        time.sleep(max(0.0, 0.05 - (time.perf_counter() - began)))
