"""The search for fewer deposits, as a practitioner begins, watches and stops it."""

import re

from playwright.sync_api import expect

from planner.session import Session
from tests.browser.conftest import KeepDesk, OpenDesk
from tests.conftest import a_rectangle, a_session, a_zone

POINTS = ((15.0, 409.0, 9), (74.0, 418.0, 3), (24.0, 456.0, 5), (-40.0, 380.0, 6), (-62.0, 431.0, 4))


def filled(half_width_mm: float, half_height_mm: float) -> Session:
    """Return the fill of a rectangle beside the lumbar spine."""
    corners = (60 - half_width_mm, 430 - half_height_mm, 60 + half_width_mm, 430 + half_height_mm)
    return a_session("point_by_point", a_zone(a_rectangle(*corners)), pattern="fill")


def test_a_search_ends_by_itself_once_no_plan_can_do_with_fewer(
    open_desk: OpenDesk, kept_desk: KeepDesk
) -> None:
    desk = open_desk(query=kept_desk(filled(36, 16)))
    expect(desk.figure("punctures")).to_have_text("6", timeout=30_000)

    desk.page.locator(".st-key-optimise").get_by_role("button", name="Optimise").tap()

    panel = desk.page.locator(".st-key-optimise")
    ended = re.compile(
        r"Optimised: 5 punctures after \d+ steps? of search. At a spread of 17.3 mm no plan can do with fewer"
    )
    expect(panel).to_contain_text(ended, timeout=90_000)
    desk.planned(5)


def test_no_search_is_offered_where_the_quick_plan_is_proved_to_have_the_fewest(
    open_desk: OpenDesk, kept_desk: KeepDesk
) -> None:
    desk = open_desk(query=kept_desk(filled(28, 20)))

    panel = desk.page.locator(".st-key-optimise")
    says = "Nothing to search for: at a spread of 17.3 mm no plan can do with fewer than 4 punctures"
    expect(panel).to_contain_text(says, timeout=60_000)
    expect(panel.get_by_role("button")).to_have_count(0)


# The last one: what is worked out for it goes on for a while, and the others would wait for that.
def test_a_fill_is_optimised_in_the_background_and_a_change_shows_the_quick_plan(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose("Fill")
    desk.mark_all(POINTS)
    desk.rest()
    quick = desk.injections()
    panel = desk.page.locator(".st-key-optimise")

    panel.get_by_role("button", name="Optimise").tap()
    against_the_bound = re.compile(
        r"punctures at step [1-9]\d* of \d+; at a spread of 17.3 mm no plan.* can do with fewer than \d+"
    )
    expect(panel).to_contain_text(against_the_bound, timeout=60_000)
    panel.get_by_role("button", name="Stop and keep the best").tap()
    expect(panel).to_contain_text(re.compile(r"Optimised: \d+ punctures after \d+ steps"), timeout=60_000)
    desk.rest()

    assert len(desk.injections()) <= len(quick)
    desk.mark(0.0, 330.0, 5)
    expect(panel).to_contain_text("Changed since it was searched", timeout=20_000)
    desk.rest()
    assert (0.0, 330.0) in [(round(u, 1), round(v, 1)) for u, v in desk.injections()]
    assert desk.complaints == []
