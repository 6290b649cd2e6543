"""What an alert compares with: every source stands beside the one that the limit is from."""

import pytest

from planner.body import FittedMap
from planner.evidence.skin import SKIN_LOWER_BACK
from tests.checks.asking import alerts_of, alerts_on
from tests.checks.test_checks import a_session_with_much_to_say
from tests.conftest import a_point, a_zone

DEPOSITS = {"ISWI21", "NCT45", "PHP", "MANDA", "PAO16", "NCT42"}
SESSIONS = {"PAO16", "ISWI21", "NCT42", "NAPAJ24", "IRCT", "COST11", "NCT45", "SCAT24", "RAN24"}
COUNTS = {"NCT45", "ISWI21", "NCT42", "PAO16", "DICES11", "DERMO"}


@pytest.mark.parametrize(
    ("code", "of_it", "limit", "everybody"),
    [
        ("volume_per_deposit_outside_published", "0.5 mL, NCT42 (A)", 0.5, DEPOSITS),
        ("session_volume_outside_published", "5 mL, RAN24 (A)", 5.0, SESSIONS),
        ("count_outside_published", "30 punctures, our arithmetic with NCT45 (A)", 30.0, COUNTS),
        (
            "setting_outside_published",
            "35 mm, our arithmetic with LABENNE16 (B)",
            35.0,
            {"ISWI21", "PHP", "DOSING", "LABENNE16"},
        ),
    ],
)
def test_a_remark_says_whose_the_most_is_and_how_far_the_sources_lie_apart(
    back: FittedMap, code: str, of_it: str, limit: float, everybody: set[str]
) -> None:
    found = [alert for alert in alerts_of(back, a_session_with_much_to_say()) if alert.code == code]
    alert = next(one for one in found if one.compared[0].limit == limit)

    compared = alert.compared[0]

    assert compared.limit_text == of_it
    assert {source.key for source in compared.cited.published_by} == everybody
    assert alert.source in of_it or "our arithmetic" in of_it
    caveat = f", {compared.cited.caveat}" if compared.cited.caveat else ""
    assert alert.origin_text == (
        f"Most published: {of_it}; {len(everybody)} sources: {compared.cited.range_text}{caveat}."
    )


def test_a_range_of_one_page_says_what_it_is_of(back: FittedMap) -> None:
    alert = alerts_on(back, "intraepidermal", a_zone(), line_spacing_mm=8.0)["setting_outside_published"]

    assert alert.text.endswith("is 8 mm, more than any published: check that you meant it.")
    assert alert.origin_text == (
        "Published: 1 to 5 mm, BEAUTE21 (D), on the face only; nothing was found for the back."
    )


def test_a_threshold_of_ours_is_called_ours(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_point(), needle_length_mm=4.4)["needle_nearly_full"]

    assert alert.origin_text == "Threshold (ours): 0.5 mm."


def test_the_other_side_stands_beside_the_limit(back: FittedMap) -> None:
    alert = alerts_on(back, "point_by_point", a_point())["depth_exceeds_skin"]

    skin, depth, in_fat = alert.compared

    assert (skin.cited, skin.limit) == (SKIN_LOWER_BACK, 1.91)
    assert (depth.what, depth.limit, depth.limit_text) == ("Depth, point-by-point", None, "")
    assert {"FONT", "NCT45", "FCCD", "SFM-MAT"} <= {source.key for source in depth.cited.sources}
    assert in_fat.cited.source.key == "MICH18"


def test_a_depth_beyond_all_sources_names_those_who_go_deepest(back: FittedMap) -> None:
    alert = alerts_on(back, "nappage", a_zone(), depth_mm=5.0, needle_length_mm=13.0)[
        "setting_outside_published"
    ]

    assert alert.compared[0].limit_text == "4 mm, CLIN (C), FCCD (D), PISAL18 (D)"
    assert alert.source == "CLIN"


def test_every_limit_is_named_by_somebody(back: FittedMap) -> None:
    for alert in alerts_of(back, a_session_with_much_to_say()):
        for compared in alert.compared:
            assert compared.limit is None or compared.limit_sources
        assert alert.origin_text or any(
            source.key in alert.text for one in alert.compared for source in one.limit_sources
        )
