"""Two tablets mark on one case at the same time: nothing that either was told is saved is lost."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenDesk
from tests.browser.desk_page import DeskPage


def two_tablets(open_desk: OpenDesk) -> tuple[DeskPage, DeskPage]:
    """Open one case, on which one point is marked, on two tablets."""
    first = open_desk()
    first.mark(0.0, 300.0, 5)
    first.rest()
    second = open_desk("portrait", "dark", query="?" + first.page.url.partition("?")[2])
    second.until("pad.document.content.findings.length === 1")
    second.rest()
    return first, second


def places(desk: DeskPage) -> set[tuple[float, float, int]]:
    return {(one["u_mm"], one["v_mm"], one["intensity"]) for one in desk.findings}


def test_marks_of_two_tablets_are_all_kept_and_the_later_one_is_told(open_desk: OpenDesk) -> None:
    first, second = two_tablets(open_desk)

    first.page.bring_to_front()
    first.mark(-60.0, 400.0, 7)
    first.tap(-60.0, 440.0)
    first.saved()
    second.page.bring_to_front()
    second.mark(60.0, 400.0, 3)
    second.saved()
    told = second.page.locator(".mp-toast.mp-shown .mp-toast-words")
    expect(told).to_contain_text("both changes are shown")
    second.rest()
    first.page.bring_to_front()
    first.mark(0.0, 500.0, 9)
    first.saved()
    first.rest()

    marked = {(0.0, 300.0, 5), (-60.0, 400.0, 7), (-60.0, 440.0, 7), (60.0, 400.0, 3), (0.0, 500.0, 9)}
    third = open_desk(query="?" + first.page.url.partition("?")[2])
    third.until("pad.document.content.findings.length === 5")
    assert places(first) == places(third) == marked
    assert len({one["id"] for one in third.findings}) == 5


def test_one_point_that_both_changed_is_shown_twice_until_the_later_one_chooses(open_desk: OpenDesk) -> None:
    first, second = two_tablets(open_desk)

    first.page.bring_to_front()
    first.tap(0.0, 300.0)
    first.page.locator(".mp-card [data-id='intensity-8']").tap()
    first.saved()
    second.page.bring_to_front()
    second.tap(0.0, 300.0)
    second.page.locator(".mp-card [data-id='intensity-2']").tap()
    question = second.page.locator(".mp-toast.mp-shown")
    expect(question).to_contain_text("Theirs · yours: 8")
    second.saved()
    both = sorted(one["intensity"] for one in second.findings)
    sizes = [button.bounding_box()["height"] for button in question.get_by_role("button").all()]
    question.get_by_role("button", name="Keep yours").tap()
    second.saved()
    second.rest()

    third = open_desk(query="?" + second.page.url.partition("?")[2])
    third.until("pad.document.content.findings.length === 1")
    assert both == [2, 8]
    assert min(sizes) >= 44
    assert [(one["id"], one["intensity"]) for one in third.findings] == [("p1", 2)]
