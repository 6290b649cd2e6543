import numpy as np

from planner.geometry.exchanges import Exchanges
from planner.geometry.path_costs import PathCosts
from planner.geometry.shaking import is_shaken


def a_search(path: list[int]) -> Exchanges:
    """Return a search over places 10 mm apart in one row."""
    places = np.column_stack((np.arange(24) * 10.0, np.zeros(24)))
    return Exchanges(PathCosts.between(places, 0), np.array(path))


def test_three_stretches_in_reverse_order_are_put_right_by_one_shake():
    search = a_search([*range(6), *range(14, 18), *range(10, 14), *range(6, 10), *range(18, 24)])

    is_another = is_shaken(search, [5, 9, 13, 17])

    assert is_another
    assert search.trip.places == list(range(25))


def test_a_shake_of_the_cheapest_path_leaves_it_as_it_was():
    search = a_search(list(range(24)))

    is_another = is_shaken(search, [3, 8, 12, 19])

    assert not is_another
    assert search.trip.places == list(range(25))


def test_fewer_than_four_cuts_are_left_alone():
    search = a_search([*range(6), *range(10, 14), *range(6, 10), *range(14, 24)])
    before = search.trip.places.copy()

    is_another = is_shaken(search, [5, 9, 13])

    assert not is_another
    assert search.trip.places == before
