import pytest

from planner.body import FittedMap
from planner.checks import Severity
from planner.session import Session
from tests.checks.asking import alerts_of, alerts_on
from tests.conftest import a_target, a_zone, some_points


@pytest.mark.parametrize(
    ("volume_ml", "apart_mm", "severity"),
    [
        (0.1, 5.0, Severity.CAUTION),
        (0.1, 6.0, Severity.INFORMATION),
        (0.1, 7.9, Severity.INFORMATION),
        (0.1, 8.0, None),
        (0.8, 11.0, Severity.CAUTION),
        (0.8, 15.9, Severity.INFORMATION),
        (0.8, 16.0, None),
        (0.0, 0.1, None),
    ],
)
def test_deposits_closer_than_their_own_wheals_are_wide_are_questioned(
    back: FittedMap, volume_ml: float, apart_mm: float, severity: Severity | None
) -> None:
    points = some_points((30, 430), (30 + apart_mm, 430))

    found = alerts_on(back, "point_by_point", *points, volume_per_deposit_ml=volume_ml)

    assert (found["wheals_meet"].severity if "wheals_meet" in found else None) is severity


@pytest.mark.parametrize("spacing_mm", [2.0, 4.0, 10.0])
def test_drops_of_nappage_that_do_not_meet_are_not_questioned(back: FittedMap, spacing_mm: float) -> None:
    assert "wheals_meet" not in alerts_on(back, "nappage", a_zone(), spacing_mm=spacing_mm)


def test_drops_of_nappage_that_meet_are_said_in_passing_as_they_are_published(back: FittedMap) -> None:
    alert = alerts_on(back, "nappage", a_zone(), spacing_mm=3, zone_volume_ml=6)["wheals_meet"]

    assert (alert.severity, alert.target, alert.source) == (Severity.INFORMATION, "t1", "FCCD")
    assert "the nearest two are 3.0 mm apart. FCCD (D) publishes them 2 mm apart." in alert.text
    assert alert.origin_text == (
        "Width reckoned (ours): 3.8 mm, from 6 to 10 mm for 0.1 mL: CDC (B), MIMS (B)."
    )


def test_wheals_of_two_targets_can_meet(back: FittedMap) -> None:
    one, other = some_points((30, 430), (35, 430))
    session = Session(
        findings=(one, other),
        targets=(a_target("point_by_point", one), a_target("point_by_point", other, target_id="t2")),
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "wheals_meet"]

    assert alert.target is None
    assert alert.text.startswith("2 deposits stand")


def test_deposits_of_two_targets_in_one_place_are_said_to_be_so(back: FittedMap) -> None:
    (point,) = some_points((30, 430))
    both = (a_target("point_by_point", point), a_target("point_by_point", point, target_id="t2"))

    (alert,) = [
        a for a in alerts_of(back, Session(findings=(point,), targets=both)) if a.code == "wheals_meet"
    ]

    assert alert.text == (
        "2 deposits stand so close that their wheals meet: two of them are in one place. "
        "Check that you meant it."
    )


def test_a_large_wheal_meets_a_small_one_at_half_of_both_widths(back: FittedMap) -> None:
    one, other = some_points((30, 430), (41.9, 430))
    session = Session(
        findings=(one, other),
        targets=(
            a_target("point_by_point", one, volume_per_deposit_ml=0.8),
            a_target("point_by_point", other, target_id="t2", volume_per_deposit_ml=0.1),
        ),
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "wheals_meet"]

    assert alert.severity is Severity.INFORMATION
    assert "the nearest two are 11.9 mm apart" in alert.text
