"""What every check promises."""

import re

import pytest

from planner.body import FittedMap
from planner.checks import Check, Severity, all_checks
from planner.evidence import sources
from planner.session import Session
from tests.checks.asking import alerts_of, the_case_of
from tests.conftest import a_rectangle, a_session, a_target, a_zone, an_exclusion, some_points


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
        exclusions=(
            an_exclusion(),
            an_exclusion(a_rectangle(24, 304, 26, 320), exclusion_id="x2", margin_mm=0),
        ),
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


def test_a_careful_session_on_a_measured_body_leaves_nothing_to_say(measured_back: FittedMap) -> None:
    session = a_session("intraepidermal", a_zone(), direction_deg=0)

    assert alerts_of(measured_back, session) == ()


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.__name__)
def test_every_check_can_speak_and_can_be_silent(
    check: Check, back: FittedMap, measured_back: FittedMap
) -> None:
    loud = a_session_with_much_to_say()
    quiet = a_session("intraepidermal", a_zone(), direction_deg=0)

    assert list(check(the_case_of(back, loud)))
    assert not list(check(the_case_of(measured_back, quiet)))


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
