from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.exact_path import cheapest_path
from planner.geometry.greedy_path import greedy_walk
from planner.geometry.group_path import paths_by_groups
from planner.geometry.moves import Path
from planner.geometry.path_costs import PathCosts
from tests.at_length import examples


def in_groups(seed: int, sizes: list[int], wide_mm: float) -> tuple[np.ndarray, list[np.ndarray]]:
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 400, (len(sizes), 2))
    number = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    places = centres[number] + rng.uniform(-wide_mm, wide_mm, (len(number), 2))
    return places, [np.flatnonzero(number == k) for k in range(len(sizes))]


@given(seed=st.integers(0, 9999), sizes=st.lists(st.integers(1, 12), min_size=4, max_size=9))
@examples(15)
def test_each_group_is_walked_through_once_from_the_start_on(seed, sizes):
    places, groups = in_groups(seed, sizes, 20.0)
    start = seed % len(places)

    path = next(paths_by_groups(PathCosts.between(places, start), groups, start))

    group_of = {place: k for k, group in enumerate(groups) for place in group.tolist()}
    assert path[0] == start
    assert sorted(path.tolist()) == list(range(len(places)))
    assert sum(group_of[one] != group_of[other] for one, other in pairwise(path.tolist())) == len(sizes) - 1


@pytest.mark.parametrize("seed", range(4))
def test_groups_are_entered_and_left_where_that_is_cheapest_for_all_together(seed):
    places, groups = in_groups(seed, [3, 3, 1, 3], 60.0)
    start = int(groups[0][1])

    path = next(paths_by_groups(PathCosts.between(places, start), groups, start))

    order = list(dict.fromkeys(next(k for k, group in enumerate(groups) if place in group) for place in path))
    ways = product(*(permutations(groups[k].tolist()) for k in order))
    paths = [np.concatenate(walks) for walks in ways if walks[0][0] == start]
    least_mm = min(Path.through(places[other]).total() for other in paths)
    assert Path.through(places[path]).total() == pytest.approx(least_mm, abs=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_narrow_groups_are_visited_in_the_order_of_the_cheapest_path_through_their_middles(seed):
    places, groups = in_groups(seed, [4] * 10, 0.05)
    start = int(groups[0][0])

    path = next(paths_by_groups(PathCosts.between(places, start), groups, start))

    middles = np.array([places[group].mean(axis=0) for group in groups])
    visited = list(
        dict.fromkeys(next(k for k, group in enumerate(groups) if place in group) for place in path)
    )
    assert visited == cheapest_path(middles, 0).tolist()


@given(seed=st.integers(0, 9999), count=st.integers(1, 20))
@examples(15)
def test_a_walk_of_the_cheapest_steps_begins_and_ends_where_it_is_told(seed, count):
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 100, (count, 2))
    first, last = (0, 0) if count == 1 else rng.choice(count, 2, replace=False).tolist()

    walk = greedy_walk(np.hypot(*(places[:, None] - places[None]).T).T, first, last)

    assert (walk[0], walk[-1]) == (first, last)
    assert sorted(walk.tolist()) == list(range(count))
