import re

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


def a_rectangle_on(fitted: FittedMap, *corners_mm: float) -> float:
    """Return how much of a rectangle lies on the body map, in mm2."""
    return float(fitted.outline.intersection(shapely.box(*corners_mm)).area)


def edge_mm(fitted: FittedMap, v_mm: float) -> float:
    """Return how far right the body map reaches at a height."""
    line = shapely.LineString([(0, v_mm), (400, v_mm)])
    return float(fitted.outline.intersection(line).bounds[2])


def test_a_zone_half_off_the_body_is_questioned_with_its_share(back: FittedMap) -> None:
    edge = edge_mm(back, 395.0)

    alert = the_cut_of(back, a_zone(a_rectangle(edge - 40, 390, edge + 40, 400)))

    assert alert is not None
    assert (alert.severity, alert.target, alert.source) == (Severity.CAUTION, "t1", "ours")
    said = re.search(r"has 800 mm2, but (\d+) mm2 of it \((\d+)%\) lies off the body map", alert.text)
    assert said
    off_mm2 = 800 - a_rectangle_on(back, edge - 40, 390, edge + 40, 400)
    assert int(said[1]) == pytest.approx(off_mm2, abs=1)
    assert int(said[2]) == pytest.approx(off_mm2 / 8, abs=0.6)
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
    said = re.search(r"but ([\d,]+) mm2 of it \((\d+%)\) is kept out by exclusions", alert.text)
    assert said
    assert int(said[1].replace(",", "")) == pytest.approx(width_mm * 60, abs=1)  # a margin is drawn outside
    assert said[2] == f"{width_mm / 70:.0%}"
    assert "off the body map" not in alert.text


def test_a_small_part_that_exclusions_take_is_said_in_mm2_and_a_touch_is_not(back: FittedMap) -> None:
    mole, touching = (
        an_exclusion(a_rectangle(20 - 5, 420, 20 + depth_mm, 425), margin_mm=0) for depth_mm in (5.0, 0.1)
    )

    small, none = (the_cut_of(back, a_zone(), exclusions=(one,)) for one in (mole, touching))

    assert none is None
    assert small is not None
    assert small.severity is Severity.INFORMATION
    assert "has 4,200 mm2, but 25 mm2 of it (less than 1%) is kept out by exclusions" in small.text


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
