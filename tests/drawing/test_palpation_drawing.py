"""The palpation map: never by colour alone, as blurred as a marking is, small, the same in any order."""

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Area, Drawing, Label
from planner.drawing.palpation_drawing import draw_palpation
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Layer, Role, layer_of
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.evidence.marking import MARKING_SIGMA_MM
from planner.plan import build_plan
from planner.session import Session
from tests.conftest import a_point, a_rectangle, a_session, a_target, a_zone

HOT, MILD = a_point(30, 360, point_id="p1", intensity=9), a_point(76, 384, point_id="p2", intensity=2)


def bands_of(drawing: Drawing) -> list[Area]:
    return [mark for mark in drawing.marks_of(Role.PALPATION) if isinstance(mark, Area)]


def numbers_of(drawing: Drawing) -> list[Label]:
    return [mark for mark in drawing.marks_of(Role.PALPATION_LEVEL) if isinstance(mark, Label)]


def area_of(band: Area) -> shapely.Polygon:
    return shapely.Polygon(band.rings[0], list(band.rings[1:]))


def level_at(drawing: Drawing, back: FittedMap, u_mm: float, v_mm: float) -> int:
    x_mm = back.projection.drawn_x(np.array([u_mm]), np.array([v_mm]))[0]
    (level,) = {
        band.category for band in bands_of(drawing) if area_of(band).contains(shapely.Point(x_mm, v_mm))
    }
    return level


def test_it_is_highest_at_the_point_that_hurts_most(back: FittedMap) -> None:
    drawing = draw_palpation(a_session("nappage", HOT, MILD), back)

    assert (
        level_at(drawing, back, 30, 360) > level_at(drawing, back, 53, 372) > level_at(drawing, back, 76, 384)
    )


def test_a_peak_is_blurred_by_the_uncertainty_of_its_place(back: FittedMap) -> None:
    drawing = draw_palpation(a_session("nappage", HOT, MILD), back)

    assert pytest.approx(26 / 1.96 / 2**0.5) == MARKING_SIGMA_MM
    assert level_at(drawing, back, 30, 360) < 9


def test_points_at_one_place_are_shown_as_the_density_follows_them(back: FittedMap) -> None:
    tapped_again = a_point(30.3, 360, point_id="p3", intensity=1)
    session = a_session("nappage", HOT, tapped_again, MILD, density="follows_pain")

    once = a_session("nappage", HOT, MILD, density="follows_pain")

    svgs = {to_svg(draw_palpation(one, back), find_theme(dark=False)) for one in (session, once)}

    assert len(svgs) == 1
    drops, drops_of_one = (build_plan(one, back).targets[0].grid for one in (session, once))
    assert len(drops) == len(drops_of_one)


def test_contours_are_numbered_and_a_map_without_contours_too(back: FittedMap) -> None:
    graded = draw_palpation(a_session("nappage", HOT, MILD), back)
    alike = draw_palpation(a_session("nappage", HOT), back)

    levels = {band.category for band in bands_of(graded)}
    assert {int(number.text) for number in numbers_of(graded)} >= set(range(min(levels) + 1, max(levels)))
    assert [number.text for number in numbers_of(alike)] == ["9.0"]


def test_it_reaches_as_far_as_a_point_may_be_found_again_and_over_drawn_zones(back: FittedMap) -> None:
    drawing = draw_palpation(a_session("nappage", HOT, a_zone(a_rectangle(90, 420, 120, 450))), back)

    shown = shapely.union_all([area_of(band) for band in bands_of(drawing)])
    x_mm = back.projection.drawn_x(np.array([30.0, 30.0, 115.0]), np.array([360 - 25, 360 - 28, 445]))
    inside, outside, on_zone = shapely.points(x_mm, np.array([360 - 25, 360 - 28, 445]))
    assert shown.contains(inside)
    assert not shown.contains(outside)
    assert shown.contains(on_zone)


def test_a_place_of_two_targets_is_shown_once(back: FittedMap) -> None:
    session = Session(
        findings=(HOT, MILD),
        targets=(a_target("nappage", HOT, MILD), a_target("point_by_point", HOT, target_id="t2")),
    )

    areas = [area_of(band) for band in bands_of(draw_palpation(session, back))]

    assert sum(area.area for area in areas) == pytest.approx(shapely.union_all(areas).area, rel=0.002)


def test_findings_of_no_target_and_no_findings_show_nothing(back: FittedMap) -> None:
    assert draw_palpation(Session(findings=(HOT,)), back).marks == ()
    assert draw_palpation(a_session("nappage"), back).marks == ()


def test_the_order_of_findings_changes_no_byte(back: FittedMap) -> None:
    session = a_session("nappage", HOT, MILD, a_zone())
    turned = replace(session, findings=session.findings[::-1])

    svgs = {to_svg(draw_palpation(one, back), find_theme(dark=False)) for one in (session, turned)}

    assert len(svgs) == 1


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_a_layer_of_its_own_of_a_few_kilobytes(back: FittedMap, *, dark: bool) -> None:
    many = [
        a_point(20 * n - 100, 200 + 23 * (n % 7), point_id=f"p{n}", intensity=(3 * n) % 11) for n in range(11)
    ]

    traces = to_plotly(draw_palpation(a_session("nappage", *many), back), find_theme(dark=dark))["traces"]

    assert {layer_of(role) for role in (Role.PALPATION, Role.PALPATION_LEVEL)} == {Layer.PALPATION}
    assert {trace["meta"]["layer"] for trace in traces} == {"Palpation map"}
    assert len(json.dumps(traces).encode()) < 16_000
