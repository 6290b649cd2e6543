import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.exchanges import Exchanges
from planner.geometry.greedy_path import greedy_path
from planner.geometry.moves import Path
from planner.geometry.path_costs import PathCosts
from tests.at_length import examples


def a_path(seed: int, count: int) -> tuple[np.ndarray, PathCosts, np.ndarray]:
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 300, (count, 2))
    path = rng.permutation(count)
    return places, PathCosts.between(places, int(path[0])), path


@given(seed=st.integers(0, 9999), count=st.integers(13, 40))
@examples(40)
def test_what_exchanges_gain_is_what_the_path_costs_less(seed, count):
    places, costs, path = a_path(seed, count)
    search = Exchanges(costs, path)

    search.improve(search.trip.places)

    found = np.array(search.trip.places)
    saved_mm = Path.through(places[path]).total() - Path.through(places[found[:-1]]).total()
    assert sorted(found.tolist()) == list(range(count + 1))
    assert (found[0], found[-1]) == (path[0], count)
    assert search.gained_mm == pytest.approx(saved_mm, abs=1e-6)


def test_two_stretches_that_changed_places_are_put_back():
    places = np.column_stack((np.arange(24) * 10.0, np.zeros(24)))
    path = np.array([*range(6), *range(10, 14), *range(6, 10), *range(14, 24)])
    search = Exchanges(PathCosts.between(places, 0), path)

    search.improve([5, 10, 13, 6, 9, 14])

    assert search.trip.places == list(range(25))


@given(seed=st.integers(0, 9999), count=st.integers(13, 60))
@examples(40)
def test_the_cheapest_steps_make_a_path_from_the_start_through_all_places(seed, count):
    places, costs, path = a_path(seed, count)

    found = greedy_path(costs, int(path[0]))

    assert found[0] == path[0]
    assert sorted(found.tolist()) == list(range(count))
    assert Path.through(places[found]).total() < Path.through(places[path]).total()
