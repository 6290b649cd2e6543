"""What the screen says of a plan: one short sentence and whose number it is; the rest is a tap away."""

from planner.body import FittedMap
from planner.body.points import PointMm
from planner.session import Exclusion, ExclusionKind
from planner.ui.panels.findings import place_said
from planner.ui.panels.remarks import remark_text, said_of_how_many
from tests.checks.asking import alerts_of, alerts_on
from tests.checks.test_checks import a_session_with_much_to_say
from tests.conftest import a_point

LONGEST = 220  # about three lines of a tablet in landscape


def test_the_remark_of_the_default_depth_is_one_line_with_the_quality_of_its_source(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_point())["depth_exceeds_skin"]

    said = remark_text(alert, {"t1": 1})

    assert said == (
        "Target 1: At 4 mm the tip passes the skin, 1.91 mm on average at the waist by LAUR07 (A): the "
        "deposit may lie in the fat."
    )


def test_no_remark_is_longer_than_a_tablet_shows_at_a_glance_or_calls_a_trial_a_limit(
    back: FittedMap,
) -> None:
    said = [remark_text(alert, {"t1": 1}) for alert in alerts_of(back, a_session_with_much_to_say())]

    assert [text for text in said if len(text) > LONGEST or "limit used" in text] == []


def test_an_exclusion_is_said_with_its_place(back: FittedMap) -> None:
    corners = tuple(PointMm(u_mm, v_mm) for u_mm, v_mm in ((10, 430), (30, 430), (30, 446), (10, 446)))
    scar = Exclusion("x1", ExclusionKind.SCAR, corners, margin_mm=5.0)

    assert place_said(scar, back) == "20 mm right of midline, near L4 (estimated)"


def test_the_figures_say_how_many_remarks_of_each_gravity_stand_below(back: FittedMap) -> None:
    alerts = alerts_of(back, a_session_with_much_to_say())
    found = [alert.severity for alert in alerts]

    said = said_of_how_many(alerts)

    assert said.endswith(": below")
    assert {int(part.split()[0]) for part in said.split(": ")[0].split(", ")} == {
        found.count(severity) for severity in found
    }
    assert said_of_how_many([alerts[0]]) == "1 stop: below"
