import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from planner.geometry.parts import parts_apart
from tests.at_length import examples

from .regions import regions


def test_a_chain_of_neighbours_is_one_part_and_what_is_far_another():
    chain = [box(0, 0, 10, 10), box(14, 0, 24, 10), box(28, 0, 38, 10)]
    zone = MultiPolygon([*chain, box(100, 0, 110, 10)])

    parts = parts_apart(zone, 5)

    assert [len(part.geoms) for part in parts] == [3, 1]


@given(zone=regions(), apart_mm=st.floats(0.5, 60))
@examples(40)
def test_parts_are_apart_and_make_up_the_zone(zone, apart_mm):
    parts = parts_apart(zone, apart_mm)

    assert sum(part.area for part in parts) == pytest.approx(zone.area)
    assert all(one.distance(other) > apart_mm for one, other in itertools.combinations(parts, 2))


def test_no_zone_has_no_parts():
    assert parts_apart(Polygon(), 5) == ()
