import pytest

from planner.body import FittedMap
from planner.checks import Severity
from tests.checks.asking import alerts_on
from tests.conftest import a_point, a_zone, some_points


def test_a_perpendicular_deposit_of_four_millimetres_lies_in_the_fat(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_point())["depth_exceeds_skin"]

    assert (alert.severity, alert.target, alert.source) == (Severity.CAUTION, "t1", "LAUR07")
    assert alert.text == (
        "At 4 mm the tip passes the skin, 1.91 mm on average at the waist by LAUR07 (A): the deposit may lie "
        "in the fat."
    )
    assert alert.origin_text == ""
    assert alert.more == (
        "We take this site for these levels; thinner skins exist. Published for point-by-point with 4 mm: "
        "FONT (C), BELL (C), PISAL18 (D), DERMO (D), CLIN (C), FCCD (D), SFM-MAT (B). As hypodermic: "
        "PERRIN08 (B)."
    )


@pytest.mark.parametrize(
    ("depth_mm", "said"),
    [
        (3.0, "with 3 mm: FONT (C), NCT45 (A), BELL (C), DERMO (D)."),
        (8.0, "with 8 mm: FCCD (D). As hypodermic: PERRIN08 (B)."),
        (13.0, "with 13 mm: SFM-MAT (B). As hypodermic: FONT (C)."),
    ],
)
def test_who_publishes_a_depth_is_named_apart_from_who_calls_it_hypodermic(
    back: FittedMap, depth_mm: float, said: str
) -> None:
    found = alerts_on(back, "point_by_point", a_point(), depth_mm=depth_mm, needle_length_mm=20.0)

    assert found["depth_exceeds_skin"].more.endswith(said)


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
    ("points", "said"), [(1, "1 needle goes 13 mm deep"), (2, "2 needles go 13 mm deep")]
)
def test_the_limit_over_the_lung_is_said_to_be_ours(back: FittedMap, points: int, said: str) -> None:
    places = [(60.0, 200.0), (60.0, 160.0)][:points]

    alert = alerts_on(back, "point_by_point", *some_points(*places), depth_mm=13.0, needle_length_mm=20.0)[
        "deep_over_thorax"
    ]

    assert alert.text.startswith(said)
    assert "We stop above 6 mm (ours); EGO (C) finds the pleura 20 mm from it at T12 only" in alert.text
    assert alert.text.endswith("nothing was found for T1 to T11.")
    assert (alert.source, alert.origin_text) == ("ours", "")
