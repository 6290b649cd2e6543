import pytest

from planner.body import FittedMap, Patient, Sex, fit
from planner.checks import Severity
from planner.session import Session
from tests.checks.asking import alerts_of, alerts_on
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion, some_points


def test_a_point_in_a_scar_is_reported(back: FittedMap) -> None:
    session = a_session("point_by_point", a_point(0, 440), exclusions=(an_exclusion(),))

    (alert,) = [a for a in alerts_of(back, session) if a.code == "point_withheld"]

    assert alert.severity is Severity.CAUTION
    assert "p1: 1 deposit is withheld, inside exclusion x1 (scar) or its 5 mm margin" in alert.text


def test_a_square_that_loses_corners_says_how_many(back: FittedMap) -> None:
    session = a_session(
        "point_by_point", a_point(0, 440), pattern="square", exclusions=(an_exclusion(margin_mm=12),)
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "point_withheld"]

    assert "p1: 4 deposits are withheld" in alert.text


def test_a_target_without_findings_is_reported(back: FittedMap) -> None:
    alert = alerts_on(back, "nappage")["target_without_findings"]

    assert alert.severity is Severity.CAUTION
    assert "has no finding" in alert.text


def test_a_finding_in_no_target_is_reported(back: FittedMap) -> None:
    session = Session(findings=some_points((0, 300), (0, 330)))

    (alert,) = [a for a in alerts_of(back, session) if a.code == "finding_in_no_target"]

    assert "No target treats p1, p2" in alert.text


def test_a_zone_too_small_for_its_spacing_is_reported(back: FittedMap) -> None:
    found = alerts_on(back, "nappage", a_zone(a_rectangle(21, 301, 29, 309)), spacing_mm=100)

    assert "nothing_placed" in found


def test_a_zone_that_the_pattern_leaves_out_is_reported(back: FittedMap) -> None:
    assert "zone_not_filled" in alerts_on(back, "point_by_point", a_point(), a_zone())
    assert "zone_not_filled" not in alerts_on(back, "point_by_point", a_point(), a_zone(), pattern="fill")


def test_what_a_technique_could_not_do_is_repeated(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_zone())["not_as_asked"]

    assert "needs a tender or trigger point" in alert.text


def test_rests_too_short_for_a_pass_are_reported_once(back: FittedMap) -> None:
    corners = a_rectangle(10, 301.5, 60, 341.5)
    session = a_session("intraepidermal", a_zone((corners[0], *corners[2:])), direction_deg=0)

    found = [a for a in alerts_of(back, session) if a.code == "rest_withheld"]

    assert len(found) == 1
    assert found[0].severity is Severity.INFORMATION


def test_a_median_map_says_that_it_is_not_to_scale(back: FittedMap, measured_back: FittedMap) -> None:
    assert "map_not_to_scale" in alerts_on(back, "point_by_point", a_point())
    assert "map_not_to_scale" not in alerts_on(measured_back, "point_by_point", a_point())


@pytest.mark.parametrize(
    ("patient", "said"),
    [
        (Patient(Sex.FEMALE), "with a tape (here estimated at 475 mm), and give stature and weight."),
        (Patient(Sex.FEMALE, stature_mm=1626.0), "with a tape (here estimated at 475 mm), and give weight."),
        (Patient(Sex.FEMALE, weight_kg=60.0), "and give stature."),
        (
            Patient(Sex.FEMALE, c7_psis_mm=480.0),
            "The spine is as measured, but the body round it is a median",
        ),
        (Patient(Sex.FEMALE, stature_mm=1626.0, c7_psis_mm=480.0), "median one: give weight."),
    ],
)
def test_a_median_map_asks_for_the_measures_that_are_missing(patient: Patient, said: str) -> None:
    session = a_session("point_by_point", a_point(), patient=patient)

    (alert,) = [a for a in alerts_of(fit("back", patient), session) if a.code == "map_not_to_scale"]

    assert said in alert.text
    assert ("tape" in alert.text) is (patient.c7_psis_mm is None)
