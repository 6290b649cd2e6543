"""The section shows the needle as the settings have it, to scale."""

import math
from dataclasses import replace

import numpy as np
import pytest

from planner.drawing.drawing import Dots, Label, Line
from planner.drawing.needle_drawing import Stab, draw_needle
from planner.drawing.roles import Role
from planner.evidence.skin import SKIN_LOWER_BACK
from planner.techniques import Technique, all_techniques, resolve_settings

every_technique = pytest.mark.parametrize("technique", all_techniques(), ids=lambda technique: technique.id)


def a_stab(technique: Technique) -> Stab:
    return Stab(resolve_settings(technique, ()), SKIN_LOWER_BACK, "at the waist")


def the_line(stab: Stab, role: Role) -> np.ndarray:
    (line,) = draw_needle(stab).marks_of(role)
    assert isinstance(line, Line)
    return line.points


@every_technique
def test_the_needle_is_as_long_and_as_inclined_as_it_is_set(technique: Technique) -> None:
    stab = a_stab(technique)

    (tip_x, tip_v), (hub_x, hub_v) = the_line(stab, Role.NEEDLE)

    assert math.hypot(hub_x - tip_x, hub_v - tip_v) == pytest.approx(stab.settings.number("needle_length_mm"))
    assert math.degrees(math.atan2(tip_v - hub_v, hub_x - tip_x)) == pytest.approx(
        stab.settings.number("needle_angle_deg")
    )
    assert tip_v == pytest.approx(stab.settings.number("depth_mm"))


@every_technique
def test_the_frame_holds_the_tip_and_the_skin(technique: Technique) -> None:
    stab = a_stab(technique)

    drawing = draw_needle(stab)

    assert drawing.v_range_mm[0] < 0 < stab.settings.number("depth_mm") < drawing.v_range_mm[1]
    assert stab.skin.value < drawing.v_range_mm[1]


@every_technique
def test_continuous_release_runs_from_the_tip_to_the_surface_and_leaves_no_drop(technique: Technique) -> None:
    stab = replace(a_stab(technique), is_continuous=True)

    (_, tip_v), (_, entry_v) = the_line(stab, Role.RELEASE)

    assert (tip_v, entry_v) == (pytest.approx(stab.settings.number("depth_mm")), pytest.approx(0.0))
    assert not list(draw_needle(stab).marks_of(Role.DROP))


def test_drops_beside_stand_as_far_apart_as_the_row_has_them() -> None:
    stab = replace(a_stab(all_techniques()[1]), neighbour_mm=3.0)

    (drops,) = draw_needle(stab).marks_of(Role.DROP)

    assert isinstance(drops, Dots)
    assert len(drops.at) > 2
    assert np.diff(drops.at[:, 0]) == pytest.approx(-3.0)


@every_technique
def test_the_section_says_depth_angle_and_whose_skin_it_is(technique: Technique) -> None:
    stab = a_stab(technique)

    said = " ".join(mark.text for mark in draw_needle(stab).marks if isinstance(mark, Label))

    assert f"{stab.settings.number('depth_mm'):g} mm deep" in said
    assert f"{stab.settings.number('needle_angle_deg'):g}° to the skin" in said
    assert stab.skin.source.key in said
