import pytest
import shapely

from planner.body import FittedMap
from planner.checks import Alert, Severity
from planner.plan import build_plan
from planner.session import Exclusion, Finding
from tests.checks.asking import alerts_of
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion


def the_cut_of(fitted: FittedMap, *findings: Finding, exclusions: tuple[Exclusion, ...] = ()) -> Alert | None:
    found = alerts_of(fitted, a_session("nappage", *findings, exclusions=exclusions))
    return next((alert for alert in found if alert.code == "zone_cut"), None)


def edge_mm(fitted: FittedMap, v_mm: float) -> float:
    """Return how far right the body map reaches at a height."""
    line = shapely.LineString([(0, v_mm), (400, v_mm)])
    return float(fitted.outline.intersection(line).bounds[2])


def test_a_zone_half_off_the_body_is_questioned_with_its_share(back: FittedMap) -> None:
    edge = edge_mm(back, 395.0)

    alert = the_cut_of(back, a_zone(a_rectangle(edge - 40, 390, edge + 40, 400)))

    assert alert is not None
    assert (alert.severity, alert.target, alert.source) == (Severity.CAUTION, "t1", "ours")
    assert "has 800 mm2" in alert.text
    share = int(alert.text.split("but ")[1].split("%")[0])
    assert share == pytest.approx(50, abs=3)
    assert "lies off the body map" in alert.text
    assert "exclusions and gets" not in alert.text


@pytest.mark.parametrize(
    ("width_mm", "severity"), [(7.0, Severity.INFORMATION), (35.0, Severity.CAUTION)], ids=["10 %", "50 %"]
)
def test_a_zone_cut_by_a_scar_says_how_much_it_lost(
    back: FittedMap, width_mm: float, severity: Severity
) -> None:
    scar = an_exclusion(a_rectangle(20, 390, 20 + width_mm, 470), margin_mm=0)

    alert = the_cut_of(back, a_zone(), exclusions=(scar,))

    assert alert is not None
    assert alert.severity is severity
    assert f"{width_mm / 70:.0%} of it is kept out by exclusions" in alert.text
    assert "off the body map" not in alert.text


def test_the_margin_round_a_point_counts_as_wanted(back: FittedMap) -> None:
    alert = the_cut_of(back, a_point(edge_mm(back, 395.0) - 5, 395))

    assert alert is not None
    assert alert.severity is Severity.CAUTION


def test_a_whole_zone_is_not_questioned(back: FittedMap) -> None:
    assert the_cut_of(back, a_zone(), a_point(30, 350)) is None
    assert the_cut_of(back, a_zone(), exclusions=(an_exclusion(),)) is None


def test_a_plan_says_which_zone_nothing_was_taken_from(back: FittedMap) -> None:
    scar = an_exclusion(a_rectangle(20, 390, 25, 470), margin_mm=0)
    off_the_map = a_zone(a_rectangle(edge_mm(back, 395.0) - 40, 390, edge_mm(back, 395.0) + 40, 400))

    whole, scarred, cut = (
        build_plan(a_session("nappage", zone, exclusions=exclusions), back).targets[0]
        for zone, exclusions in ((a_zone(), ()), (a_zone(), (scar,)), (off_the_map, ()))
    )

    assert whole.zone_is_whole
    assert not scarred.zone_is_whole
    assert not cut.zone_is_whole
