from itertools import permutations, product

import numpy as np
import pytest

from planner.geometry.held_karp import CheapestJoins


@pytest.mark.parametrize("ways", [1, 2])
def test_each_problem_gets_joins_than_which_none_are_cheaper(ways):
    count, problems = 4, 3
    walks = count * ways
    random = np.random.default_rng(ways)
    first_mm, last_mm = random.uniform(0, 9, (2, walks, problems))
    between_mm = random.uniform(0, 9, (walks, walks, problems))

    joins = CheapestJoins(first_mm, between_mm, last_mm, ways=ways)

    for problem in range(problems):
        costs_mm = {
            path: first_mm[path[0], problem]
            + sum(between_mm[path[k], path[k + 1], problem] for k in range(count - 1))
            + last_mm[path[-1], problem]
            for order in permutations(range(count))
            for path in product(*([stretch * ways + way for way in range(ways)] for stretch in order))
        }
        assert joins.total_mm()[problem] == pytest.approx(min(costs_mm.values()))
        assert tuple(joins.walks(problem)) == min(costs_mm, key=costs_mm.__getitem__)
