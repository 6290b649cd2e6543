import numpy as np
import pytest

from planner.geometry.walk import BY_THE_MAP, RowWalk

ROWS = np.array([3, 4, 4, 5, 5, 5])


def walked(walk: RowWalk) -> list[int]:
    return walk.order(ROWS).tolist()


def test_by_the_map_odd_rows_are_walked_backwards():
    assert walked(BY_THE_MAP) == [0, 1, 2, 5, 4, 3]
    assert BY_THE_MAP.backwards(ROWS).tolist() == [True, False, False, True, True, True]


@pytest.mark.parametrize(
    ("walk", "order"),
    [
        (RowWalk(first_backwards=True), [0, 1, 2, 5, 4, 3]),
        (RowWalk(first_backwards=False), [0, 2, 1, 3, 4, 5]),
        (RowWalk(last_row_first=True, first_backwards=True), [5, 4, 3, 1, 2, 0]),
        (RowWalk(last_row_first=True, first_backwards=False), [3, 4, 5, 2, 1, 0]),
        (RowWalk(last_row_first=True), [5, 4, 3, 1, 2, 0]),
    ],
)
def test_rows_alternate_from_the_first_one_walked(walk, order):
    assert walked(walk) == order


def test_no_rows_are_walked_in_no_order():
    assert RowWalk(first_backwards=True).order(ROWS[:0]).size == 0
    assert RowWalk(last_row_first=True, first_backwards=False).backwards(ROWS[:0]).size == 0
