import numpy as np

from planner.geometry.moves import Path
from planner.geometry.path_costs import PathCosts
from planner.geometry.rejoining import rejoined


def test_stretches_exchanged_in_four_steps_are_put_back_in_one_go():
    places = np.column_stack((np.arange(24) * 10.0, np.zeros(24)))
    path = np.array([*range(6), *range(14, 18), *range(10, 14), *range(6, 10), *range(18, 25)])

    again = rejoined(PathCosts.between(places, 0), path, np.arange(24))

    assert again.tolist() == list(range(25))


def test_each_round_of_joining_keeps_start_end_and_places_and_costs_no_more():
    places = np.random.default_rng(4).uniform(0, 300, (80, 2))
    costs, path = PathCosts.between(places, 7), np.append(np.roll(np.arange(80), -7), 80)
    totals_mm = [Path.through(places[path[:-1]]).total()]

    for _ in range(6):
        path = rejoined(costs, path, np.arange(80))
        totals_mm.append(Path.through(places[path[:-1]]).total())

    assert (path[0], path[-1]) == (7, 80)
    assert sorted(path.tolist()) == list(range(81))
    assert (np.diff(totals_mm) <= 1e-3).all()
    assert totals_mm[-1] < 0.8 * totals_mm[0]
