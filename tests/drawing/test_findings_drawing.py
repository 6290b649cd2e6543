import numpy as np

from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Dots, Numbers, Shape
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.roles import Role
from planner.session import Session


def test_a_finding_grows_with_its_pain_and_says_its_number(mixed: Session, trunk: FittedMap) -> None:
    drawing = draw_findings(mixed, trunk)

    signs = [mark for mark in drawing.marks_of(Role.FINDING) if isinstance(mark, Dots)]
    numbers = [mark for mark in drawing.marks_of(Role.INTENSITY) if isinstance(mark, Numbers)]
    assert [mark.category for mark in signs] == [2, 4, 5, 7, 8]
    assert np.all(np.diff([mark.diameter_mm for mark in signs]) > 0)
    assert [mark.numbers.tolist() for mark in numbers] == [[2], [4], [5], [7], [8]]


def test_the_kinds_of_findings_differ_in_shape(mixed: Session, trunk: FittedMap) -> None:
    drawing = draw_findings(mixed, trunk)

    shapes = {mark.category: mark.shape for mark in drawing.marks_of(Role.FINDING) if isinstance(mark, Dots)}
    assert (shapes[8], shapes[2], shapes[7]) == (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE)


def test_a_point_stands_at_its_projected_place(mixed: Session, trunk: FittedMap) -> None:
    drawing = draw_findings(mixed, trunk)

    trigger = next(mark for mark in drawing.marks_of(Role.FINDING) if isinstance(mark, Dots))
    np.testing.assert_allclose(trigger.at, [(float(trunk.projection.drawn_x(-140.0, 380.0)), 380.0)])
