import numpy as np
import pytest
import shapely

from planner.body import FittedMap, PointMm
from planner.plan import build_plan
from tests.conftest import a_rectangle, a_session, a_zone, an_exclusion

ZONE_80_BY_60 = a_rectangle(2, 391, 82, 451)  # off the 5 mm rows, so that no pass runs along its border


def test_an_80_by_60_zone_takes_twelve_passes_of_80_mm_at_5_mm(back: FittedMap) -> None:
    """The published count is 13 passes and 1,040 mm, with one on each border; none of ours is on a border."""
    target = build_plan(
        a_session("intraepidermal", a_zone(ZONE_80_BY_60), line_spacing_mm=5, direction_deg=0), back
    ).targets[0]

    assert len(target.passes) == 12
    assert target.passes.length_mm == pytest.approx(80.0, abs=0.05)
    assert len(target.grid) == 0


def test_thirteen_passes_fit_when_both_borders_are_included(back: FittedMap) -> None:
    with_its_borders = a_rectangle(2, 392.49, 82, 452.51)

    target = build_plan(
        a_session("intraepidermal", a_zone(with_its_borders), line_spacing_mm=5, direction_deg=0), back
    ).targets[0]

    assert len(target.passes) == 13
    assert target.passes.length_mm.sum() == pytest.approx(1040.0, abs=1.0)


def test_the_volume_is_shared_by_length(back: FittedMap) -> None:
    triangle = (PointMm(10, 300), PointMm(90, 300), PointMm(10, 380))

    target = build_plan(a_session("intraepidermal", a_zone(triangle), zone_volume_ml=2.0), back).targets[0]

    per_mm = target.passes.volume_ml / target.passes.length_mm
    assert per_mm == pytest.approx(2.0 / target.passes.length_mm.sum())
    assert target.volume_ml == pytest.approx(2.0, abs=1e-9)


def test_a_pass_is_split_at_a_scar_and_keeps_clear_of_its_margin(back: FittedMap) -> None:
    session = a_session(
        "intraepidermal",
        a_zone(a_rectangle(-40, 410, 40, 470)),
        direction_deg=0,
        exclusions=(an_exclusion(),),
    )

    target = build_plan(session, back).targets[0]

    assert len(target.passes) == 24
    assert np.all(np.minimum(np.abs(target.passes.from_u_mm), np.abs(target.passes.to_u_mm)) > 10.0)
    assert np.all(target.passes.from_u_mm * target.passes.to_u_mm > 0)


def test_a_pass_longer_than_the_hand_reaches_is_split_into_equal_strokes(back: FittedMap) -> None:
    target = build_plan(
        a_session("intraepidermal", a_zone(ZONE_80_BY_60), max_stroke_mm=30, direction_deg=0), back
    ).targets[0]

    assert len(target.passes) == 36
    assert target.passes.length_mm == pytest.approx(80 / 3, abs=0.05)


def test_passes_are_walked_back_and_forth(back: FittedMap) -> None:
    target = build_plan(a_session("intraepidermal", a_zone(ZONE_80_BY_60), direction_deg=0), back).targets[0]

    directions = np.sign(target.passes.to_u_mm - target.passes.from_u_mm)
    assert np.all(directions[1:] == -directions[:-1])
    assert np.all(np.diff(target.passes.from_v_mm) > 0)


def test_left_alone_the_direction_is_one_with_the_fewest_passes(back: FittedMap) -> None:
    upright = a_zone(a_rectangle(20, 250, 50, 350))

    chosen = build_plan(a_session("intraepidermal", upright), back).targets[0]
    across = build_plan(a_session("intraepidermal", upright, direction_deg=0), back).targets[0]

    assert len(chosen.passes) < len(across.passes)
    assert abs(chosen.settings.number("direction_deg")) > 60


def test_a_rest_too_short_for_a_pass_is_withheld_and_said(back: FittedMap) -> None:
    sharp = (PointMm(10, 301.5), PointMm(60, 341.5), PointMm(10, 341.5))

    target = build_plan(a_session("intraepidermal", a_zone(sharp), direction_deg=0), back).targets[0]

    assert target.withheld
    for place in target.withheld:
        assert place.finding is None
        assert "less than the 2 mm of a pass" in place.reason
        assert shapely.intersects_xy(target.zone, place.u_mm, place.v_mm)
