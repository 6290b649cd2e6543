import numpy as np
import pytest

from planner.geometry.hilbert import hilbert_order


@pytest.mark.parametrize("side", [1, 2, 5, 16, 23])
def test_every_square_is_visited_once(side: int) -> None:
    column, row = (part.ravel() for part in np.indices((side, side)))

    assert sorted(hilbert_order(column, row)) == list(range(side * side))


def test_each_step_goes_to_a_neighbour() -> None:
    column, row = (part.ravel() for part in np.indices((32, 32)))

    walk = hilbert_order(column, row)

    steps = np.abs(np.diff(column[walk])) + np.abs(np.diff(row[walk]))
    assert set(steps.tolist()) == {1}
