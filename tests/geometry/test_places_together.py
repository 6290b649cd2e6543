import numpy as np
import pytest
import shapely
from shapely import box

from planner.geometry.lattice import staggered_lattice
from planner.geometry.path_costs import PathCosts
from planner.geometry.places_together import groups_apart


def groups_of(places: np.ndarray) -> tuple[np.ndarray, ...]:
    return groups_apart(places, PathCosts.between(places, 0).near)


def test_a_lattice_in_parts_that_lie_apart_falls_into_these_parts():
    parts = [box(x, y, x + 30, y + 20) for x in (0, 70, 140) for y in (0, 60, 120)]
    places = staggered_lattice(shapely.union_all(parts), 8.0)

    groups = groups_of(places)

    found = sorted(tuple(group.tolist()) for group in groups)
    inside = [np.flatnonzero(shapely.contains_xy(part, *places.T)).tolist() for part in parts]
    assert found == sorted(tuple(some) for some in inside)


@pytest.mark.parametrize(
    "places",
    [
        staggered_lattice(box(0, 0, 120, 90), 8.0),
        np.random.default_rng(1).uniform(0, 300, (120, 2)),
        staggered_lattice(shapely.union_all([box(x, 0, x + 30, 40) for x in (0, 70, 140)]), 6.0),
        np.column_stack((np.arange(80) * 5.0, np.zeros(80))),
        np.zeros((70, 2)),
    ],
    ids=["in one piece", "scattered", "three parts", "on one line", "on one spot"],
)
def test_without_four_parts_and_wide_gaps_there_are_no_groups(places):
    assert groups_of(places) == ()


def test_any_numbering_of_the_places_gives_the_same_groups():
    rng = np.random.default_rng(2)
    places = np.concatenate([rng.normal(centre, 4, (9, 2)) for centre in rng.uniform(0, 900, (8, 2))])
    again = rng.permutation(len(places))

    one = {frozenset(map(tuple, places[group].tolist())) for group in groups_of(places)}
    other = {frozenset(map(tuple, places[again][group].tolist())) for group in groups_of(places[again])}

    assert one == other
    assert len(one) >= 4
