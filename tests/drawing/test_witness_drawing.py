import numpy as np
import pytest
import shapely

from planner.body import FittedMap
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Layer, Role
from planner.drawing.theme import find_theme
from planner.drawing.witness_drawing import draw_witnesses

PLACES = np.array([[-20.0, 400.0], [5.0, 400.0], [30.0, 410.0]])


def test_each_witness_is_drawn_with_the_border_of_where_it_is_served_from(back: FittedMap) -> None:
    drawing = draw_witnesses(PLACES, 10.0, back)

    (dots,) = drawing.marks_of(Role.WITNESS)
    (rims,) = drawing.marks_of(Role.WITNESS_REACH)
    assert len(dots.at) == 3
    assert int(np.isnan(rims.points[:, 0]).sum()) == 2


def test_borders_of_places_that_no_injection_serves_together_do_not_overlap(back: FittedMap) -> None:
    (rims,) = draw_witnesses(PLACES, 12.0, back).marks_of(Role.WITNESS_REACH)

    breaks = np.flatnonzero(np.isnan(rims.points[:, 0]))
    discs = [shapely.Polygon(part[~np.isnan(part[:, 0])]) for part in np.split(rims.points, breaks)]
    assert discs[0].intersection(discs[1]).area == pytest.approx(0, abs=1e-6)
    assert discs[1].intersection(discs[2]).area == pytest.approx(0, abs=1e-6)


def test_witnesses_have_a_layer_of_their_own(back: FittedMap) -> None:
    traces = to_plotly(draw_witnesses(PLACES, 10.0, back), find_theme(dark=False))["traces"]

    assert {trace["meta"]["layer"] for trace in traces} == {Layer.WITNESSES}
