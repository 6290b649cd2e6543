import numpy as np
import pytest
import shapely

from planner.drawing.arrows import arrow_heads
from planner.drawing.drawing import Area, Arrows, Dots, Drawing, Line, areas_of, broken_line
from planner.drawing.roles import Layer, Role, layer_of


def test_places_of_a_mark_cannot_be_changed() -> None:
    dots = Dots(Role.INJECTION, np.zeros((3, 2)), 3.0)

    with pytest.raises(ValueError, match="read-only"):
        dots.at[0, 0] = 1.0


def test_a_mark_keeps_its_places_when_the_array_it_was_made_from_changes() -> None:
    places = np.zeros((1, 2))
    line = Line(Role.BONE, places)

    places[0, 0] = 9.0

    assert line.points[0, 0] == 0.0


def test_the_marks_of_the_upper_drawing_come_last() -> None:
    lower = Drawing((0, 1), (0, 1), (Line(Role.BONE, np.zeros((2, 2))),))
    upper = Drawing((0, 9), (0, 9), (Line(Role.ZONE, np.zeros((2, 2))),))

    both = lower.under(upper)

    assert [mark.role for mark in both.marks] == [Role.BONE, Role.ZONE]
    assert both.width_mm == 1


def test_an_area_keeps_its_holes_turned_against_its_outer_ring() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))

    (area,) = areas_of(Role.ZONE, ring)

    turns = [shapely.LinearRing(corners).is_ccw for corners in area.rings]
    assert turns == [True, False]


def test_every_part_of_a_zone_becomes_an_area_and_nothing_else_does() -> None:
    zone = shapely.GeometryCollection(
        [shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6), shapely.LineString([(0, 0), (1, 1)])]
    )

    assert [type(mark) for mark in areas_of(Role.ZONE, zone)] == [Area, Area]
    assert not list(areas_of(Role.ZONE, shapely.MultiPolygon()))


def test_a_broken_line_has_a_gap_between_its_parts_only() -> None:
    points = broken_line([np.zeros((2, 2)), np.ones((2, 2))])

    assert np.isnan(points[:, 0]).tolist() == [False, False, True, False, False]
    assert broken_line([]).shape == (0, 2)


def test_an_arrow_head_points_from_start_to_end() -> None:
    arrows = Arrows(Role.DIRECTION, np.array([(0, 0), (50, 9)]), np.array([(40, 0), (10, 9)]))

    heads = arrow_heads(arrows).points

    for head, towards in ((heads[:3], 1), (heads[4:], -1)):
        wing, tip, other_wing = head
        assert np.sign(tip[0] - wing[0]) == towards
        assert wing[0] == pytest.approx(other_wing[0])
        assert tip[1] == pytest.approx((wing[1] + other_wing[1]) / 2)


def test_an_arrow_head_lies_on_its_pass_however_short_that_is() -> None:
    heads = arrow_heads(Arrows(Role.DIRECTION, np.array([(0, 0)]), np.array([(1.0, 0)]))).points

    assert heads[:, 0].min() >= 0.0
    assert heads[:, 0].max() <= 1.0


def test_an_arrow_without_length_has_no_head() -> None:
    here = np.array([(3.0, 3.0)])

    assert not len(arrow_heads(Arrows(Role.DIRECTION, here, here)).points)


def test_the_sides_of_the_patient_can_never_be_hidden_with_another_layer() -> None:
    assert layer_of(Role.SIDE) is Layer.SKIN
    assert {layer_of(role) for role in Role} == set(Layer)
