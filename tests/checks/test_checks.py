"""What every check promises, and when each speaks."""

import re

import pytest

from planner.body import FittedMap
from planner.checks import Alert, Case, Check, Severity, all_checks, check_plan
from planner.evidence import sources
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import Finding, Session, SettingValue
from tests.conftest import a_point, a_rectangle, a_session, a_target, a_zone, an_exclusion, some_points


def alerts_of(fitted: FittedMap, session: Session) -> tuple[Alert, ...]:
    plan = build_plan(session, fitted)
    return check_plan(session, plan, score_plan(plan), fitted)


def the_case_of(fitted: FittedMap, session: Session) -> Case:
    plan = build_plan(session, fitted)
    return Case(session, plan, score_plan(plan), fitted)


def alerts_on(
    fitted: FittedMap, technique: str, *findings: Finding, **settings: SettingValue
) -> dict[str, Alert]:
    return {alert.code: alert for alert in alerts_of(fitted, a_session(technique, *findings, **settings))}


def a_session_with_much_to_say() -> Session:
    """Return a session that makes every check speak."""
    close, closer, chest, scarred, forgotten, *many = some_points(
        (20, 445), (24, 445), (60, 200), (0, 440), (-40, 300), *[(-40.0, 120 + 40.0 * n) for n in range(8)]
    )
    corners = a_rectangle(10, 301.5, 60, 341.5)
    zone, tiny = a_zone(), a_zone(a_rectangle(-29, 301, -21, 309), zone_id="z2")
    sharp = a_zone((corners[0], *corners[2:]), zone_id="z3")
    return Session(
        findings=(close, closer, chest, scarred, forgotten, *many, zone, tiny, sharp),
        exclusions=(an_exclusion(),),
        targets=(
            a_target(
                "point_by_point",
                *(close, closer, chest, scarred),
                depth_mm=13.0,
                needle_length_mm=13.0,
                volume_per_deposit_ml=2.0,
            ),
            a_target("point_by_point", zone, target_id="t2"),
            a_target("point_by_point", *many, target_id="t3", pattern="square", spacing_mm=40.0),
            a_target("nappage", target_id="t4"),
            a_target("nappage", tiny, target_id="t5", spacing_mm=100.0),
            a_target("intraepidermal", sharp, target_id="t6", direction_deg=0.0),
        ),
    )


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.__name__)
def test_every_check_can_speak_and_can_be_silent(
    check: Check, back: FittedMap, measured_back: FittedMap
) -> None:
    loud = a_session_with_much_to_say()
    quiet = a_session("intraepidermal", a_zone(), direction_deg=0)

    assert list(check(the_case_of(back, loud)))
    assert not list(check(the_case_of(measured_back, quiet)))


def test_a_careful_session_on_a_measured_body_leaves_nothing_to_say(measured_back: FittedMap) -> None:
    session = a_session("intraepidermal", a_zone(), direction_deg=0)

    assert alerts_of(measured_back, session) == ()


def test_a_perpendicular_deposit_of_four_millimetres_lies_in_the_fat(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_point())["depth_exceeds_skin"]

    assert (alert.severity, alert.target, alert.source) == (Severity.CAUTION, "t1", "LAUR07")
    assert "1.91 mm thick at the waist" in alert.text


@pytest.mark.parametrize(
    ("v_mm", "depth_mm", "skin"), [(100, 2.6, "2.54"), (100, 2.5, ""), (430, 2.0, "1.91"), (430, 1.9, "")]
)
def test_skin_is_thinner_at_the_waist_than_over_the_shoulder_blade(
    back: FittedMap, v_mm: float, depth_mm: float, skin: str
) -> None:
    alert = alerts_on(back, "point_by_point", a_point(40, v_mm), depth_mm=depth_mm).get("depth_exceeds_skin")

    assert (alert is None) is (not skin)
    assert alert is None or skin in alert.text


