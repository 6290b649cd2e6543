from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.exact_path import MOST_PLACES, cheapest_path
from planner.geometry.moves import Path, step_costs
from planner.geometry.order import crossings, hand_order
from tests.at_length import examples


def total_mm(path: np.ndarray) -> float:
    return Path.through(path).total()


@given(seed=st.integers(0, 9999), count=st.integers(2, 6), data=st.data())
@examples(60)
def test_no_other_order_from_the_same_start_costs_less(seed, count, data):
    places = np.random.default_rng(seed).uniform(-70, 70, (count, 2))
    start = data.draw(st.integers(0, count - 1))
    others = [place for place in range(count) if place != start]

    path = cheapest_path(places, start)

    least_mm = min(total_mm(places[[start, *order]]) for order in permutations(others))
    assert path[0] == start
    assert sorted(path.tolist()) == list(range(count))
    assert total_mm(places[path]) == pytest.approx(least_mm, abs=1e-9)


def test_a_dozen_places_get_the_cheapest_path_and_it_has_no_crossings():
    places = np.random.default_rng(12).uniform(0, 300, (MOST_PLACES, 2))

    path = hand_order(places)

    best = cheapest_path(places, int(path[0]))
    assert path.tolist() == best.tolist()
    assert len(crossings(places[path])) == 0


def test_the_costs_of_steps_add_up_to_the_cost_of_a_path():
    places = np.random.default_rng(5).uniform(0, 300, (8, 2))

    costs_mm = step_costs(places)

    along_mm = costs_mm[np.arange(8), np.arange(1, 9)].sum()
    assert along_mm == pytest.approx(total_mm(places) + places[:, 1].max() / 4)
    assert (costs_mm >= 0).all()
