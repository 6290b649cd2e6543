"""What holds for every body over the stated ranges."""

from functools import cache

import numpy as np
import pytest
import shapely
from shapely import Polygon, affinity

from planner.body import FittedMap, Patient, fit
from tests.body.bodies import spread_bodies


@cache
def fitted(patient: Patient) -> FittedMap:
    return fit("back", patient)


every_body = pytest.mark.parametrize(
    "patient", spread_bodies(), ids=lambda one: f"{one.sex}-{one.stature_mm:.0f}-{one.weight_kg:.0f}"
)


@every_body
def test_outline_and_regions_are_valid_on_the_drawing_and_on_the_skin(patient: Patient) -> None:
    body = fitted(patient)

    areas = [body.outline, body.drawn_outline]
    areas += [region.area for region in (*body.regions, *body.drawn_regions)]

    assert all(isinstance(area, Polygon) and area.is_valid and area.area > 0 for area in areas)


@every_body
def test_regions_do_not_overlap_and_cover_the_body(patient: Patient) -> None:
    body = fitted(patient)

    for outline, regions in ((body.outline, body.regions), (body.drawn_outline, body.drawn_regions)):
        areas = [region.area for region in regions]
        union = shapely.union_all(areas)
        overlap = sum(area.area for area in areas) - union.area
        assert overlap < 1.0
        assert union.intersection(outline).area >= 0.979 * outline.area


@every_body
def test_patients_left_mirrors_the_right(patient: Patient) -> None:
    body = fitted(patient)

    mirrored = affinity.scale(body.outline, xfact=-1, origin=(0, 0))

    assert mirrored.symmetric_difference(body.outline).area < 0.01
    areas = {region.id: region.area for region in body.regions}
    for name in (name for name in areas if name.endswith(".L")):
        other = affinity.scale(areas[name.removesuffix("L") + "R"], xfact=-1, origin=(0, 0))
        assert np.allclose(np.sort(other.bounds), np.sort(areas[name].bounds), atol=1e-3)
        assert other.area == pytest.approx(areas[name].area, abs=0.01)


@every_body
def test_arms_do_not_touch_the_trunk(patient: Patient) -> None:
    body = fitted(patient)
    regions = {region.id: region.area for region in body.drawn_regions}
    axilla = next(mark.at for mark in body.landmarks if mark.id == "axilla.R")

    below_axilla = shapely.box(0, axilla.v_mm + 12, 1000, axilla.v_mm + 1000)
    arm = regions["shoulder_arm.R"].intersection(below_axilla)
    trunk = regions["infrascapular.R"].union(regions["scapular.R"]).intersection(below_axilla)

    assert arm.distance(trunk) > 2.0


@every_body
def test_levels_keep_their_order_and_the_psis_line_lies_at_the_c7_psis_length(patient: Patient) -> None:
    body = fitted(patient)

    levels = {level.name: level.v_mm for level in body.levels}

    assert (np.diff(list(levels.values())) > 5).all()
    assert levels["C7"] == pytest.approx(0, abs=0.01)
    assert levels["S2"] == pytest.approx(body.c7_psis_mm, abs=0.05)
    assert levels["L4"] == pytest.approx(0.861 * body.c7_psis_mm, abs=0.05)


@every_body
def test_the_whole_outline_goes_to_the_skin_and_back_within_a_tenth_of_a_millimetre(patient: Patient) -> None:
    body = fitted(patient)
    x_mm, v_mm = shapely.get_coordinates(shapely.segmentize(body.drawn_outline, 2.0)).T

    u_mm = body.projection.tape_u(x_mm, v_mm)

    assert np.abs(body.projection.drawn_x(u_mm, v_mm) - x_mm).max() < 0.1
    assert (np.diff(body.projection.v_knots_mm) > 0).all()


@every_body
def test_landmarks_stay_inside_the_body(patient: Patient) -> None:
    body = fitted(patient)

    for mark in body.landmarks:
        point = shapely.Point(mark.at.x_mm, mark.at.v_mm)
        assert body.drawn_outline.buffer(0.5).contains(point), mark.id
