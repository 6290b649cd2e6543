import copy

import numpy as np
import pytest

from planner.techniques import Grid, Injection, Pass, Passes
from planner.techniques.grid import NO_INJECTIONS, NO_PASSES, shared_by_count, shared_by_length


def a_grid(*places: tuple[float, float]) -> Grid:
    count = len(places)
    u_mm, v_mm = np.array(places, dtype=float).reshape(-1, 2).T
    ones = np.ones(count)
    return Grid(u_mm, v_mm, 4 * ones, 90 * ones, 4 * ones, 0.1 * ones, np.arange(count))


def some_passes(*rows: tuple[float, float, float, float]) -> Passes:
    from_u_mm, from_v_mm, to_u_mm, to_v_mm = np.array(rows, dtype=float).T
    length_mm = np.hypot(to_u_mm - from_u_mm, to_v_mm - from_v_mm)
    return Passes(from_u_mm, from_v_mm, to_u_mm, to_v_mm, length_mm, shared_by_length(1.0, length_mm))


def test_a_grid_is_read_as_injections_in_order() -> None:
    grid = a_grid((1, 2), (3, 4))

    assert list(grid) == [
        Injection(1.0, 2.0, 4.0, 90.0, 4.0, 0.1, 0),
        Injection(3.0, 4.0, 4.0, 90.0, 4.0, 0.1, 1),
    ]
    assert len(grid) == 2
    assert grid.places.tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_passes_are_read_as_strokes_in_order() -> None:
    passes = some_passes((0, 0, 30, 0), (10, 5, 0, 5))

    assert list(passes) == [
        Pass(0.0, 0.0, 30.0, 0.0, 30.0, 0.75),
        Pass(10.0, 5.0, 0.0, 5.0, 10.0, 0.25),
    ]
    assert passes.starts.tolist() == [[0.0, 0.0], [10.0, 5.0]]
    assert passes.ends.tolist() == [[30.0, 0.0], [0.0, 5.0]]


def test_a_column_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        a_grid((1, 2)).u_mm[0] = 5.0


def test_a_grid_keeps_its_own_copy_of_what_it_is_given() -> None:
    u_mm = np.array([1.0])
    grid = Grid(u_mm, u_mm, u_mm, u_mm, u_mm, u_mm, np.array([0]))

    u_mm[0] = 99.0

    assert grid.u_mm[0] == 1.0


def test_columns_of_unequal_length_are_a_mistake() -> None:
    one, two = np.ones(1), np.ones(2)

    with pytest.raises(ValueError, match="equally long"):
        Passes(one, one, one, one, one, two)


def test_grids_are_equal_by_their_injections() -> None:
    grid = a_grid((1, 2), (3, 4))

    assert grid == copy.deepcopy(grid)
    assert hash(grid) == hash(a_grid((1, 2), (3, 4)))
    assert grid != a_grid((3, 4), (1, 2))
    assert grid != a_grid((1, 2))
    assert grid != NO_PASSES


def test_minus_nought_is_nought() -> None:
    assert hash(a_grid((-0.0, 2))) == hash(a_grid((0.0, 2)))
    assert a_grid((-0.0, 2)) == a_grid((0.0, 2))


def test_nothing_placed_is_an_empty_grid() -> None:
    assert list(NO_INJECTIONS) == []
    assert NO_INJECTIONS.places.shape == (0, 2)
    assert list(NO_PASSES) == []


@pytest.mark.parametrize("count", [1, 3, 7, 4000])
def test_shares_add_up_to_the_volume(count: int) -> None:
    assert sum(shared_by_count(1.0, count)) == pytest.approx(1.0, abs=1e-9)
    assert sum(shared_by_length(1.0, np.arange(1.0, count + 1))) == pytest.approx(1.0, abs=1e-9)


def test_no_share_is_made_of_nothing() -> None:
    assert shared_by_count(1.0, 0).shape == (0,)
    assert shared_by_length(1.0, np.empty(0)).shape == (0,)
