import pytest

from planner.body import FittedMap
from planner.checks import Severity
from planner.session import Session, SettingValue
from tests.checks.asking import alerts_of, alerts_on
from tests.conftest import a_point, a_session, a_target, a_zone, some_points


@pytest.mark.parametrize(
    ("technique", "settings"),
    [
        ("point_by_point", {"volume_per_deposit_ml": 0.6}),
        ("point_by_point", {"volume_per_deposit_ml": 0.05}),
        ("nappage", {"zone_volume_ml": 0.05}),
        ("nappage", {"zone_volume_ml": 4.9}),
    ],
)
def test_a_deposit_outside_the_published_volumes_is_questioned_and_no_other_proposed(
    back: FittedMap, technique: str, settings: dict[str, SettingValue]
) -> None:
    alert = alerts_on(back, technique, a_point(), a_zone(), **settings)[
        "volume_per_deposit_outside_published"
    ]

    assert alert.text.endswith(" than any published: check that you meant it.")


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


def test_less_than_any_published_session_is_said_in_passing(back: FittedMap) -> None:
    alert = alerts_on(back, "intraepidermal", a_zone(), zone_volume_ml=0.3)[
        "session_volume_outside_published"
    ]

    assert (alert.severity, alert.source) == (Severity.INFORMATION, "ISWI21")
    assert "0.3 mL" in alert.text


@pytest.mark.parametrize("volume_ml", [0.0, 0.4])
def test_dry_needles_and_the_least_published_volume_are_not_questioned(
    back: FittedMap, volume_ml: float
) -> None:
    found = alerts_on(back, "intraepidermal", a_zone(), zone_volume_ml=volume_ml)

    assert "session_volume_outside_published" not in found


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
    points = some_points(*[(40.0, 310.0 + 30 * n) for n in range(4)])

    found = alerts_on(back, technique, *points, a_zone())

    assert not any("outside" in code for code in found)
