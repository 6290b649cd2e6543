import numpy as np
import pytest

from planner.geometry.set_cover import Incidence, RowWeighting


def grid(columns: int, rows: int) -> np.ndarray:
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    return np.column_stack((x.ravel(), y.ravel())).astype(float)


def served(candidates: np.ndarray, witnesses: np.ndarray, chosen: np.ndarray, reach: float) -> np.ndarray:
    apart = np.hypot(*(witnesses[:, None] - candidates[chosen][None]).transpose(2, 0, 1))
    return (apart <= reach).any(axis=1)


def test_who_serves_whom_is_told_from_both_sides():
    candidates, witnesses = grid(5, 1), grid(5, 1) + np.array([0.5, 0])

    incidence = Incidence.of(candidates, witnesses, 1.0)

    pairs = {(c, w) for c, row in enumerate(incidence.serves) for w in row if w < len(witnesses)}
    assert pairs == {(c, w) for w, row in enumerate(incidence.served_by) for c in row if c < len(candidates)}
    assert pairs == {(c, w) for c in range(5) for w in range(5) if abs(c - w - 0.5) <= 1}


def test_witnesses_that_nothing_serves_are_left_out():
    incidence = Incidence.of(grid(2, 1), np.array([[0.0, 0], [50, 0]]), 1.5)

    assert len(incidence.served_by) == 1


@pytest.mark.parametrize("seed", range(3))
def test_search_finds_the_fewest_stretches_of_a_line(seed):
    places = grid(30, 1)
    search = RowWeighting(Incidence.of(places, places, 2.0), np.random.default_rng(seed))

    search.run(400)

    assert len(search.best) == 6
    assert served(places, places, search.best, 2.0).all()


def test_best_always_serves_everything_and_nearly_has_one_fewer():
    places = grid(14, 11)
    search = RowWeighting(Incidence.of(places, places, 2.3), np.random.default_rng(1))
    greedy = len(search.best)

    search.run(300)

    assert len(search.best) < greedy
    assert served(places, places, search.best, 2.3).all()
    assert len(search.nearly) == len(search.best) - 1
    assert served(places, places, search.nearly, 2.3).mean() > 0.9


def test_the_same_chance_gives_the_same_choice():
    places = grid(12, 9)

    one, other = (RowWeighting(Incidence.of(places, places, 2.0), np.random.default_rng(4)) for _ in range(2))
    one.run(200)
    other.run(120)
    other.run(80)

    assert one.best.tolist() == other.best.tolist()
    assert one.nearly.tolist() == other.nearly.tolist()


def test_giving_up_goes_on_down_to_nothing():
    places = grid(4, 1)
    search = RowWeighting(Incidence.of(places, places, 1.0), np.random.default_rng(1))

    for _ in range(6):
        search.give_up_one()
        search.run(3)

    assert len(search.nearly) <= 1
