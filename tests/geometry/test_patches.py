import math

import numpy as np
import pytest
from shapely import Point, box

from planner.geometry.patches import Patches
from planner.geometry.problem import Problem, problems_of

from .test_search import lattice_on

ZONE = box(-30, -20, 30, 20)
ANCHORS = np.array([[-13.0, 4.0], [17.0, -6.0]])


def a_problem(anchors: np.ndarray) -> Problem:
    (problem,) = problems_of(ZONE, ZONE.buffer(9), anchors, 9, 0).problems
    return problem


def tried(problem: Problem, start: np.ndarray, tries: int) -> list[np.ndarray]:
    """Return a cover and what each try in turn made of it."""
    covers, patches = [start], Patches(problem, np.random.default_rng(1))
    for _ in range(tries):
        covers.append(patches.tried(covers[-1]))
    return covers


@pytest.mark.parametrize("anchors", [np.empty((0, 2)), ANCHORS])
def test_every_try_leaves_a_cover_and_some_take_a_deposit_out(anchors):
    problem = a_problem(anchors)
    start = np.concatenate([problem.known, lattice_on(ZONE, 11)])

    covers = tried(problem, start, tries=12)

    counts = [len(cover) for cover in covers]
    assert all(problem.is_covered_by(cover) for cover in covers)
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] <= counts[0] - 3
    assert all(np.array_equal(cover[: len(anchors)], problem.known) for cover in covers)


def test_where_no_deposit_can_be_spared_the_cover_stays_as_it_is():
    disc = Point(0, 0).buffer(20, quad_segs=16)
    (problem,) = problems_of(disc, disc.buffer(10), np.empty((0, 2)), 10, 0).problems
    angle = np.radians(np.arange(0, 360, 60))
    seven = np.vstack([[0.0, 0.0], math.sqrt(300) * np.column_stack((np.cos(angle), np.sin(angle)))])

    covers = tried(problem, seven, tries=7)

    assert problem.is_covered_by(seven)
    assert all(cover is seven for cover in covers)


def test_the_deposit_next_to_a_place_is_the_one_that_is_taken_out():
    problem = a_problem(ANCHORS)
    beside = problem.known[:1] + np.array([3.0, 0.0])  # superfluous: it serves what the anchor serves
    start = np.concatenate([problem.known, lattice_on(ZONE, 11), beside])

    left = Patches(problem, np.random.default_rng(1)).without(problem.known[0], start)

    assert len(left) == len(start) - 1
    assert problem.is_covered_by(left)


def test_deposits_that_must_stay_are_never_taken_out():
    problem = a_problem(ANCHORS)

    assert Patches(problem, np.random.default_rng(1)).without(ANCHORS[0], problem.known) is problem.known
