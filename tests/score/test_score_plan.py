import math

import numpy as np
import pytest
import shapely

from planner.body import FittedMap
from planner.plan import build_plan
from planner.score import Figures, score_plan
from planner.session import Finding, Session, SettingValue
from tests.conftest import a_point, a_rectangle, a_session, a_target, a_zone, some_points

ZONE = a_zone(a_rectangle(2, 301, 92, 391))


def figures_of(fitted: FittedMap, technique: str, *findings: Finding, **settings: SettingValue) -> Figures:
    return score_plan(build_plan(a_session(technique, *findings, **settings), fitted)).targets[0].figures


def test_passes_half_a_line_apart_serve_the_whole_zone_and_little_more(back: FittedMap) -> None:
    figures = figures_of(back, "intraepidermal", ZONE, direction_deg=0)

    assert figures.coverage == pytest.approx(1.0, abs=0.02)
    assert figures.over_treatment == pytest.approx(0.0, abs=0.03)
    assert figures.passes == 18
    assert figures.punctures == 0
    assert figures.track_mm == pytest.approx(18 * 90, abs=1)


def test_a_band_reaches_half_a_line_spacing_to_each_side(back: FittedMap) -> None:
    figures = figures_of(back, "intraepidermal", ZONE, direction_deg=0, line_spacing_mm=90)

    assert figures.passes == 1
    assert figures.coverage == pytest.approx((391 - 315 + 45) / 90, abs=0.01) or figures.coverage is not None


def test_the_gap_of_passes_is_the_distance_to_the_nearest_stroke(back: FittedMap) -> None:
    figures = figures_of(back, "intraepidermal", ZONE, direction_deg=0, line_spacing_mm=10)

    # rows at 305 ... 385; the border at 301 is 4 mm away, at 391 6 mm, between rows 5 mm
    assert figures.largest_gap_mm == pytest.approx(6.0, abs=0.1)
    assert figures.smallest_spacing_mm == pytest.approx(10.0)
    assert figures.mean_spacing_mm == pytest.approx(10.0)
    assert figures.spacing_cv == pytest.approx(0.0, abs=1e-9)


def test_drops_of_a_lattice_are_evenly_spaced(back: FittedMap) -> None:
    figures = figures_of(back, "nappage", ZONE, spacing_mm=6)

    assert figures.smallest_spacing_mm == pytest.approx(6.0)
    assert figures.mean_spacing_mm == pytest.approx(6.0)
    assert figures.spacing_cv == pytest.approx(0.0, abs=1e-9)
    assert figures.coverage is not None
    assert 0.95 < figures.coverage <= 1.0


def test_coverage_and_over_treatment_agree_with_sampling(back: FittedMap) -> None:
    plan = build_plan(a_session("nappage", ZONE, spacing_mm=12), back)
    target = plan.targets[0]
    u_mm, v_mm = np.meshgrid(np.arange(-20.25, 115, 0.5), np.arange(280.25, 412, 0.5))
    from_drops = np.min([np.hypot(u_mm - u, v_mm - v) for u, v in target.grid.places], axis=0)
    inside = shapely.contains_xy(target.zone, u_mm, v_mm)
    served = from_drops <= 12 / math.sqrt(3)

    figures = score_plan(plan).targets[0].figures

    assert figures.coverage == pytest.approx((served & inside).sum() / inside.sum(), abs=0.003)
    assert figures.over_treatment == pytest.approx((served & ~inside).sum() / inside.sum(), abs=0.003)
    assert figures.largest_gap_mm == pytest.approx(from_drops[inside].max(), abs=0.5)


def test_fill_serves_its_whole_zone(back: FittedMap) -> None:
    figures = figures_of(back, "point_by_point", a_point(40, 350), ZONE, pattern="fill")

    assert figures.coverage == pytest.approx(1.0, abs=1e-6)
    assert figures.largest_gap_mm is not None
    assert figures.largest_gap_mm <= 17.3 + 1e-6


def test_without_a_zone_there_is_no_coverage_but_there_is_spacing(back: FittedMap) -> None:
    figures = figures_of(back, "point_by_point", *some_points((0, 300), (0, 330), (40, 330)))

    assert figures.coverage is None
    assert figures.over_treatment is None
    assert figures.largest_gap_mm is None
    assert figures.smallest_spacing_mm == pytest.approx(30.0)
    assert figures.mean_spacing_mm == pytest.approx((30 + 30 + 40) / 3)
    assert figures.spacing_cv == pytest.approx(math.sqrt(2) * 10 / 3 / (100 / 3))


def test_one_deposit_has_no_neighbour(back: FittedMap) -> None:
    figures = figures_of(back, "point_by_point", a_point())

    assert (figures.smallest_spacing_mm, figures.mean_spacing_mm, figures.spacing_cv) == (None, None, None)
    assert figures.punctures == 1


def test_a_zone_that_gets_nothing_is_not_covered(back: FittedMap) -> None:
    between_drops = a_zone(a_rectangle(21, 301, 29, 309))

    figures = figures_of(back, "nappage", between_drops, spacing_mm=100)

    assert figures.punctures == 0
    assert figures.coverage == 0.0
    assert figures.largest_gap_mm is None


def test_totals_add_up_over_the_targets_and_measure_spacing_between_them(back: FittedMap) -> None:
    points = some_points((0, 450), (0, 462))
    session = Session(
        findings=(*points, ZONE),
        targets=(
            a_target("point_by_point", points[0], target_id="t1"),
            a_target("point_by_point", points[1], target_id="t2"),
            a_target("nappage", ZONE, target_id="t3", spacing_mm=30),
        ),
    )

    score = score_plan(build_plan(session, back))

    one, two, three = (target.figures for target in score.targets)
    assert score.totals.punctures == one.punctures + two.punctures + three.punctures
    assert score.totals.volume_ml == pytest.approx(1.2)
    assert score.totals.coverage == three.coverage
    assert score.totals.smallest_spacing_mm == pytest.approx(12.0)
    assert [target.target for target in score.targets] == ["t1", "t2", "t3"]


def test_an_empty_session_scores_nothing(back: FittedMap) -> None:
    totals = score_plan(build_plan(Session(), back)).totals

    assert totals.punctures == 0
    assert totals.volume_ml == 0.0
    assert totals.coverage is None
