"""A density that follows the pain, as a practitioner chooses it, and the palpation map that it follows."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KeepDesk, OpenDesk
from tests.browser.desk_page import DeskPage
from tests.conftest import a_point, a_session

POINTS = (
    a_point(15.0, 409.0, intensity=9),
    a_point(74.0, 418.0, point_id="p2", intensity=3),
    a_point(24.0, 456.0, point_id="p3", intensity=5),
)
LAYER = "layer-Palpation map"
OURS = ("Spacing where it hurts most (mm)", "Spacing where it hurts least (mm)")


@pytest.fixture
def desk(open_desk: OpenDesk, kept_desk: KeepDesk) -> DeskPage:
    """A desk on which three points of unlike pain are treated by a nappage."""
    desk = open_desk(query=kept_desk(a_session("nappage", *POINTS)))
    desk.rest()
    return desk


def near(places: list[tuple[float, float]], u_mm: float, v_mm: float) -> int:
    return sum((u - u_mm) ** 2 + (v - v_mm) ** 2 < 18**2 for u, v in places)


def test_drops_stand_closer_where_it_hurts_more_at_the_count_of_the_even_plan(desk: DeskPage) -> None:
    even = desk.injections()
    for label in OURS:
        expect(desk.setting(label)).to_have_count(0)

    desk.choose("Follows pain")
    for label in OURS:
        expect(desk.setting(label)).to_be_visible()
    expect(desk.setting("Between drops (mm)")).to_have_count(0)
    desk.choose("Yes")
    expect(desk.setting("Between drops (mm)")).to_be_visible()
    desk.rest()

    graded = desk.planned(len(even))
    assert near(graded, 15, 409) > near(even, 15, 409)
    assert near(graded, 74, 418) < near(even, 74, 418)
    desk.choose("Even")
    expect(desk.setting(OURS[0])).to_have_count(0)
    desk.rest()
    assert Counter(desk.injections()) == Counter(even)


def test_the_palpation_map_is_a_layer_with_a_legend_that_follows_what_is_marked(desk: DeskPage) -> None:
    legend = desk.page.locator(".mp-legend")
    expect(legend).to_be_hidden()
    assert desk.ask("pad.data.palpation") is None

    desk.press("layers")
    desk.press(LAYER)

    expect(legend).to_contain_text("26 mm (BARB12 (A))")
    levels = legend.locator(".mp-swatch").count()
    assert levels >= 3
    assert desk.ask("pad.layer.traces.filter((trace) => trace.meta.role === 'palpation').length") == levels
    desk.press("mark")
    desk.mark(-40.0, 380.0, 0)
    expect(legend).to_contain_text("1 to 2")
    desk.press("layers")
    desk.press(LAYER)
    expect(legend).to_be_hidden()
    desk.rest()
    assert desk.complaints == []
