import pytest

from planner.techniques.needle import deepest_mm, inserted_mm

# The published arithmetic: what a fully inserted needle reaches, mm
TABLE = {
    4: {15: 1.04, 30: 2.00, 45: 2.83, 60: 3.46, 90: 4.00},
    6: {15: 1.55, 30: 3.00, 45: 4.24, 60: 5.20, 90: 6.00},
    13: {15: 3.36, 30: 6.50, 45: 9.19, 60: 11.26, 90: 13.00},
}


@pytest.mark.parametrize(
    ("length_mm", "angle_deg", "depth_mm"),
    [(length, angle, depth) for length, row in TABLE.items() for angle, depth in row.items()],
)
def test_depth_is_inserted_length_times_the_sine_of_the_angle(
    length_mm: float, angle_deg: float, depth_mm: float
) -> None:
    assert deepest_mm(length_mm, angle_deg) == pytest.approx(depth_mm, abs=0.005)
    assert inserted_mm(deepest_mm(length_mm, angle_deg), angle_deg) == pytest.approx(length_mm)


@pytest.mark.parametrize(("angle_deg", "skin_mm"), [(28, 1.91), (39, 2.54)])
def test_a_full_four_millimetre_needle_stays_in_the_skin_only_when_flat(
    angle_deg: int, skin_mm: float
) -> None:
    assert deepest_mm(4.0, angle_deg) < skin_mm < deepest_mm(4.0, angle_deg + 1)
