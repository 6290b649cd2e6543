import numpy as np
import pytest
from hypothesis import given, settings

from planner.geometry.moves import UPWARD, Path, reinsertions, reversals, step_costs

from .regions import scattered


@given(points=scattered(most=20))
@settings(max_examples=40, deadline=None)
def test_every_move_gains_just_what_it_says(points):
    count = len(points)
    if count < 4:
        return
    costs = step_costs(points)
    path = Path(costs, np.arange(count + 1))
    near = np.array([[j for j in range(count) if j != i] for i in range(count)])
    moves = reversals(path, near).joined(reinsertions(path, near))

    for k in np.random.default_rng(0).integers(0, moves.gain_mm.size, 20):
        order = np.arange(count + 1)
        order[moves.first[k] : moves.last[k] + 1] = moves.rearranged(int(k))
        assert sorted(order) == list(range(count + 1))
        assert path.total() - Path(costs, order).total() == pytest.approx(moves.gain_mm[k], abs=1e-9)


def test_the_cost_of_a_path_is_its_length_and_the_price_of_its_upward_way():
    points = np.array([[0.0, 0], [0, 30], [40, 30], [40, 10]])

    total = Path(step_costs(points), np.arange(5)).total() + UPWARD / 2 * points[0, 1]

    assert total == pytest.approx(90 + UPWARD * 20)
