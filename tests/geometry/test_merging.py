import numpy as np
import shapely
from shapely import Point

from planner.geometry.merging import Merging
from planner.geometry.problem import problems_of
from planner.geometry.quick import quick_cover

NO_ANCHORS = np.empty((0, 2))
TWO_POINTS = shapely.union_all([Point(0, 0).buffer(12), Point(38, 0).buffer(12)])


def merged(tries: int, seed: int) -> list[np.ndarray]:
    """Return the quick cover of the zone round two points, and what each try made of it."""
    (problem,) = problems_of(TWO_POINTS, TWO_POINTS.buffer(10), NO_ANCHORS, 10, 0).problems
    covers, merging = [quick_cover(problem)], Merging(problem, np.random.default_rng(seed))
    for _ in range(tries):
        covers.append(merging.tried(covers[-1]))
        assert problem.is_covered_by(covers[-1])
    return covers


def test_two_zones_round_single_points_share_a_deposit():
    counts = [len(cover) for cover in merged(4, 2)]

    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (8, 7)