def test_the_thinnest_skin_of_a_target_decides(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", *some_points((40, 100), (40, 430)), depth_mm=2.2)

    assert "1.91 mm" in alert["depth_exceeds_skin"].text


def test_the_default_of_the_superficial_techniques_stays_in_the_skin(back: FittedMap) -> None:
    for technique in ("intraepidermal", "nappage"):
        assert "depth_exceeds_skin" not in alerts_on(back, technique, a_zone())


def test_passes_are_as_deep_as_deposits(back: FittedMap) -> None:
    assert "depth_exceeds_skin" in alerts_on(back, "intraepidermal", a_zone(), depth_mm=2.0)


@pytest.mark.parametrize(("length_mm", "speaks"), [(4.0, "yes"), (4.4, "yes"), (4.6, "no"), (6.0, "no")])
def test_a_needle_in_to_its_hub_is_questioned(back: FittedMap, length_mm: float, speaks: str) -> None:
    found = alerts_on(back, "point_by_point", a_point(), needle_length_mm=length_mm)

    assert ("needle_nearly_full" in found) is (speaks == "yes")


@pytest.mark.parametrize(
    ("place", "depth_mm", "speaks"),
    [
        ((60, 200), 13.0, "yes"),
        ((60, 200), 6.0, "no"),
        ((10, 200), 13.0, "no"),
        ((60, 450), 13.0, "no"),
    ],
    ids=["over the lung", "shallow", "beside the spine", "below the chest"],
)
def test_a_deep_needle_over_the_lung_is_a_reason_to_stop(
    back: FittedMap, place: tuple[float, float], depth_mm: float, speaks: str
) -> None:
    found = alerts_on(back, "point_by_point", a_point(*place), depth_mm=depth_mm, needle_length_mm=13.0)

    assert ("deep_over_thorax" in found) is (speaks == "yes")
    assert found.get("deep_over_thorax") is None or found["deep_over_thorax"].severity is Severity.STOP


@pytest.mark.parametrize(
    ("technique", "settings", "advice"),
    [
        ("point_by_point", {"volume_per_deposit_ml": 0.6}, "give less"),
        ("point_by_point", {"volume_per_deposit_ml": 0.05}, "give more"),
        ("nappage", {"zone_volume_ml": 0.05}, "give more"),
        ("nappage", {"zone_volume_ml": 4.9}, "give less"),
    ],
)
def test_a_deposit_outside_the_published_volumes_is_questioned(
    back: FittedMap, technique: str, settings: dict[str, SettingValue], advice: str
) -> None:
    alert = alerts_on(back, technique, a_point(), a_zone(), **settings)[
        "volume_per_deposit_outside_published"
    ]

    assert advice in alert.text


@pytest.mark.parametrize("volume_ml", [0.1, 0.125, 0.2, 0.5])
def test_a_published_volume_is_not_questioned(back: FittedMap, volume_ml: float) -> None:
    found = alerts_on(back, "point_by_point", a_point(), volume_per_deposit_ml=volume_ml)

    assert "volume_per_deposit_outside_published" not in found


@pytest.mark.parametrize(("volume_ml", "speaks"), [(5.0, "no"), (5.1, "yes")])
def test_more_than_any_published_session_is_questioned(
    back: FittedMap, volume_ml: float, speaks: str
) -> None:
    found = alerts_on(back, "intraepidermal", a_zone(), zone_volume_ml=volume_ml)

    assert ("session_volume_outside_published" in found) is (speaks == "yes")


@pytest.mark.parametrize(("points", "speaks"), [(30, "no"), (31, "yes")])
def test_more_deposits_than_any_published_protocol_are_questioned(
    back: FittedMap, points: int, speaks: str
) -> None:
    places = [(15.0 * (n % 5) - 30, 260 + 15.0 * (n // 5)) for n in range(points)]

    found = alerts_on(back, "point_by_point", *some_points(*places))

    assert ("count_outside_published" in found) is (speaks == "yes")


def test_deposits_are_counted_over_all_targets_of_a_technique(back: FittedMap) -> None:
    points = some_points(*[(15.0 * (n % 4) - 30, 260 + 15.0 * (n // 4)) for n in range(32)])
    session = Session(
        findings=points,
        targets=(
            a_target("point_by_point", *points[:16]),
            a_target("point_by_point", *points[16:], target_id="t2"),
        ),
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "count_outside_published"]

    assert alert.target is None
    assert "32 point-by-point deposits" in alert.text


@pytest.mark.parametrize(
    ("apart_mm", "severity"),
    [(5.0, Severity.CAUTION), (6.0, Severity.INFORMATION), (9.9, Severity.INFORMATION), (10.0, None)],
)
def test_deposits_closer_than_a_wheal_is_wide_are_questioned(
    back: FittedMap, apart_mm: float, severity: Severity | None
) -> None:
    found = alerts_on(back, "point_by_point", *some_points((30, 430), (30 + apart_mm, 430)))

    assert (found["wheals_meet"].severity if "wheals_meet" in found else None) is severity


def test_micro_drops_raise_no_wheals_that_could_meet(back: FittedMap) -> None:
    assert "wheals_meet" not in alerts_on(back, "nappage", a_zone(), spacing_mm=4)


def test_wheals_of_two_targets_can_meet(back: FittedMap) -> None:
    one, other = some_points((30, 430), (35, 430))
    session = Session(
        findings=(one, other),
        targets=(a_target("point_by_point", one), a_target("point_by_point", other, target_id="t2")),
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "wheals_meet"]

    assert alert.target is None


@pytest.mark.parametrize(
    ("technique", "settings", "label"),
    [
        ("nappage", {"spacing_mm": 25.0}, "Between drops"),
        ("nappage", {"spacing_mm": 1.5}, "Between drops"),
        ("intraepidermal", {"line_spacing_mm": 8.0}, "Between passes"),
        ("point_by_point", {"spacing_mm": 40.0}, "Between deposits"),
        ("point_by_point", {"depth_mm": 14.0, "needle_length_mm": 20.0}, "Depth of the tip"),
    ],
)
def test_a_setting_no_source_has_is_questioned(
    back: FittedMap, technique: str, settings: dict[str, SettingValue], label: str
) -> None:
    session = a_session(technique, a_point(), a_zone(), **settings)

    texts = [a.text for a in alerts_of(back, session) if a.code == "setting_outside_published"]

    assert any(text.startswith(f"{label} is ") for text in texts)


@pytest.mark.parametrize("technique", ["intraepidermal", "nappage", "point_by_point"])
def test_no_default_is_outside_what_was_published(back: FittedMap, technique: str) -> None:
    found = alerts_on(back, technique, a_point(30, 430), a_zone())

    assert not any("outside" in code for code in found)


def test_a_point_in_a_scar_is_reported(back: FittedMap) -> None:
    session = a_session("point_by_point", a_point(0, 440), exclusions=(an_exclusion(),))

    (alert,) = [a for a in alerts_of(back, session) if a.code == "point_withheld"]

    assert alert.severity is Severity.CAUTION
    assert "p1: 1 injection is withheld, inside exclusion x1 (scar) or its 5 mm margin" in alert.text


def test_a_square_that_loses_corners_says_how_many(back: FittedMap) -> None:
    session = a_session(
        "point_by_point", a_point(0, 440), pattern="square", exclusions=(an_exclusion(margin_mm=12),)
    )

    (alert,) = [a for a in alerts_of(back, session) if a.code == "point_withheld"]

    assert "p1: 4 injections are withheld" in alert.text


def test_a_target_without_findings_is_reported(back: FittedMap) -> None:
    alert = alerts_on(back, "nappage")["target_without_findings"]

    assert alert.severity is Severity.CAUTION
    assert "Target t1 has no finding" in alert.text


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


def test_every_alert_names_a_source_of_the_bibliography_and_says_what_to_do(back: FittedMap) -> None:
    keys = {source.key for source in sources.all_sources()}

    for alert in alerts_of(back, a_session_with_much_to_say()):
        assert alert.source in keys
        assert alert.text.endswith(".")
        assert re.search(r": [a-z]|\. [A-Z]", alert.text), alert.text


def test_the_gravest_alert_comes_first(back: FittedMap) -> None:
    found = alerts_of(back, a_session_with_much_to_say())

    ranks = [list(Severity)[::-1].index(alert.severity) for alert in found]
    assert ranks == sorted(ranks)
    assert found[0].severity is Severity.STOP
