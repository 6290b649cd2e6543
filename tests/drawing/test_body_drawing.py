from dataclasses import replace

import numpy as np

from planner.body.body_map import ArtLine
from planner.body.fitted_map import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Area, Drawing, Label, Line, Shade
from planner.drawing.roles import Role
from tests.drawing.conftest import HALF_BREADTH_MM


def labels_of(drawing: Drawing, role: Role) -> dict[str, Label]:
    return {mark.text: mark for mark in drawing.marks_of(role) if isinstance(mark, Label)}


def test_left_and_right_stand_on_the_patients_own_sides(trunk: FittedMap) -> None:
    drawing = draw_body(trunk)

    letters = labels_of(drawing, Role.SIDE)
    words = labels_of(drawing, Role.SIDE_NAME)
    assert letters["L"].x_mm < -HALF_BREADTH_MM
    assert letters["R"].x_mm > HALF_BREADTH_MM
    assert words["patient’s left"].x_mm < 0 < words["patient’s right"].x_mm


def test_key_levels_are_named_on_the_right_and_the_others_on_the_left(trunk: FittedMap) -> None:
    drawing = draw_body(trunk)

    key = labels_of(drawing, Role.LEVEL_KEY)
    assert {(name, label.v_mm) for name, label in key.items()} == {("C7", 0.0), ("L4", 409.0)}
    assert all(label.x_mm > 0 for label in key.values())
    assert labels_of(drawing, Role.LEVEL)["L3"].x_mm < 0


def test_every_level_has_its_lozenge_on_the_midline(trunk: FittedMap) -> None:
    drawing = draw_body(trunk)

    lozenges = [m for m in drawing.marks_of(Role.SPINOUS, Role.SPINOUS_KEY) if isinstance(m, Area)]
    centres = [tuple(mark.rings[0][:-1].mean(axis=0).round(6)) for mark in lozenges]
    assert centres == [(0.0, 0.0), (0.0, 385.0), (0.0, 409.0)]


def test_the_contour_closes_and_lies_over_the_bones(trunk: FittedMap) -> None:
    drawing = draw_body(trunk)

    roles = [mark.role for mark in drawing.marks]
    (contour,) = (mark for mark in drawing.marks_of(Role.CONTOUR) if isinstance(mark, Line))
    np.testing.assert_array_equal(contour.points[0], contour.points[-1])
    assert roles.index(Role.CONTOUR) > roles.index(Role.BONE)


def test_soft_modelling_lies_on_the_skin_and_under_everything_else(trunk: FittedMap) -> None:
    drawing = draw_body(trunk, show_regions=True)

    assert [type(mark) for mark in drawing.marks[:3]] == [Area, Shade, Area]
    assert [mark.role for mark in drawing.marks[:3]] == [Role.SKIN, Role.SHADOW, Role.REGION]


def test_regions_are_drawn_on_demand_in_one_tint_for_both_sides(trunk: FittedMap) -> None:
    shown = list(draw_body(trunk, show_regions=True).marks_of(Role.REGION))

    assert not list(draw_body(trunk).marks_of(Role.REGION, Role.REGION_NAME))
    assert {mark.category for mark in shown if isinstance(mark, Area)} == {0}
    assert len(shown) == 2


def test_the_scale_bar_is_a_hundred_millimetres_long(trunk: FittedMap) -> None:
    (bar,) = (mark for mark in draw_body(trunk).marks_of(Role.SCALE) if isinstance(mark, Line))

    assert np.nanmax(bar.points[:, 0]) - np.nanmin(bar.points[:, 0]) == 100.0


def test_the_upright_ruler_counts_millimetres_below_c7(trunk: FittedMap) -> None:
    texts = labels_of(draw_body(trunk), Role.RULER_TEXT)

    assert texts["400"].v_mm == 400.0
    assert texts["−50"].v_mm == -50.0
    assert "mm below C7" in texts


def test_everything_lies_within_the_frame(trunk: FittedMap) -> None:
    drawing = draw_body(trunk, show_regions=True)

    for mark in drawing.marks:
        if isinstance(mark, Label):
            assert drawing.x_range_mm[0] < mark.x_mm < drawing.x_range_mm[1]
            assert drawing.v_range_mm[0] < mark.v_mm < drawing.v_range_mm[1]


def test_level_names_stand_beside_the_body_too_and_say_that_they_are_estimated(trunk: FittedMap) -> None:
    texts = labels_of(draw_body(trunk), Role.RULER_TEXT)

    assert texts["L4"].v_mm == 409.0
    assert texts["L4"].x_mm > HALF_BREADTH_MM
    assert "levels, estimated" in texts
    measured = replace(trunk, c7_psis_is_measured=True)
    assert "levels, estimated" not in labels_of(draw_body(measured), Role.RULER_TEXT)


def test_a_map_without_a_spine_has_rulers_and_no_levels(trunk: FittedMap) -> None:
    texts = labels_of(draw_body(replace(trunk, levels=())), Role.RULER_TEXT)

    assert "mm" in texts
    assert not {"levels", "levels, estimated"} & set(texts)


def test_muscle_borders_are_drawn_on_demand(trunk: FittedMap) -> None:
    muscular = replace(trunk, art=(ArtLine("muscle", ((0.0, 0.0), (9.0, 90.0)), closed=False, width_mm=0.5),))

    assert not list(draw_body(muscular).marks_of(Role.MUSCLE))
    assert len(list(draw_body(muscular, show_muscles=True).marks_of(Role.MUSCLE))) == 1
