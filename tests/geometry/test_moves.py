import numpy as np
import pytest
from hypothesis import given

from planner.geometry.moves import UPWARD, Path, reinsertions, reversals
from tests.at_length import examples

from .regions import scattered


@given(points=scattered(most=20))
@examples(40)
def test_every_move_gains_just_what_it_says(points):
    count = len(points)
    if count < 4:
        return
    path = Path.through(points)
    near = np.array([[j for j in range(count) if j != i] for i in range(count)])
    moves = reversals(path, near, count, -np.inf).joined(reinsertions(path, near, count, -np.inf))

    for k in np.random.default_rng(0).integers(0, moves.gain_mm.size, 20):
        order = np.arange(count)
        order[moves.first[k] : moves.last[k] + 1] = moves.rearranged(int(k))
        assert sorted(order) == list(range(count))
        assert path.total() - Path.through(points[order]).total() == pytest.approx(moves.gain_mm[k], abs=1e-9)


def test_the_cost_of_a_path_is_its_length_and_the_price_of_its_upward_way():
    points = np.array([[0.0, 0], [0, 30], [40, 30], [40, 10]])

    total = Path.through(points).total() + UPWARD / 2 * points[0, 1]

    assert total == pytest.approx(90 + UPWARD * 20)


def test_a_move_rearranges_no_more_places_than_it_may():
    points = np.random.default_rng(4).uniform(0, 100, (60, 2))
    near = np.random.default_rng(5).integers(0, 60, (60, 8))
    path = Path.through(points)

    moves = reversals(path, near, 10, 0.0).joined(reinsertions(path, near, 10, 0.0))

    assert moves.gain_mm.min() > 0
    assert (moves.last - moves.first + 1).max() == 10
