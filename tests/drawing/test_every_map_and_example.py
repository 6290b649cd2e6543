"""What a drawing owes every body map and every example that we ship."""

import json
from pathlib import Path

import numpy as np
import pytest

from planner.body.fit import fit
from planner.body.fitted_map import FittedMap
from planner.body.patient import Patient, Sex
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Dots, Label
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Role
from planner.drawing.theme import find_theme
from planner.files import read_session
from planner.plan import build_plan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))


@pytest.fixture(params=Sex)
def fitted_back(request: pytest.FixtureRequest) -> FittedMap:
    return fit("back", Patient(sex=request.param))


def test_there_are_examples_to_draw() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_drawn_with_each_injection_in_its_place(path: Path) -> None:
    session = read_session(path.read_text(encoding="utf-8"))
    fitted = fit(session.body_map, session.patient)
    plan = build_plan(session, fitted)

    drawing = draw_plan(plan, session, fitted)

    dots = [mark for mark in drawing.marks_of(Role.INJECTION) if isinstance(mark, Dots)]
    assert {mark.target for mark in dots} == {target.id for target in plan.targets}
    for target in plan.targets:
        drawn = np.concatenate([mark.at for mark in dots if mark.target == target.id])
        places = target.grid.places if len(target.grid) else target.passes.starts
        there = fitted.projection.drawn_x(places[:, 0], places[:, 1])
        np.testing.assert_allclose(drawn, np.column_stack([there, places[:, 1]]), atol=1e-3)


def test_every_back_is_drawn_with_its_sides_bones_and_levels(fitted_back: FittedMap) -> None:
    drawing = draw_body(fitted_back, show_regions=True)

    sides = {mark.text: mark.x_mm for mark in drawing.marks_of(Role.SIDE) if isinstance(mark, Label)}
    levels = {mark.text for mark in drawing.marks_of(Role.LEVEL_KEY) if isinstance(mark, Label)}
    assert sides["L"] < fitted_back.bounds[0]
    assert sides["R"] > fitted_back.bounds[2]
    assert {"C7", "T3", "T7", "T12", "L4", "S2"} == levels
    drawn = {mark.role for mark in drawing.marks}
    assert {Role.CONTOUR, Role.CUT, Role.CLEFT, Role.BONE, Role.BONE_EDGE, Role.BONE_BODY} <= drawn


def test_a_back_costs_less_than_a_hundred_and_fifty_kilobytes(fitted_back: FittedMap) -> None:
    figure = to_plotly(draw_body(fitted_back, show_regions=True, show_muscles=True), find_theme(dark=False))

    assert len(json.dumps(figure).encode()) < 150_000
