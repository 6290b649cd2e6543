"""What no plan can be built from."""

import math
from dataclasses import replace

import pytest

from planner.body import FittedMap, PointMm
from planner.errors import (
    DepthNotReachable,
    DuplicateId,
    IntensityOutOfRange,
    NothingLeftOfZone,
    NumberNotFinite,
    PlannerError,
    PointOffBodyMap,
    SettingOutOfRange,
    SettingUnknown,
    TooManyInjections,
    UnknownFinding,
    UnknownTechnique,
    ZoneCrossesItself,
    ZoneTooFewPoints,
)
from planner.plan import MOST_INJECTIONS, build_plan
from planner.session import Session, Target
from planner.techniques import fill
from tests.conftest import (
    a_mixed_session,
    a_point,
    a_rectangle,
    a_session,
    a_target,
    a_zone,
    an_exclusion,
)

WHOLE_BACK = a_rectangle(-150, 20, 150, 480)


def test_an_exclusion_that_leaves_nothing_is_refused(back: FittedMap) -> None:
    all_of_it = an_exclusion(a_rectangle(10, 390, 100, 470), margin_mm=0)

    with pytest.raises(
        NothingLeftOfZone, match="Nothing is left of the treatment zone of target t1"
    ) as refusal:
        build_plan(a_session("nappage", a_zone(), exclusions=(all_of_it,)), back)

    assert refusal.value.field == "targets[0].findings"


def test_a_zone_off_the_body_is_refused(back: FittedMap) -> None:
    with pytest.raises(NothingLeftOfZone):
        build_plan(a_session("intraepidermal", a_zone(a_rectangle(900, 400, 950, 450))), back)


def test_a_plan_that_no_hand_could_give_is_refused_before_it_is_built(back: FittedMap) -> None:
    with pytest.raises(TooManyInjections, match="more than 100,000: widen the spacing"):
        build_plan(a_session("nappage", a_zone(WHOLE_BACK), spacing_mm=0.5), back)


@pytest.mark.parametrize("spread_mm", [0.5, 1.0, 3.0])
def test_a_fill_that_would_keep_the_user_waiting_is_refused_before_it_is_built(
    back: FittedMap, monkeypatch: pytest.MonkeyPatch, spread_mm: float
) -> None:
    monkeypatch.setattr(fill, "fill_cover", None)
    session = a_session("point_by_point", a_zone(WHOLE_BACK), pattern="fill", spread_mm=spread_mm)

    with pytest.raises(TooManyInjections, match="more than 5,000: enlarge what a deposit serves") as refusal:
        build_plan(session, back)

    assert refusal.value.field == "targets[0].settings"


def test_the_limit_counts_all_targets_together(back: FittedMap) -> None:
    zone = a_zone(WHOLE_BACK)
    half = build_plan(a_session("nappage", zone, spacing_mm=1.4), back)
    assert MOST_INJECTIONS / 2 < half.totals.punctures < MOST_INJECTIONS
    both = Session(
        findings=(zone,),
        targets=tuple(a_target("nappage", zone, target_id=name, spacing_mm=1.4) for name in ("t1", "t2")),
    )

    with pytest.raises(TooManyInjections):
        build_plan(both, back)


def a_session_with(**changes: object) -> Session:
    return replace(a_mixed_session(), **changes)


CROSSING = tuple(PointMm(u, v) for u, v in ((20, 400), (90, 460), (90, 400), (20, 460)))

REFUSALS = [
    ("a point off the map", {"findings": (a_point(900, 400), a_zone())}, PointOffBodyMap, "findings[0]"),
    (
        "a zone of two corners",
        {"findings": (a_point(), a_zone(a_rectangle(0, 400, 50, 450)[:2]))},
        ZoneTooFewPoints,
        "findings[1].outline_mm",
    ),
    (
        "a zone that crosses itself",
        {"findings": (a_point(), a_zone(CROSSING))},
        ZoneCrossesItself,
        "findings[1].outline_mm",
    ),
    (
        "a place that is no number",
        {"findings": (a_point(math.nan), a_zone())},
        NumberNotFinite,
        "findings[0]",
    ),
    (
        "an intensity of eleven",
        {"findings": (a_point(intensity=11), a_zone())},
        IntensityOutOfRange,
        "findings[0].intensity",
    ),
    ("an id used twice", {"findings": (a_point(), a_zone(zone_id="p1"))}, DuplicateId, "findings[1].id"),
    (
        "a finding that is not there",
        {"targets": (Target("t1", "nappage", ("p9",)),)},
        UnknownFinding,
        "targets[0].findings[0]",
    ),
    (
        "a technique nobody knows",
        {"targets": (Target("t1", "topping", ("p1",)),)},
        UnknownTechnique,
        "targets[0].technique",
    ),
    (
        "spacing of nought",
        {"targets": (Target("t1", "nappage", ("z1",), (("spacing_mm", 0),)),)},
        SettingOutOfRange,
        "targets[0].settings.spacing_mm",
    ),
    (
        "a setting of another technique",
        {"targets": (Target("t1", "nappage", ("z1",), (("pattern", "fill"),)),)},
        SettingUnknown,
        "targets[0].settings.pattern",
    ),
    (
        "a depth out of reach",
        {"targets": (Target("t1", "nappage", ("z1",), (("depth_mm", 3.0),)),)},
        DepthNotReachable,
        "targets[0].settings.depth_mm",
    ),
    (
        "an exclusion with a margin of a metre",
        {"exclusions": (an_exclusion(margin_mm=1000.0),)},
        SettingOutOfRange,
        "exclusions[0].margin_mm",
    ),
]


@pytest.mark.parametrize(
    ("changes", "refused", "field"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_what_no_plan_can_be_built_from_is_refused_by_name_and_place(
    back: FittedMap, changes: dict[str, object], refused: type[PlannerError], field: str
) -> None:
    session = a_session_with(**changes)

    with pytest.raises(refused) as refusal:
        build_plan(session, back)

    assert refusal.value.field.startswith(field)
    assert str(refusal.value)
    assert session == a_session_with(**changes)
