import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from planner.body.fitted_map import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Dots, Drawing, Numbers
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.order_columns import order_columns
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.plotly_traces import MOST_SVG_DOTS
from planner.drawing.roles import Layer, Role
from planner.drawing.theme import Theme, find_theme
from planner.plan import Plan
from planner.session import Session, Zone
from tests.drawing.conftest import a_rectangle, a_target, numbers_in

PlanOf = Callable[[Session], Plan]
LIGHT = find_theme(dark=False)
KINDS = {"f4": "<f4", "i2": "<i2", "i4": "<i4"}


def bytes_of(payload: Any) -> int:
    return len(json.dumps(payload, separators=(",", ":")).encode())


def traces_of(drawing: Drawing, role: Role) -> list[dict[str, Any]]:
    return [trace for trace in to_plotly(drawing, LIGHT)["traces"] if trace["meta"]["role"] == role]


@pytest.fixture
def crowded() -> Session:
    """A zone that takes about two thousand micro-drops."""
    return Session(
        findings=(Zone("z1", a_rectangle(-80, 380, 160, 105), 5),),
        targets=(a_target(1, "nappage", "z1", spacing_mm=3.12, margin_mm=0.0),),
    )


def test_plotly_accepts_every_trace_and_image(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf, theme: Theme
) -> None:
    drawing = draw_body(trunk, show_regions=True).under(draw_plan(plan_of(mixed), mixed, trunk))
    figure = to_plotly(drawing.under(draw_findings(mixed, trunk)), theme)

    accepted = go.Figure(data=figure["traces"], layout={"images": figure["images"]})

    assert len(accepted.data) == len(figure["traces"])
    assert json.loads(json.dumps(figure)) == figure


def test_traces_keep_every_injection_within_a_thousandth_of_a_millimetre(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan = plan_of(mixed)

    traces = traces_of(draw_plan(plan, mixed, trunk), Role.INJECTION)

    for target in (plan.targets[0], plan.targets[2]):
        (trace,) = (trace for trace in traces if trace["meta"]["target"] == target.id)
        there = trunk.projection.drawn_x(target.grid.u_mm, target.grid.v_mm)
        np.testing.assert_allclose(numbers_in(trace["x"]), there, atol=1e-3)
        np.testing.assert_allclose(numbers_in(trace["y"]), target.grid.v_mm, atol=1e-3)


def test_meta_keeps_the_true_diameter_and_the_marker_follows_the_scale(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    drawing = draw_plan(plan_of(mixed), mixed, trunk)

    (wheal, *_) = (mark for mark in drawing.marks_of(Role.DEPOSIT) if isinstance(mark, Dots))
    trace = next(
        trace
        for trace in to_plotly(drawing, LIGHT, px_per_mm=3.0)["traces"]
        if trace["meta"]["role"] == Role.DEPOSIT
    )
    assert trace["meta"]["diameter_mm"] == wheal.diameter_mm
    assert trace["marker"]["size"] == pytest.approx(3.0 * wheal.diameter_mm)


def test_every_trace_says_its_layer_and_its_measures(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    for trace in to_plotly(draw_plan(plan_of(mixed), mixed, trunk), LIGHT)["traces"]:
        meta = trace["meta"]
        assert meta["layer"] in set(Layer)
        assert trace["name"] == trace["legendgroup"] == meta["layer"]
        assert {"diameter_mm", "width_mm", "text_mm"} & set(meta)


def test_order_numbers_are_hidden_until_they_can_be_read(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    drawing = draw_plan(plan_of(mixed), mixed, trunk)

    (mark, *_) = (mark for mark in drawing.marks_of(Role.NUMBER) if isinstance(mark, Numbers))
    (trace, *_) = traces_of(drawing, Role.NUMBER)
    assert trace["meta"]["min_zoom_px_per_mm"] == mark.shown_from_px_per_mm > 0
    assert numbers_in(trace["customdata"]).tolist() == mark.numbers.tolist()


def test_soft_skin_comes_as_one_image_in_place_below_all_traces(trunk: FittedMap) -> None:
    drawing = draw_body(trunk)

    figure = to_plotly(drawing, LIGHT)

    (image,) = figure["images"]
    assert image["source"].startswith("data:image/svg+xml;base64,")
    assert (image["x"], image["y"]) == (drawing.x_range_mm[0], drawing.v_range_mm[0])
    assert (image["sizex"], image["sizey"]) == (drawing.width_mm, drawing.height_mm)
    assert image["layer"] == "below"
    assert Role.SKIN not in {trace["meta"]["role"] for trace in figure["traces"]}


def test_skin_without_modelling_is_a_trace(trunk: FittedMap) -> None:
    figure = to_plotly(draw_body(replace(trunk, shading=())), LIGHT)

    assert not figure["images"]
    assert figure["traces"][0]["meta"]["role"] == Role.SKIN


def test_many_dots_are_drawn_by_webgl(trunk: FittedMap) -> None:
    def kind_of(count: int) -> str:
        dots = Dots(Role.INJECTION, np.zeros((count, 2)), 3.0)
        return str(to_plotly(Drawing((0, 1), (0, 1), (dots,)), LIGHT)["traces"][0]["type"])

    assert kind_of(MOST_SVG_DOTS) == "scatter"
    assert kind_of(MOST_SVG_DOTS + 1) == "scattergl"
    assert MOST_SVG_DOTS <= 2000


def test_two_thousand_injections_cost_at_most_twenty_kilobytes(
    crowded: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan = plan_of(crowded)
    assert 1900 <= plan.totals.punctures <= 2100

    figure = to_plotly(draw_plan(plan, crowded, trunk), LIGHT, places_in_order=True)

    assert bytes_of({"plan": figure, "order": order_columns(plan, trunk)}) <= 20_000


def test_places_left_to_the_order_are_those_of_the_drawing(
    mixed: Session, trunk: FittedMap, plan_of: PlanOf
) -> None:
    plan = plan_of(mixed)
    drawing = draw_plan(plan, mixed, trunk)

    whole = to_plotly(drawing, LIGHT)["traces"]
    short = to_plotly(drawing, LIGHT, places_in_order=True)["traces"]
    columns = {target["id"]: target for target in order_columns(plan, trunk)}
    left_out = [at for at, trace in enumerate(short) if "order" in trace["meta"]]
    assert {short[at]["meta"]["role"] for at in left_out} == {Role.DEPOSIT, Role.INJECTION, Role.NUMBER}
    for at in left_out:
        sent = columns[short[at]["meta"]["order"]]
        drawn = trunk.projection.drawn_x(numbers_in(sent["u"]), numbers_in(sent["v"]))
        np.testing.assert_allclose(drawn, numbers_in(whole[at]["x"]), atol=0.02)


def test_the_same_drawing_gives_the_same_traces(mixed: Session, trunk: FittedMap, plan_of: PlanOf) -> None:
    drawing = draw_plan(plan_of(mixed), mixed, trunk)

    assert to_plotly(drawing, LIGHT) == to_plotly(drawing, LIGHT)
