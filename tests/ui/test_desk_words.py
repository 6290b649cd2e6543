"""What the desk says of small things: a single puncture, and a number that is not as round as its step."""

from streamlit.testing.v1 import AppTest

from planner.body import FittedMap
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import Session, Target
from planner.ui.panels.figures import said_of, which_of
from tests.conftest import some_points
from tests.ui.patience import LONG_S


def said_of_points(back: FittedMap, *places: tuple[float, float]) -> str:
    points = some_points(*places)
    session = Session(
        findings=points, targets=(Target("t1", "point_by_point", tuple(point.id for point in points)),)
    )
    plan = build_plan(session, back)
    return said_of(plan.targets[0], score_plan(plan).targets[0].figures)[0]


def test_one_puncture_has_its_volume_and_several_have_theirs_each(back: FittedMap) -> None:
    one = said_of_points(back, (15.0, 409.0))
    two = said_of_points(back, (15.0, 409.0), (60.0, 430.0))

    assert (one, two) == ("1 puncture, 0.1 mL", "2 punctures, 0.1 mL each")


def test_a_line_about_one_of_several_targets_says_which(back: FittedMap) -> None:
    points = some_points((15.0, 409.0))
    targets = tuple(Target(an_id, "point_by_point", ("p1",)) for an_id in ("t1", "t2"))
    several = build_plan(Session(findings=points, targets=targets), back)
    one = build_plan(Session(findings=points, targets=targets[:1]), back)

    assert [which_of(target, several) for target in several.targets] == [["Target 1"], ["Target 2"]]
    assert which_of(one.targets[0], one) == []


def a_form() -> None:
    from planner.ui import board as boards
    from planner.ui import state
    from planner.ui.panels.settings_form import show_settings

    target_id = state.board().active_target
    state.change(lambda board: boards.change_setting(board, target_id, "pattern", "fill"))
    show_settings()


def test_a_field_shows_every_decimal_of_what_is_set() -> None:
    page = AppTest.from_function(a_form, default_timeout=LONG_S).run()
    spread = next(box for box in page.number_input if box.label.startswith("A deposit serves"))
    before = spread.value, spread.proto.format

    spread.set_value(12.125).run()

    after = next(box for box in page.number_input if box.label.startswith("A deposit serves"))
    assert not page.exception
    assert before == (17.3, "%.1f")
    assert (after.value, after.proto.format) == (12.125, "%.3f")
