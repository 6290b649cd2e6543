"""Where a search ends by itself: at what is proved, which moves no deposit of any part."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point, box

from planner.geometry import optimise
from planner.geometry.bound import bound_with_anchors
from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.fewest import fewest_at_once, fewest_proved, most_provable
from planner.geometry.optimise import Patience, optimise_cover
from planner.geometry.problem import Problem, problems_of
from planner.geometry.quick import quick_cover
from planner.geometry.rows import FloatArray

ROUND_A_POINT = Point(0, 0).buffer(25, quad_segs=6)
POINT = np.array([[0.0, 0.0]])
PROVED, OPEN = box(0, 0, 30, 20), box(200, 0, 226, 26)


def test_a_search_round_a_point_makes_no_try_where_area_and_border_prove_the_fewest() -> None:
    seen = []

    cover = optimise_cover(
        ROUND_A_POINT,
        ROUND_A_POINT.buffer(10),
        POINT,
        10,
        0,
        patience=Patience(200, 1, lambda *told: seen.append(told) or True),
    )

    assert seen == []
    assert 1 + len(cover.points) == bound_with_anchors(ROUND_A_POINT, 10, POINT).value


@pytest.mark.parametrize(("tolerance_mm", "tries"), [(0.0, 0), (3.0, 1)])
def test_points_are_counted_one_by_one_only_where_their_deposits_must_stand(
    tolerance_mm: float, tries: int
) -> None:
    points, asked = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]]), []
    zone = box(-5, -5, 40, 5)

    optimise_cover(
        zone,
        zone.buffer(20),
        points,
        10,
        0,
        patience=Patience(1, 1, lambda *told: asked.append(told) or True),
        tolerance_mm=tolerance_mm,
    )

    assert len(asked) == tries


def poor_cover(problem: Problem) -> FloatArray:
    """Return a cover of which a try spares something, but of the part that is proved."""
    return quick_cover(problem if problem.target.area < OPEN.area else replace(problem, spread_mm=7.0))


def found_in(steps: int) -> tuple[bytes, list[int]]:
    """Return the deposits that so many tries leave, and their counts before each try."""
    zone, counts = shapely.union_all([PROVED, OPEN]), []
    patience = Patience(steps, 1, lambda _step, count: counts.append(count) or True)
    cover = optimise_cover(zone, zone.buffer(5), np.empty((0, 2)), 10, 0, patience=patience)
    return cover.points.tobytes(), counts


def test_a_part_that_is_proved_keeps_its_turns_so_a_plan_kept_with_its_steps_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(optimise, "quick_cover", poor_cover)
    monkeypatch.setattr(optimise, "fewest_at_once", lambda _problem: 0)
    monkeypatch.setattr(optimise, "fewest_proved", lambda _problem: 0)
    before = [found_in(steps) for steps in (2, 3)]

    monkeypatch.setattr(optimise, "fewest_proved", lambda problem: len(quick_cover(problem)))
    after = [found_in(steps) for steps in (2, 3)]

    assert after == before
    assert len(after[1][0]) < len(after[0][0])  # the open part had its second try at the third turn only


def test_a_cover_with_a_pair_too_near_is_searched_on_though_it_has_the_fewest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(optimise, "fewest_at_once", lambda _problem: 0)
    monkeypatch.setattr(optimise, "fewest_proved", lambda _problem: 99)

    for smallest_mm in (0, 60):
        optimise_cover(
            OPEN,
            OPEN.buffer(5),
            np.empty((0, 2)),
            10,
            smallest_mm,
            patience=Patience(1, 1, lambda *_, told=smallest_mm: asked.append(told) or True),
        )

    assert asked == [60]


def test_points_whose_deposits_may_move_end_no_search_before_it_has_begun() -> None:
    points = np.array([[-4.5, 5.28], [2.52, 2.92]])
    zone = shapely.union_all(shapely.buffer(shapely.points([[-3.22, 4.99], [3.56, 4.44]]), 9.7))

    cover = optimise_cover(zone, zone.buffer(30), points, 10.0, 8.0, tolerance_mm=3.0, patience=Patience(30))

    assert len(fill_cover(zone, zone.buffer(30), points, 10.0, 8.0, tolerance_mm=3.0).points) == 1
    assert len(cover.points) == 0
    assert largest_gap(cover.anchors, zone)[0] <= 10 * (1 + 1e-9)


def test_a_part_of_groups_that_share_no_disc_ends_where_their_bounds_add_up_to_its_count() -> None:
    spread_mm, least_mm = 10.0, 10.0
    discs = [Point(x_mm, 0).buffer(11.2, quad_segs=32) for x_mm in (0.0, 43.4)]
    whole = problems_of(MultiPolygon(discs), box(-60, -60, 110, 60), np.empty((0, 2)), spread_mm, least_mm)

    (problem,) = whole.problems

    assert fewest_at_once(problem) < fewest_proved(problem) <= most_provable(problem)
