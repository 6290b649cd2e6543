"""The operator's hand and side, chosen above the pad, turn the order round."""

from tests.browser.conftest import KeepDesk, OpenDesk
from tests.conftest import a_session, some_points

POINTS = [(-40.0, 300.0), (0.0, 302.0), (40.0, 300.0), (-40.0, 360.0), (0.0, 360.0), (40.0, 360.0)]


def test_the_order_begins_away_from_the_operator(open_desk: OpenDesk, kept_desk: KeepDesk) -> None:
    desk = open_desk(query=kept_desk(a_session("point_by_point", *some_points(*POINTS))))
    by_the_map = desk.planned(len(POINTS))

    chooser = desk.open_popover(desk.page.get_by_role("button", name="Operator"))
    choice = chooser.get_by_text("Right hand, standing at the patient's left")
    assert choice.locator("xpath=ancestor::label").bounding_box()["height"] >= 44
    choice.tap()
    desk.close_popover()
    desk.until("pad.order.runs[0].columns.u[0] > 30")

    from_the_right = desk.injections()
    assert desk.page.get_by_role("button", name="Right hand, patient's left").is_visible()
    assert by_the_map[0][0] < -30
    assert from_the_right[0][0] > 30
    assert sorted(from_the_right) == sorted(by_the_map)
