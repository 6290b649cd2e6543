import random
from dataclasses import replace
from itertools import permutations
from math import dist

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.evidence.published import FOUND_AGAIN
from planner.geometry.assignment import assign
from planner.series.matching import match_points
from planner.session import Session
from tests.conftest import a_zone, some_points

places = st.lists(st.tuples(st.integers(-60, 60), st.integers(300, 400)), max_size=5, unique=True)


def session_of(found: list[tuple[int, int]]) -> Session:
    return Session(findings=some_points(*found))


def test_a_point_found_again_within_the_limit_is_the_same() -> None:
    matched = match_points(session_of([(0, 400), (60, 400)]), session_of([(26, 400), (60, 427)]))

    assert [(a.id, b.id) for a, b in matched.same] == [("p1", "p1")]
    assert [point.id for point in matched.gone] == ["p2"]
    assert [point.id for point in matched.new] == ["p2"]


def test_as_many_points_as_possible_are_paired_even_if_one_pair_would_be_nearer() -> None:
    matched = match_points(session_of([(0, 400), (24, 400)]), session_of([(23, 400), (48, 400)]))

    assert sorted((a.at.u_mm, b.at.u_mm) for a, b in matched.same) == [(0, 23), (24, 48)]


def test_zones_are_no_points() -> None:
    matched = match_points(Session(findings=(a_zone(),)), Session(findings=(a_zone(),)))

    assert matched.same == matched.gone == matched.new == ()


@given(places, places)
def test_every_point_is_the_same_gone_or_new(
    before: list[tuple[int, int]], after: list[tuple[int, int]]
) -> None:
    earlier, later = session_of(before), session_of(after)

    matched = match_points(earlier, later)

    assert {f.id for f in earlier.findings} == {a.id for a, _ in matched.same} | {p.id for p in matched.gone}
    assert len(earlier.findings) == len(matched.same) + len(matched.gone)
    assert {f.id for f in later.findings} == {b.id for _, b in matched.same} | {p.id for p in matched.new}
    assert len(later.findings) == len(matched.same) + len(matched.new)
    for one, other in matched.same:
        assert dist((one.at.u_mm, one.at.v_mm), (other.at.u_mm, other.at.v_mm)) <= FOUND_AGAIN.value


@given(places, places, st.randoms(use_true_random=False))
def test_the_order_of_marking_changes_nothing(
    before: list[tuple[int, int]], after: list[tuple[int, int]], chance: random.Random
) -> None:
    earlier, later = session_of(before), session_of(after)
    shuffled = tuple(chance.sample(earlier.findings, len(earlier.findings)))

    assert match_points(replace(earlier, findings=shuffled), later) == match_points(earlier, later)


def best_by_trying_all(first: np.ndarray, second: np.ndarray, within_mm: float) -> tuple[int, float]:
    """Return the most pairs and their least sum of distances, found by trying every order."""
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    best = (0, 0.0)
    for order in permutations(range(len(many)), len(few)):
        apart = [float(np.hypot(*(few[i] - many[j]))) for i, j in enumerate(order)]
        near = [mm for mm in apart if mm <= within_mm]
        best = max(best, (len(near), -sum(near)))
    return best


@given(places, places)
def test_no_other_choice_pairs_more_or_nearer(
    before: list[tuple[int, int]], after: list[tuple[int, int]]
) -> None:
    first, second = (np.array(found, dtype=float).reshape(-1, 2) for found in (before, after))

    pairs = assign(first, second, 26.0)

    apart_mm = [float(np.hypot(*(first[i] - second[j]))) for i, j in pairs.tolist()]
    most, least = best_by_trying_all(first, second, 26.0)
    assert len(pairs) == most
    np.testing.assert_allclose(sum(apart_mm), -least, atol=1e-9)
