"""What holds for the figures of every technique, whatever is planned."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from planner.body import FittedMap, Patient, PointMm, fit
from planner.plan import Plan, TargetPlan, build_plan
from planner.score import Figures, score_plan
from planner.session import SettingValue
from planner.techniques import Grid, Passes, Technique, resolve_settings
from tests.at_length import examples
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion, some_points
from tests.sessions_to_try import is_its_own_mirror_image, mirrored, sessions
from tests.techniques.ways import all_ways, name_of

BACK = fit("back", Patient())
FILLS = [way for way in all_ways() if way[0].needs_zone(resolve_settings(*way))]
every_fill = pytest.mark.parametrize(("technique", "choices"), FILLS, ids=[name_of(way) for way in FILLS])
few = examples(12, suppress_health_check=[HealthCheck.too_slow])


def figures_of(target: TargetPlan) -> Figures:
    return score_plan(Plan((target,))).targets[0].figures


def picked(table: Grid | Passes, rows: np.ndarray) -> Grid | Passes:
    columns = {name: getattr(table, name)[rows] for name in table.__dataclass_fields__}
    return type(table)(**columns)


def with_rows(target: TargetPlan, rows: np.ndarray) -> TargetPlan:
    """Return the target with those of its injections or passes, in that order."""
    if len(target.passes):
        return replace(target, passes=picked(target.passes, rows))
    return replace(target, grid=picked(target.grid, rows))


def count_of(target: TargetPlan) -> int:
    return len(target.passes) or len(target.grid)


def from_needle_mm(target: TargetPlan, places: np.ndarray) -> np.ndarray:
    if len(target.passes):
        needle = shapely.linestrings(np.stack([target.passes.starts, target.passes.ends], axis=1))
    else:
        needle = shapely.points(target.grid.places)
    return shapely.distance(shapely.points(places)[:, None], needle).min(axis=1)


def drawn_target(data: st.DataObject, technique: Technique, choices: dict[str, SettingValue]) -> TargetPlan:
    target = build_plan(data.draw(sessions(technique, choices)), BACK).targets[0]
    assume(count_of(target) > 0 and not target.zone.is_empty)
    return target


@every_fill
@given(data=st.data(), seed=st.integers(0, 9999))
@few
def test_no_place_of_the_zone_is_farther_than_the_gap_which_is_one_of_its_places(
    technique, choices, data, seed
):
    target = drawn_target(data, technique, choices)
    u_min, v_min, u_max, v_max = target.zone.bounds
    places = np.random.default_rng(seed).uniform((u_min, v_min), (u_max, v_max), (500, 2))
    places = places[shapely.contains_xy(target.zone, places[:, 0], places[:, 1])]

    figures = figures_of(target)

    at = figures.largest_gap_at
    assert from_needle_mm(target, places).max(initial=0) <= figures.largest_gap_mm + 1e-6
    assert target.zone.distance(shapely.Point(at.u_mm, at.v_mm)) < 1e-9
    assert from_needle_mm(target, np.array([[at.u_mm, at.v_mm]]))[0] == pytest.approx(
        figures.largest_gap_mm, abs=1e-9
    )


@every_fill
@given(data=st.data())
@few
def test_one_injection_or_pass_less_never_covers_more(technique, choices, data):
    target = drawn_target(data, technique, choices)
    assume(count_of(target) > 1)
    left_out = data.draw(st.integers(0, count_of(target) - 1))
    fewer = with_rows(target, np.delete(np.arange(count_of(target)), left_out))

    assert figures_of(fewer).coverage <= figures_of(target).coverage + 1e-9
    assert figures_of(fewer).largest_gap_mm >= figures_of(target).largest_gap_mm - 1e-6
    assert figures_of(fewer).multiplicity <= figures_of(target).multiplicity + 1e-9


@every_fill
@given(data=st.data())
@few
def test_a_zone_is_covered_just_when_its_largest_gap_is_within_reach(technique, choices, data):
    """Bands end flat, so of passes only one way holds: what is covered is within reach."""
    target = drawn_target(data, technique, choices)

    figures = figures_of(target)

    if figures.largest_gap_mm > target.reach_mm * (1 + 1e-3):
        assert figures.coverage < 1
    elif not len(target.passes):
        assert figures.coverage == pytest.approx(1, abs=1e-6)


@every_fill
@given(data=st.data())
@few
def test_figures_keep_their_ranges_and_multiplicity_is_no_less_than_coverage(technique, choices, data):
    target = drawn_target(data, technique, choices)

    figures = figures_of(target)

    assert 0 <= figures.conformity <= figures.coverage <= 1
    assert figures.multiplicity >= figures.coverage - 1e-9
    assert figures.over_treatment >= 0
    assert figures.volume_ml_per_cm2 == pytest.approx(
        target.volume_ml / (target.zone_area_mm2 / 100), rel=1e-12
    )
    assert figures.conformity == pytest.approx(
        figures.coverage**2 / (figures.coverage + figures.over_treatment), abs=1e-12
    )


@every_fill
@given(data=st.data(), seed=st.integers(0, 9999))
@few
def test_the_order_of_the_hand_changes_no_figure(technique, choices, data, seed):
    target = drawn_target(data, technique, choices)
    walk = np.random.default_rng(seed).permutation(count_of(target))

    assert same(figures_of(with_rows(target, walk)), figures_of(target))


@every_fill
@given(data=st.data())
@few
def test_a_mirrored_session_has_the_same_figures(technique, choices, data):
    session = data.draw(sessions(technique, choices))
    assume(not is_its_own_mirror_image(session))

    one = score_plan(build_plan(session, BACK)).totals
    other = score_plan(build_plan(mirrored(session), BACK)).totals

    assert same(one, other)


def same(one: Figures, other: Figures) -> bool:
    """Return whether all figures agree but for rounding; equal gaps may stand at different places."""
    names = [name for name in Figures.__dataclass_fields__ if name != "largest_gap_at"]
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    return all(a == b if a is None or b is None else math.isclose(a, b, abs_tol=2e-6) for a, b in pairs)


def test_one_deposit_in_a_zone_has_the_figures_of_one_disc(back: FittedMap) -> None:
    zone = a_zone(a_rectangle(0, 300, 100, 400))
    plan = build_plan(a_session("point_by_point", zone, a_point(50, 350), pattern="fill"), back)
    target = plan.targets[0]
    at_the_point = np.flatnonzero(np.hypot(*(target.grid.places - (50, 350)).T) < 1e-9)
    alone = replace(with_rows(target, at_the_point), reach_mm=10.0, zone=shapely.MultiPolygon([square()]))

    figures = figures_of(alone)

    assert figures.coverage == pytest.approx(math.pi / 100, rel=1e-12)
    assert figures.over_treatment == pytest.approx(0, abs=1e-12)
    assert figures.conformity == pytest.approx(math.pi / 100, rel=1e-12)
    assert figures.multiplicity == pytest.approx(math.pi / 100, rel=1e-12)
    assert figures.largest_gap_mm == pytest.approx(math.hypot(50, 50), rel=1e-12)
    assert figures.largest_gap_at == PointMm(0.0, 300.0)


def square() -> shapely.Polygon:
    return shapely.box(0, 300, 100, 400)


def test_the_needle_stays_as_far_from_a_scar_as_is_measured(back: FittedMap) -> None:
    scar = an_exclusion(a_rectangle(-5, 300, 5, 400), margin_mm=4)
    points = some_points((20, 350), (-40, 350), (12, 410))
    session = a_session("point_by_point", *points, exclusions=(scar,))

    figures = score_plan(build_plan(session, back)).totals

    assert figures.exclusion_distance_mm == pytest.approx(math.hypot(7, 10))
    assert figures.exclusion_margin_distance_mm == pytest.approx(math.hypot(7, 10) - 4)


def test_the_margin_that_is_nearest_need_not_be_that_of_the_nearest_exclusion(back: FittedMap) -> None:
    small = an_exclusion(a_rectangle(0, 300, 10, 310), exclusion_id="x1", margin_mm=1)
    wide = an_exclusion(a_rectangle(80, 300, 90, 310), exclusion_id="x2", margin_mm=30)
    session = a_session("point_by_point", a_point(30, 305), exclusions=(small, wide))

    figures = score_plan(build_plan(session, back)).totals

    assert figures.exclusion_distance_mm == pytest.approx(20)
    assert figures.exclusion_margin_distance_mm == pytest.approx(19)


def test_passes_keep_the_margin_of_an_exclusion(back: FittedMap) -> None:
    zone = a_zone(a_rectangle(-40, 300, 40, 400))
    session = a_session("intraepidermal", zone, exclusions=(an_exclusion(a_rectangle(-5, 340, 5, 350)),))

    figures = score_plan(build_plan(session, back)).totals

    assert 5 < figures.exclusion_distance_mm < 8
    assert 0 < figures.exclusion_margin_distance_mm == pytest.approx(figures.exclusion_distance_mm - 5)


def test_without_an_exclusion_there_is_no_distance_to_one(back: FittedMap) -> None:
    figures = score_plan(build_plan(a_session("point_by_point", a_point()), back)).totals

    assert (figures.exclusion_distance_mm, figures.exclusion_margin_distance_mm) == (None, None)
    assert figures.volume_ml_per_cm2 is None
