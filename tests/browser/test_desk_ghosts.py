"""What was found last time waits on the desk until a finger or a key says that it is still there, or gone."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenDesk
from tests.browser.desk_page import DeskPage
from tests.browser.ghost_desks import CASES
from tests.browser.session_pages import violations
from tests.browser.touched import LEAST_PX, TOUCHED


def with_ghosts(
    open_desk: OpenDesk, name: str, orientation: str = "landscape", scheme: str = "light"
) -> DeskPage:
    return open_desk(orientation, scheme, query=f"?understood=1&case={CASES[name]}")


def waiting(desk: DeskPage) -> list[str]:
    return list(desk.ask("pad.document.content.ghosts.map((one) => one.id)"))


def lines(desk: DeskPage) -> Locator:
    return desk.page.locator(".st-key-ghosts").get_by_role("button", name=re.compile("last time"))


def test_a_tap_on_a_ghost_confirms_it_lets_it_go_and_undo_brings_it_back(open_desk: OpenDesk) -> None:
    desk = with_ghosts(open_desk, "touch")
    before = (waiting(desk), len(desk.findings), desk.page.locator(".mp-last").count())

    desk.tap(-42.0, 430.0)
    asked = desk.card()
    desk.page.locator(".mp-card [data-id='intensity-3']").tap()
    confirmed = desk.planned(1)
    desk.tap(42.0, 430.0)
    desk.page.locator(".mp-card [data-id='gone']").tap()
    desk.rest()
    left = waiting(desk)
    desk.press("undo")
    desk.rest()
    desk.page.reload()
    desk.ready()
    desk.forgive("404")

    assert before == (["p1", "p2", "z1"], 0, 3)
    assert "Last time: Tender point p1 · intensity 8" in asked
    assert "goes to target 2 Point-by-point" in asked
    assert confirmed == [(-42.0, 430.0)]
    assert left == ["z1"]
    assert waiting(desk) == ["p2", "z1"]
    assert [(one["id"], one["intensity"], one["targets"]) for one in desk.findings] == [("p1", 3, ["t2"])]
    expect(lines(desk)).to_have_count(2)


def test_the_list_says_the_same_and_is_used_by_keyboard_alone(open_desk: OpenDesk) -> None:
    desk = with_ghosts(open_desk, "list")
    expect(lines(desk)).to_have_count(3)

    form = desk.page.locator(".st-key-open_form")
    keys = desk.page.keyboard
    lines(desk).first.focus()
    keys.press("Enter")
    expect(form).to_be_visible()
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("Space")
    expect(lines(desk)).to_have_count(2)
    lines(desk).first.focus()
    keys.press("Enter")
    form.get_by_role("button", name="Gone").focus()
    keys.press("Enter")
    expect(lines(desk)).to_have_count(1)
    desk.planned(1)

    assert waiting(desk) == ["z1"]
    assert [(one["id"], one["intensity"], one["targets"]) for one in desk.findings] == [("p1", 1, ["t2"])]


@pytest.mark.parametrize(("orientation", "scheme"), [("landscape", "light"), ("portrait", "dark")])
def test_ghosts_are_large_enough_to_touch_and_axe_objects_to_nothing(
    open_desk: OpenDesk, orientation: str, scheme: str
) -> None:
    desk = with_ghosts(open_desk, scheme, orientation, scheme)
    desk.open_form(lines(desk).first)
    desk.tap(-42.0, 430.0)
    desk.page.locator(".mp-card [data-id='gone']").wait_for()

    assert desk.page.evaluate(TOUCHED, LEAST_PX) == []
    assert violations(desk.page) == []
