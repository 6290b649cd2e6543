"""Tape against drawing."""

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body import Patient, Projection, Sex, fit
from planner.body.projection import IDENTITY
from tests.body.bodies import patients

ONE_SECTION = Projection((0.0, 100.0), (130.0, 130.0), (180.0, 180.0))

# A 3D mesh of both median bodies, levels T3 to S2: least and most tape u less drawn x, and the largest error
# of the section model, at each drawn x. [mm]
MESH = {20.0: (0.0, 0.8, 0.6), 50.0: (0.0, 2.0, 1.9), 80.0: (0.0, 4.0, 3.8), 100.0: (1.0, 9.0, 3.9),
        120.0: (3.0, 26.0, 9.5)}  # fmt: skip


@given(patient=patients(), share=st.floats(-1.6, 1.6), v_mm=st.floats(-150, 900))
@settings(max_examples=60)
def test_a_place_goes_to_the_skin_and_back(patient: Patient, share: float, v_mm: float) -> None:
    projection = fit("back", patient).projection
    x_mm = share * 200.0

    there_and_back = projection.drawn_x(projection.tape_u(x_mm, v_mm), v_mm)

    assert float(there_and_back) == pytest.approx(x_mm, abs=0.1)


@given(x_mm=st.floats(-300, 300), step_mm=st.floats(0.01, 50), v_mm=st.floats(0, 100))
def test_further_out_on_the_drawing_is_further_out_on_the_skin(
    x_mm: float, step_mm: float, v_mm: float
) -> None:
    near, far = ONE_SECTION.tape_u([x_mm, x_mm + step_mm], v_mm)

    assert far > near
    assert far - near >= step_mm - 1e-9


def test_the_centre_is_flat_and_the_contour_lies_at_the_half_arc() -> None:
    radius = (180.0 - 130.0) / (pi / 2 - 1)

    assert float(ONE_SECTION.tape_u(130.0 - radius, 50.0)) == pytest.approx(130.0 - radius)
    assert float(ONE_SECTION.tape_u(130.0, 50.0)) == pytest.approx(180.0)
    assert float(ONE_SECTION.tape_u(-130.0, 50.0)) == pytest.approx(-180.0)
    assert float(ONE_SECTION.tape_u(150.0, 50.0)) == pytest.approx(200.0)


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
@pytest.mark.parametrize("x_mm", MESH)
def test_tape_less_drawn_stays_within_the_model_error_of_the_mesh(sex: Sex, x_mm: float) -> None:
    body = fit("back", Patient(sex))
    levels = {level.name: level.v_mm for level in body.levels}
    v_mm = np.linspace(levels["T3"], levels["S2"], 18)
    least, most, error = MESH[x_mm]

    excess_mm = body.projection.tape_u(np.full(18, x_mm), v_mm) - x_mm

    assert (excess_mm >= max(least - error, -1e-9)).all()
    assert (excess_mm <= most + error).all()
    assert least - 0.6 <= float(excess_mm.mean()) <= most


@pytest.mark.parametrize(("name", "ratio"), [("S2", 1.42), ("T10", 1.36), ("C7", 1.35), ("C2", 1.55)])
def test_half_arc_over_half_breadth_of_the_median_body_follows_the_table(name: str, ratio: float) -> None:
    body = fit("back", Patient(Sex.FEMALE))
    v_mm = next(level.v_mm for level in body.levels if level.name == name)

    breadth = np.interp(v_mm, body.projection.v_knots_mm, body.projection.half_breadth_mm)
    arc = np.interp(v_mm, body.projection.v_knots_mm, body.projection.half_arc_mm)

    assert arc / breadth == pytest.approx(ratio, abs=0.01)


def test_a_quarter_of_the_waist_girth_is_the_half_arc_at_the_waist_of_a_heavy_body() -> None:
    heavy = fit("back", Patient(Sex.FEMALE, 1626.0, 95.0))
    girth_mm = 1014.1 - 0.4717 * 1626 + 9.0758 * 95

    half_arc = np.interp(415 * 1.024, heavy.projection.v_knots_mm, heavy.projection.half_arc_mm)

    assert half_arc == pytest.approx(girth_mm / 4, rel=0.03)


def test_a_landmark_beyond_80_mm_lies_further_out_on_the_skin_than_on_the_drawing() -> None:
    body = fit("back", Patient(Sex.FEMALE))
    crest = next(mark.at for mark in body.landmarks if mark.id == "iliac_crest_end.R")

    on_skin = body.on_skin(crest)

    assert 145.0 < on_skin.u_mm < 175.0
    assert on_skin.v_mm == crest.v_mm
    assert body.on_drawing(on_skin).x_mm == pytest.approx(crest.x_mm, abs=1e-6)


def test_scalars_and_arrays_give_the_same_and_a_map_without_sections_is_flat() -> None:
    many = ONE_SECTION.drawn_x(np.array([10.0, 170.0]), np.array([50.0, 50.0]))

    assert many.tolist() == [float(ONE_SECTION.drawn_x(u, 50.0)) for u in (10.0, 170.0)]
    assert IDENTITY.tape_u([3.0, -4.0], [0.0, 1.0]).tolist() == [3.0, -4.0]
    assert float(IDENTITY.drawn_x(7.0, 2.0)) == 7.0
