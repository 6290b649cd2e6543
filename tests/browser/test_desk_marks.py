"""Findings from finger to figures: what is marked, moved and drawn is what is planned and listed."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from shapely.geometry import Point, Polygon

from planner.ui.panels.findings import MOST_LINES
from tests.browser.conftest import ORIENTATIONS, OpenDesk
from tests.browser.link import Link
from tests.browser.pad_page import figure_of_eight, ring

FIVE = [(15.0, 409.0, 8), (-32.0, 431.0, 5), (62.0, 386.0, 7), (84.0, 428.0, 4), (24.0, 476.0, 6)]
THIRTY = [(-100.0 + 40.0 * column, 120.0 + 80.0 * row) for row in range(5) for column in range(6)]


def test_nothing_is_marked_before_the_intended_use_is_understood(open_desk: OpenDesk) -> None:
    desk = open_desk(query="")
    expect(desk.dialog).to_contain_text("not a certified medical device")

    desk.page.keyboard.press("Escape")
    desk.tap(15.0, 560.0)
    before = desk.findings
    desk.page.get_by_role("button", name="I understand").tap()
    expect(desk.dialog).to_have_count(0)
    desk.tap(15.0, 560.0)
    after = desk.findings
    desk.page.reload()
    desk.ready().rest()

    assert (len(before), len(after)) == (0, 1)
    expect(desk.dialog).to_have_count(0)


def test_five_tender_points_give_five_punctures_and_five_lines(
    open_desk: OpenDesk, each_orientation: str
) -> None:
    desk = open_desk(each_orientation)

    desk.mark_all(FIVE)
    injections = desk.planned(5)

    expect(desk.figure("punctures")).to_have_text("5")
    expect(desk.figure("mL")).to_have_text("0.50")
    expect(desk.rows).to_have_text(
        [
            re.compile(r"^\S+ · 8 · tender point · 15 mm right of midline, near \S+ \(estimated\) · targ"),
            re.compile(r"^\S+ · 5 · tender point · 32 mm left of midline"),
            re.compile(r"^\S+ · 7 · .* 62 mm right"),
            re.compile(r"^\S+ · 4 · .* 84 mm right"),
            re.compile(r"^\S+ · 6 · .* 24 mm right"),
        ]
    )
    assert np.array(sorted(injections)) == pytest.approx(np.array(sorted(FIVE))[:, :2], abs=0.1)


def test_a_point_is_moved_deleted_and_brought_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark_all(FIVE[:2])
    t12_mm = {name: v_mm for name, v_mm, _ in desk.ask("pad.body.levels")}["T12"]

    desk.press("select")
    desk.drag_mm([(15.0, 409.0 + (t12_mm - 409.0) * step / 8) for step in range(9)])
    expect(desk.rows.first).to_contain_text("15 mm right of midline, near T12")
    moved = desk.planned(2)
    desk.press("delete")
    expect(desk.figure("punctures")).to_have_text("1")
    desk.press("undo")
    desk.press("undo")
    expect(desk.rows.first).not_to_contain_text("T12")
    back = desk.planned(2)
    desk.press("redo")
    expect(desk.rows.first).to_contain_text("T12")

    assert desk.planned(2) == moved
    assert moved[0] == pytest.approx((15.0, t12_mm), abs=0.5)
    assert back[-1] == pytest.approx((15.0, 409.0), abs=0.1) or back[0] == pytest.approx(
        (15.0, 409.0), abs=0.1
    )


def test_injections_fill_a_drawn_zone_and_keep_off_the_exclusion(
    open_desk: OpenDesk, each_orientation: str
) -> None:
    desk = open_desk(each_orientation)
    desk.choose("Nappage")
    desk.press("zone")
    desk.drag_mm(ring(70.0, 430.0, 45.0))
    expect(desk.figure("covered")).to_have_text(re.compile("9.%"))
    desk.rest()
    in_all = len(desk.injections())

    desk.press("exclusion")
    desk.press("kind-vein")
    desk.drag_mm(ring(90.0, 430.0, 18.0))
    expect(desk.rows).to_have_count(2)
    expect(desk.rows.last).to_have_text(re.compile(r"^x1 · keep out: vein · .* · 5 mm margin"))
    desk.rest()
    injections = desk.injections()

    (zone,), (exclusion,) = desk.document["findings"], desk.document["exclusions"]
    kept_free = Polygon(exclusion["outline_mm"]).buffer(exclusion["margin_mm"])
    assert in_all > len(injections) > 10
    assert not any(kept_free.contains(Point(place)) for place in injections)
    assert all(Polygon(zone["outline_mm"]).contains(Point(place)) for place in injections)
    expect(desk.figure("punctures")).to_have_text(str(len(injections)))


def test_an_outline_that_crosses_itself_is_offered_mended(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("zone")

    desk.drag_mm(figure_of_eight(0.0, 380.0, 50.0))
    expect(desk.rows).to_have_count(0)
    desk.page.get_by_role("button", name="Keep the mended outline").tap()

    expect(desk.rows).to_have_count(2)
    assert all(Polygon(zone["outline_mm"]).is_valid for zone in desk.saved()["findings"])


def test_thirty_fast_taps_are_thirty_punctures(open_desk: OpenDesk) -> None:
    desk = open_desk()
    pixels = [desk.at(u, v) for u, v in THIRTY]

    for x, y in pixels:
        desk.page.touchscreen.tap(x, y)

    expect(desk.figure("punctures")).to_have_text("30")
    assert len(desk.saved()["findings"]) == 30
    expect(desk.rows).to_have_count(MOST_LINES)
    expect(desk.rows.last).to_contain_text("p30 ·")
    desk.page.get_by_text("All 30, not only the newest 8").tap()
    expect(desk.rows).to_have_count(30)


def test_the_tablet_may_be_turned_in_mid_session(open_desk: OpenDesk) -> None:
    desk = open_desk("landscape")
    desk.mark_all(FIVE[:2])

    desk.page.set_viewport_size(ORIENTATIONS["portrait"])
    desk.until("pad.view.widthPx > 700 && pad.layer.drawn.widthPx === pad.view.widthPx")
    desk.mark(*FIVE[2])
    turned = desk.planned(3)
    desk.page.set_viewport_size(ORIENTATIONS["landscape"])
    desk.until("pad.view.widthPx < 740 && pad.layer.drawn.widthPx === pad.view.widthPx")
    desk.mark(*FIVE[3])

    assert np.array(sorted(turned)) == pytest.approx(np.array(sorted(FIVE[:3]))[:, :2], abs=0.1)
    assert np.array(sorted(desk.planned(4))) == pytest.approx(np.array(sorted(FIVE[:4]))[:, :2], abs=0.1)
    assert desk.document["findings"] == desk.saved()["findings"]


def test_what_was_marked_on_a_cut_line_is_planned_when_it_is_back(
    open_desk: OpenDesk, app_link: Link
) -> None:
    desk = open_desk(url=app_link.url)
    desk.mark(*FIVE[0])
    expect(desk.figure("punctures")).to_have_text("1")

    app_link.cut()
    no_line = desk.page.get_by_role("status").filter(has_text="No connection to the server")
    expect(no_line).to_contain_text("Marks stay on this screen")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)  # Streamlit's own, in the way of every finger
    desk.mark_all(FIVE[1:4])
    desk.press("select")
    desk.tap(*FIVE[0][:2])
    desk.press("delete")
    while_cut = desk.ask("pad.acked")
    app_link.mend()

    expect(desk.figure("punctures")).to_have_text("3", timeout=30_000)
    assert while_cut < desk.saved()["seq"]
    expect(no_line).to_have_count(0)
    expect(desk.rows).to_have_count(3)
    desk.forgive("net::ERR_", "server", "WebSocket", "fetch")
