"""What the strip calls saved is there again: after a reload, in a second tab, after the server was killed."""

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from planner.storage.address import StoreAddress
from planner.storage.copies import find_backups
from planner.storage.opening import open_to_read
from planner.storage.verify import verify
from tests.browser.conftest import OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.mortal_app import MortalApp
from tests.faults.sizes import report, times

PLACES = [(-90.0 + 30.0 * column, 270.0 + 40.0 * row) for row in range(6) for column in range(7)]
CUT = ("net::ERR_", "server", "WebSocket", "fetch")
ACKNOWLEDGED = "[pad.acked, pad.document.seq, pad.document.content.findings.map((one) => one.id)]"


@pytest.fixture
def app_with_worker(tmp_path: Path) -> Iterator[MortalApp]:
    made = MortalApp(tmp_path, PLANNER_WORKERS="1")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def one_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MortalApp]:
    made = MortalApp(tmp_path_factory.mktemp("mortal"))
    yield made
    made.stop()


@pytest.fixture
def app(one_app: MortalApp) -> MortalApp:
    """A server that runs: one that a test has stopped begins anew."""
    if not one_app.is_running:
        one_app.start()
    return one_app


def saved_line(desk: DeskPage) -> str:
    return desk.page.locator(".st-key-saved, .st-key-unsaved").inner_text()


def case_of(desk: DeskPage) -> str:
    return "?" + desk.page.url.partition("?")[2]


def test_the_strip_says_saved_at_the_time_of_the_last_edit(open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = saved_line(desk)
    box = desk.page.locator(".st-key-saved").bounding_box()

    desk.mark(40.0, 380.0, 7)
    line = desk.page.locator(".st-key-saved")
    expect(line).to_contain_text(re.compile(r"Saved \d\d:\d\d:\d\d"))

    assert before == "Demonstration data\nNothing to save yet"
    assert line.bounding_box() == box


def test_a_second_tab_shows_marks_targets_measures_and_settings(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(40.0, 380.0, 7)
    desk.planned(1)
    desk.choose("Nappage")
    desk.rest()
    desk.step("Margin round a point (mm)", up=True)
    desk.rest()
    margin = desk.setting("Margin round a point (mm)").input_value()
    desk.open_popover(desk.page.get_by_role("button", name="Scale: median"))
    desk.enter("Stature (cm)", "170")
    desk.close_popover()
    desk.rest()

    other = open_desk(query=case_of(desk))
    other.rest()

    assert [(one["u_mm"], one["intensity"]) for one in other.findings] == [
        (one["u_mm"], 7) for one in desk.findings
    ]
    expect(other.page.get_by_role("radio", name="Nappage", exact=True)).to_be_checked()
    assert other.setting("Margin round a point (mm)").input_value() == margin
    assert "Saved " in saved_line(other)
    other.open_popover(other.page.get_by_role("button", name=re.compile("Scale")))
    assert other.setting("Stature (cm)").input_value() == "170.0"


@pytest.mark.timeout(0)
def test_nothing_acknowledged_is_lost_when_the_server_is_killed_in_the_middle(
    app_with_worker: MortalApp, open_desk: OpenDesk
) -> None:
    app = app_with_worker
    loops, acknowledged_in_all, slowest_s = times(5, 50), 0, 0.0
    desk = open_desk(url=app.url)
    desk.choose("Nappage")
    desk.rest()

    for loop in range(loops):
        app.stand_by()
        for place in PLACES[(loop * 3) % 42 : (loop * 3) % 42 + 3]:
            desk.page.touchscreen.tap(*desk.at(*place))
        desk.page.wait_for_timeout(40 * (loop % 6))
        acknowledged, seq, marks = desk.ask(ACKNOWLEDGED)
        app.kill()
        query = case_of(desk)
        desk.page.close()  # so that the marks can come from the store alone
        began = time.perf_counter()
        app.start()
        desk = open_desk(url=app.url, query=query)
        slowest_s = max(slowest_s, time.perf_counter() - began)

        assert desk.ask("pad.document.seq") >= acknowledged
        kept = [one["id"] for one in desk.findings]
        assert set(marks[: len(marks) - (seq - acknowledged)]) <= set(kept)  # each tap makes one mark at most
        assert len(set(kept)) == len(kept)
        expect(desk.page.get_by_role("radio", name="Nappage", exact=True)).to_be_checked()
        acknowledged_in_all = max(acknowledged_in_all, acknowledged)

    desk.page.close()
    desk.forgive(*CUT)
    app.stop()
    with closing(open_to_read(StoreAddress(path=app.data / "demo.sqlite3"))) as store:
        assert verify(store).problems == ()
    assert acknowledged_in_all > 0
    report("kill -9 of the app under a live browser", kills=loops, acknowledged_documents=acknowledged_in_all,
           lost=0, seconds_until_the_desk_stands_again_at_most=f"{slowest_s:.1f}")  # fmt: skip


def test_a_tab_goes_on_by_itself_after_the_server_was_killed(app: MortalApp, open_desk: OpenDesk) -> None:
    desk = open_desk(url=app.url)
    desk.mark(40.0, 380.0, 7)
    desk.planned(1)
    desk.rest()
    expect(desk.figure("punctures")).to_have_text("1")  # all that the page needs is loaded
    app.kill()
    desk.mark(40.0, 420.0, 5)  # while there is nobody to hear it

    began = time.perf_counter()
    app.start()
    ready_s = time.perf_counter() - began
    desk.planned(2)
    report("a tab after a restart of its server", seconds_until_the_server_answered=f"{ready_s:.1f}",
           seconds_until_the_mark_made_meanwhile_was_saved=f"{time.perf_counter() - began:.1f}")  # fmt: skip

    other = open_desk(url=app.url, query=case_of(desk))
    assert len(other.findings) == 2
    desk.forgive(*CUT)


def test_an_edit_that_cannot_be_kept_is_said_in_red_kept_on_the_desk_and_kept_later(
    app: MortalApp, open_desk: OpenDesk
) -> None:
    desk = open_desk(url=app.url)
    desk.mark(40.0, 380.0, 7)
    desk.planned(1)
    blocker = sqlite3.connect(app.data / "demo.sqlite3", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")  # nobody else can write

    desk.mark(40.0, 420.0, 5)
    expect(desk.page.locator(".st-key-unsaved")).to_contain_text("Not saved, retrying", timeout=30_000)
    acknowledged, shown = desk.ask("pad.acked"), len(desk.findings)
    blocker.execute("ROLLBACK")
    blocker.close()
    expect(desk.page.locator(".st-key-saved")).to_contain_text("Saved", timeout=30_000)

    assert shown == 2
    assert acknowledged < desk.ask("pad.document.seq") == desk.ask("pad.acked")
    other = open_desk(url=app.url, query=case_of(desk))
    assert len(other.findings) == 2


def test_a_server_backs_up_its_store_when_it_stops(app: MortalApp, open_desk: OpenDesk) -> None:
    desk = open_desk(url=app.url)
    desk.mark(40.0, 380.0, 7)
    desk.planned(1)
    case = case_of(desk).partition("case=")[2][:16]
    desk.page.close()
    desk.forgive(*CUT)

    app.stop()

    last = find_backups(app.data / "demo.sqlite3")[-1]
    copy = app.data / "copy.sqlite3"
    shutil.copyfile(last, copy)
    with closing(sqlite3.connect(copy)) as connection:
        (body,) = connection.execute("SELECT body FROM draft WHERE case_id = ?", [case]).fetchone()
    assert '"intensity":7' in body
