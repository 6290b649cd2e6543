import numpy as np
import pytest

from planner.body.fitted_map import FittedMap
from planner.body.points import PointMm
from planner.drawing.beside_drawing import draw_gap, draw_kept
from planner.drawing.drawing import Anchor, Dots, Label, Line, Shape
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Role
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.plan import Plan, build_plan
from planner.session import Session
from planner.techniques import all_techniques
from tests.conftest import a_rectangle, a_zone
from tests.drawing.conftest import a_point, a_target

ZONE = a_zone(a_rectangle(0, 300, 60, 360))


def a_plan(trunk: FittedMap, technique: str) -> Plan:
    session = Session(findings=(ZONE, a_point(1, -40, 330)), targets=(a_target(1, technique, "z1", "p1"),))
    return build_plan(session, trunk)


@pytest.mark.parametrize("technique", [technique.id for technique in all_techniques()])
def test_a_kept_plan_is_outlines_only_and_bears_its_name(trunk: FittedMap, technique: str) -> None:
    plan = a_plan(trunk, technique)

    drawing = draw_kept(plan, "A", trunk)

    target = plan.targets[0]
    rings = [mark for mark in drawing.marks_of(Role.KEPT_INJECTION) if isinstance(mark, Dots)]
    assert sum(len(mark.at) for mark in rings) == len(target.grid)
    assert {mark.shape for mark in rings} <= {Shape.RING}
    assert len(list(drawing.marks_of(Role.KEPT_STROKE))) == bool(len(target.passes))
    assert [mark.text for mark in drawing.marks if isinstance(mark, Label)] == ["A"]


def test_a_plan_without_anything_leaves_no_name(trunk: FittedMap) -> None:
    assert draw_kept(Plan(()), "A", trunk).marks == ()


def test_the_gap_is_a_circle_of_its_own_size_round_its_place(trunk: FittedMap) -> None:
    drawing = draw_gap(PointMm(0.0, 300.0), 8.0, Plan(()), trunk)

    (circle,) = (mark for mark in drawing.marks if isinstance(mark, Line))
    (place,) = (mark for mark in drawing.marks if isinstance(mark, Dots))
    assert np.ptp(circle.points[:, 1]) == pytest.approx(16.0, abs=0.05)
    assert place.at.tolist() == [[0.0, 300.0]]
    assert [mark.text for mark in drawing.marks if isinstance(mark, Label)] == ["8.0 mm"]


def test_a_gap_of_nothing_is_still_a_place(trunk: FittedMap) -> None:
    assert len(draw_gap(PointMm(0.0, 300.0), 0.0, Plan(()), trunk).marks) == 3


@pytest.mark.parametrize(("u_mm", "anchor"), [(-5.0, Anchor.END), (65.0, Anchor.START)])
def test_how_wide_a_gap_is_stands_beside_the_plan_and_not_on_it(
    trunk: FittedMap, u_mm: float, anchor: Anchor
) -> None:
    plan = build_plan(Session(findings=(ZONE,), targets=(a_target(1, "nappage", "z1"),)), trunk)

    drawing = draw_gap(PointMm(u_mm, 330.0), 8.0, plan, trunk)

    (width,) = (mark for mark in drawing.marks if isinstance(mark, Label))
    assert width.anchor is anchor
    assert abs(width.x_mm - u_mm) > 8.0


@pytest.mark.parametrize("dark", [False, True])
def test_screen_and_paper_can_draw_what_is_beside_a_plan(trunk: FittedMap, *, dark: bool) -> None:
    plan = a_plan(trunk, "nappage")
    drawing = draw_kept(plan, "A", trunk).under(draw_gap(PointMm(0, 300), 8, plan, trunk))

    traces = to_plotly(drawing, find_theme(dark=dark))["traces"]
    text = to_svg(drawing, find_theme(dark=dark))

    assert {trace["meta"]["layer"] for trace in traces} == {"Plan A", "Largest gap"}
    (rings,) = (trace for trace in traces if trace["meta"]["role"] == "kept_injection")
    assert rings["marker"]["symbol"] == "circle-open"
    assert 'class="kept_injection"' in text
