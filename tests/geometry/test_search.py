import numpy as np
import shapely
from shapely import MultiPolygon, Point, box

from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.problem import problems_of
from planner.geometry.search import by_grid, closed, one_fewer
from planner.geometry.spacing import nearest_distances
from planner.geometry.windows import searched_in_window

DISC = Point(0, 0).buffer(20, quad_segs=32)
NO_ANCHORS = np.empty((0, 2))


def problem_of(zone, spread_mm, anchors=NO_ANCHORS, min_distance_mm=0.0):
    (problem,) = problems_of(zone, zone.buffer(spread_mm), anchors, spread_mm, min_distance_mm).problems
    return problem


def lattice_on(zone, step_mm):
    x_min, y_min, x_max, y_max = zone.bounds
    x, y = np.meshgrid(np.arange(x_min, x_max, step_mm), np.arange(y_min, y_max, step_mm))
    places = np.column_stack((x.ravel(), y.ravel()))
    return places[shapely.intersects_xy(zone.buffer(step_mm / 2), places[:, 0], places[:, 1])]


def test_a_grid_search_finds_the_twelve_of_a_disc():
    problem = problem_of(DISC, 7.5)

    best = by_grid(problem, lattice_on(DISC, 9), np.random.default_rng(1), first=400, each=20)

    assert len(best) == 12
    assert largest_gap(best, DISC)[0] <= 7.5 * (1 + 1e-9)


def test_what_cannot_be_closed_is_none_and_what_can_is_a_cover():
    problem = problem_of(DISC, 7.5)

    assert closed(problem, lattice_on(DISC, 22)) is None
    assert largest_gap(closed(problem, lattice_on(DISC, 11)), DISC)[0] <= 7.5 * (1 + 1e-9)


def test_the_smallest_distance_is_kept_by_moving_where_lattices_cannot():
    anchors = np.array([[-12.0, 4.0], [15.0, 6.0]])
    zone = shapely.union_all(shapely.buffer(shapely.points(anchors), 20))

    cover = fill_cover(zone, zone.buffer(17), anchors, 17.3, 20)

    every = np.concatenate([anchors, cover.points])
    assert len(cover.conflicts) == 0
    assert nearest_distances(every).min() >= 20 * (1 - 1e-8)
    assert largest_gap(every, zone)[0] <= 17.3 * (1 + 1e-9)


def test_one_fewer_lets_go_and_a_window_keeps_the_cover():
    zone = box(-30, -20, 30, 20)
    problem = problem_of(zone, 9)
    start = lattice_on(zone, 11)

    fewer = one_fewer(problem, start, 3)
    searched = searched_in_window(problem, fewer, np.random.default_rng(2))

    assert len(searched) <= len(fewer) < len(start)
    assert largest_gap(searched, problem.target)[0] <= 9 * (1 + 1e-9)


def test_parts_far_apart_are_covered_as_each_would_be_alone():
    parts = [shapely.affinity.translate(DISC, x, y) for x, y in ((0, 0), (70.3, 11), (5, 81))]
    zone = MultiPolygon(parts)

    together = fill_cover(zone, zone.buffer(7.5), NO_ANCHORS, 7.5, 0)

    assert len(together.points) == 36
    assert largest_gap(together.points, zone)[0] <= 7.5 * (1 + 1e-9)
