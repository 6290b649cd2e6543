import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.field import blurred_field
from planner.geometry.rows import FloatArray
from planner.geometry.shepard import Known, shepard
from tests.at_length import examples

tenths = st.integers(-1000, 1000).map(lambda number: number / 10)
places = st.lists(st.tuples(tenths, tenths), min_size=1, max_size=6, unique=True).map(np.array)
few = examples(40, derandomize=True)
SIGMA_MM = 9.0


@st.composite
def things_known(draw: st.DrawFn) -> Known:
    at = draw(places)
    values = draw(st.lists(st.integers(0, 10), min_size=len(at), max_size=len(at)))
    u_mm, v_mm, value = draw(st.tuples(tenths, tenths, st.integers(0, 10)))
    return Known.of(at, values, [shapely.box(u_mm, v_mm, u_mm + 40, v_mm + 25)], [value])


def at_10_mm(known: Known) -> FloatArray:
    grid = np.stack(np.meshgrid(np.arange(-60, 61, 10.0), np.arange(-60, 61, 10.0)), axis=-1)
    return shepard(grid.reshape(-1, 2), known, inner_mm=SIGMA_MM)


@few
@given(known=things_known())
def test_an_interpolation_has_each_value_at_its_place_and_none_beyond_the_greatest(known: Known) -> None:
    everywhere = at_10_mm(known)

    told = shepard(known.places, known, inner_mm=SIGMA_MM)

    assert told == pytest.approx(known.values, abs=1e-6)
    values = [*known.values, *known.values_of_areas]
    assert min(values) - 1e-9 <= everywhere.min()
    assert everywhere.max() <= max(values) + 1e-9


def test_a_weight_falls_with_the_square_of_the_distance() -> None:
    known = Known.of(np.array([(0.0, 0.0), (30.0, 0.0)]), [9.0, 0.0])

    value = shepard(np.array([(10.0, 0.0)]), known, inner_mm=SIGMA_MM)

    assert value[0] == pytest.approx(9.0 * (1 / 10**2) / (1 / 10**2 + 1 / 20**2))


def test_two_values_at_one_place_meet_halfway() -> None:
    known = Known.of(np.array([(5.0, 5.0), (5.0, 5.0)]), [4.0, 8.0])

    assert shepard(np.array([(5.0, 5.0)]), known, inner_mm=SIGMA_MM)[0] == pytest.approx(6.0)


def test_a_place_inside_an_area_stands_out_and_the_rest_of_the_area_keeps_its_own_value() -> None:
    known = Known.of(np.array([(50.0, 50.0)]), [9.0], [shapely.box(0, 0, 100, 100)], [3.0])

    near, at_inner, far = shepard(
        np.array([(50.0, 51.0), (50.0, 50.0 + SIGMA_MM), (5.0, 5.0)]), known, inner_mm=SIGMA_MM
    )

    assert near > 8.9
    assert at_inner == pytest.approx(6.0)
    assert far < 3.2


@few
@given(known=things_known(), seed=st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_no_bit(known: Known, seed: st.randoms) -> None:
    order = list(range(len(known.values)))
    seed.shuffle(order)

    turned = Known.of(known.places[order], known.values[order], known.areas, known.values_of_areas)

    assert at_10_mm(turned).tobytes() == at_10_mm(known).tobytes()


@few
@given(known=things_known())
def test_a_blur_stays_between_the_least_and_the_greatest_value(known: Known) -> None:
    field = blurred_field(known, (-50, -50, 50, 50), SIGMA_MM, inner_mm=SIGMA_MM)

    values = [*known.values, *known.values_of_areas]
    assert min(values) - 1e-9 <= field.values.min()
    assert field.values.max() <= max(values) + 1e-9


def test_a_blur_is_the_gaussian_mean_of_the_interpolation() -> None:
    known = Known.of(np.array([(0.0, 0.0), (40.0, 10.0), (-30.0, 25.0)]), [9.0, 2.0, 5.0])
    at = np.array([(3.0, 4.0), (-20.0, 11.0)])

    blurred = blurred_field(known, (-50, -50, 50, 50), SIGMA_MM, inner_mm=SIGMA_MM).at(at)

    steps = np.arange(-40, 40.5, 0.5)
    around = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    weights = np.exp(-0.5 * (around**2).sum(axis=1) / SIGMA_MM**2)
    means = [np.average(shepard(around + spot, known, inner_mm=SIGMA_MM), weights=weights) for spot in at]
    assert blurred == pytest.approx(means, abs=0.05)


def test_a_field_is_read_at_its_nodes_and_between_them() -> None:
    known = Known.of(np.array([(0.0, 0.0), (40.0, 10.0)]), [9.0, 2.0])
    field = blurred_field(known, (-20, -10, 30, 40), SIGMA_MM, inner_mm=SIGMA_MM)
    x_mm, y_mm = field.nodes()

    nodes = field.at(np.stack(np.meshgrid(x_mm, y_mm), axis=-1).reshape(-1, 2))
    middle = field.at(np.array([((x_mm[0] + x_mm[1]) / 2, y_mm[0])]))

    assert nodes == pytest.approx(field.values.ravel())
    assert middle[0] == pytest.approx((field.values[0, 0] + field.values[0, 1]) / 2)
    assert x_mm[0] <= -20
    assert x_mm[-1] >= 30
