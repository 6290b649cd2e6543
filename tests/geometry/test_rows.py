import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely import MultiPolygon, Polygon, box

from planner.geometry.cuts import INWARD_MM
from planner.geometry.rows import (
    fan_of_row_intervals,
    ring_edges,
    row_intervals,
    union_row_intervals,
)
from planner.geometry.turning import cos_sin, turned
from tests.at_length import examples

from .regions import directions, regions, spacings


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_row_stretches_are_sorted_apart_and_inside(region, spacing_mm, direction_deg):
    rows = row_intervals(region, spacing_mm, phase=0.5, direction_deg=direction_deg)

    middle = (rows.start_mm + rows.end_mm) / 2
    places = turned(np.column_stack((middle, (rows.row + 0.5) * spacing_mm)), direction_deg)
    follows = np.diff(rows.row) == 0
    assert (rows.start_mm < rows.end_mm).all()
    assert (np.diff(rows.row) >= 0).all()
    assert (rows.start_mm[1:] > rows.end_mm[:-1])[follows].all()
    assert shapely.intersects_xy(region.buffer(1e-9), places[:, 0], places[:, 1]).all()


@given(region=regions(), spacing_mm=spacings)
@examples(30)
def test_a_fan_of_directions_is_every_direction_cut_by_itself(region, spacing_mm):
    directions_deg = [0.0, 90.0, -37.0, 45.0, 12.0, -90.0]

    which, fan = fan_of_row_intervals(region, spacing_mm, directions_deg, phase=0.5)

    for number, direction_deg in enumerate(directions_deg):
        alone = row_intervals(region, spacing_mm, phase=0.5, direction_deg=direction_deg)
        assert np.array_equal(fan.row[which == number], alone.row)
        assert np.array_equal(fan.start_mm[which == number], alone.start_mm)
        assert np.array_equal(fan.end_mm[which == number], alone.end_mm)


def test_many_crossings_are_sorted_as_few_are():
    corners = np.round(np.random.default_rng(5).uniform(-60, 60, (9, 2)), 1)
    region = shapely.union_all(shapely.buffer(shapely.points(corners), 20)).difference(box(-10, -9, 10, 9))
    directions_deg = [float(angle) for angle in range(-89, 91, 4)]

    which, fan = fan_of_row_intervals(region, 1.5, directions_deg, phase=0.5)

    alone = [row_intervals(region, 1.5, phase=0.5, direction_deg=angle) for angle in directions_deg]
    assert len(fan.row) > 2000
    assert np.array_equal(which, np.repeat(np.arange(len(alone)), [len(rows.row) for rows in alone]))
    assert np.array_equal(fan.row, np.concatenate([rows.row for rows in alone]))
    assert np.array_equal(fan.start_mm, np.concatenate([rows.start_mm for rows in alone]))
    assert np.array_equal(fan.end_mm, np.concatenate([rows.end_mm for rows in alone]))


@given(one=regions(), other=regions(), spacing_mm=spacings)
@examples(30)
def test_rows_of_a_union_need_no_union(one, other, spacing_mm):
    # off the corners, where the two differ by rule
    one, other = (shapely.affinity.translate(region, 0, 0.0137) for region in (one, other))

    together = union_row_intervals(np.array([one, other]), spacing_mm)

    expected = row_intervals(shapely.union_all([one, other]), spacing_mm)
    assert (together.end_mm - together.start_mm).sum() == pytest.approx(
        (expected.end_mm - expected.start_mm).sum(), abs=1e-6
    )


def test_ends_are_drawn_inwards_by_a_hair_at_right_angles_to_the_edge():
    rows = row_intervals(Polygon([(0, 0), (100, 0), (100, 10)]), 5)

    assert rows.row.tolist() == [1]
    hair_mm = Polygon([(0, 0), (100, 0), (100, 10)]).exterior.distance(shapely.Point(rows.start_mm[0], 5))
    assert hair_mm == pytest.approx(INWARD_MM, rel=1e-3)


def test_a_row_along_a_shared_border_of_two_steps_keeps_only_what_is_inside_on_both_sides():
    stairs = box(0, 0, 10, 5).union(box(5, 5, 20, 10))

    rows = row_intervals(stairs, 5)

    assert rows.row.tolist() == [1]
    assert (rows.start_mm[0], rows.end_mm[0]) == pytest.approx((5, 10), abs=1e-6)


def test_edges_of_all_rings_are_listed_and_no_edge_joins_two_rings():
    region = MultiPolygon([box(0, 0, 10, 10).difference(box(2, 2, 4, 4)), box(20, 0, 30, 10)])

    edges = ring_edges(region)

    assert len(edges) == 12
    assert np.hypot(*(edges[:, 2:] - edges[:, :2]).T).sum() == pytest.approx(region.length)
    assert ring_edges(Polygon()).shape == (0, 4)


@pytest.mark.parametrize(("angle", "expected"), [(90, (0, 1)), (-90, (0, -1)), (180, (-1, 0)), (0, (1, 0))])
def test_right_angles_are_exact(angle, expected):
    assert cos_sin(angle) == expected
