"""The cheapest path through a dozen places."""

import numpy as np

from planner.geometry.held_karp import CheapestJoins
from planner.geometry.moves import step_costs
from planner.geometry.rows import FloatArray, IntArray

MOST_PLACES = 12
"""Sets double with each place more."""


def cheapest_path(places: FloatArray, start: int) -> IntArray:
    """Return the path from ``start`` through all places that costs least: length and the price upwards.

    Parameters
    ----------
    places
        (n, 2), y downwards, n from 2 to `MOST_PLACES`. [mm]
    """
    cost_mm = step_costs(places)
    others = np.delete(np.arange(len(places)), start)
    joins = CheapestJoins(
        cost_mm[start, others, None],
        cost_mm[np.ix_(others, others)][..., None],
        cost_mm[others, len(places), None],
        ways=1,
    )
    return np.append(start, others[joins.walks(0)])
