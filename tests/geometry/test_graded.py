from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from planner.geometry import relax
from planner.geometry.field import blurred_field
from planner.geometry.graded import Gradient, graded_places
from planner.geometry.lattice import staggered_lattice
from planner.geometry.order import crossings, hand_order
from planner.geometry.rows import FloatArray
from planner.geometry.shepard import Known
from planner.geometry.spacing import NEARER, nearest_distances
from planner.geometry.wanted import Wanted, count_over, scaled_to, wanted_over
from tests.at_length import examples

few = examples(25, derandomize=True)
tenths = st.integers(0, 1000).map(lambda number: number / 10)
SIGMA_MM = 9.4
BAND = shapely.box(0, 300, 160, 380).difference(shapely.box(70, 330, 90, 360))
KNOWN = Known.of(np.array([(20.0, 340.0), (120.0, 350.0), (60.0, 310.0)]), [9.0, 2.0, 5.0])
GRADIENT = Gradient(KNOWN, 5.0, 12.0, SIGMA_MM, 1.0)


@st.composite
def zones(draw: st.DrawFn) -> BaseGeometry:
    discs = [  # right of the midline, so that none is its own mirror image
        shapely.Point(1 + draw(tenths), 300 + draw(tenths)).buffer(draw(st.integers(10, 35)))
        for _ in range(3)
    ]
    hole = shapely.Point(draw(tenths), 300 + draw(tenths)).buffer(draw(st.integers(1, 12)))
    zone = shapely.union_all(discs).difference(hole)
    assume(zone.area > 300)
    return zone


@st.composite
def gradients(draw: st.DrawFn) -> Gradient:
    at = np.array(draw(st.lists(st.tuples(tenths, tenths), min_size=1, max_size=5, unique=True)))
    values = draw(st.lists(st.integers(0, 10), min_size=len(at), max_size=len(at)))
    least_mm = draw(st.integers(40, 80)) / 10
    most_mm = least_mm + draw(st.integers(0, 120)) / 10
    return Gradient(Known.of(at + np.array([0, 300]), values), least_mm, most_mm, SIGMA_MM, 1.0)


def wanted_of(zone: BaseGeometry, gradient: Gradient = GRADIENT) -> Wanted:
    field = blurred_field(gradient.known, zone.bounds, SIGMA_MM, inner_mm=SIGMA_MM)
    return wanted_over(zone, field, gradient.least_mm, gradient.most_mm, least_span=gradient.least_span)


def mirrored(gradient: Gradient) -> Gradient:
    known = gradient.known
    return replace(gradient, known=Known.of(known.places * (-1, 1), known.values))


def keeps_distance(points: FloatArray, least_mm: float) -> bool:
    return bool(nearest_distances(points).min(initial=np.inf) >= least_mm * NEARER)


@few
@given(zone=zones(), gradient=gradients())
def test_graded_places_are_strictly_inside_and_keep_the_least_distance(
    zone: BaseGeometry, gradient: Gradient
) -> None:
    points = graded_places(zone, gradient).points

    assert len(points) >= 1
    assert shapely.contains_xy(zone, points[:, 0], points[:, 1]).all()
    assert keeps_distance(points, gradient.least_mm)


@few
@given(zone=zones(), gradient=gradients(), wider=st.integers(0, 100))
def test_a_count_that_is_held_is_kept_exactly(zone: BaseGeometry, gradient: Gradient, wider: int) -> None:
    even = staggered_lattice(zone, gradient.least_mm * (1 + wider / 100))

    graded = graded_places(zone, gradient, even=even)

    assert len(graded.points) == len(even)
    assert shapely.contains_xy(zone, graded.points[:, 0], graded.points[:, 1]).all()
    assert keeps_distance(graded.points, gradient.least_mm)
    assert graded.bend or graded.points.tobytes() == even.tobytes()


@few
@given(zone=zones(), gradient=gradients())
def test_same_input_same_bytes_and_a_mirrored_input_gives_the_mirrored_places(
    zone: BaseGeometry, gradient: Gradient
) -> None:
    mirrored_zone = shapely.transform(zone, lambda corners: corners * (-1, 1))

    points, again = (graded_places(zone, gradient).points for _ in range(2))
    mirror = graded_places(mirrored_zone, mirrored(gradient)).points

    assert again.tobytes() == points.tobytes()
    assert mirror * (-1, 1) == pytest.approx(points, abs=1e-9)


@few
@given(zone=zones(), gradient=gradients(), values=st.tuples(st.floats(0, 10), st.floats(0, 10)))
def test_a_higher_value_never_asks_for_a_larger_spacing(
    zone: BaseGeometry, gradient: Gradient, values: tuple[float, float]
) -> None:
    wanted = wanted_of(zone, gradient)

    lower, higher = wanted.of_values(np.array(sorted(values)))

    assert gradient.least_mm <= higher <= lower <= gradient.most_mm + 1e-9


def test_fixed_places_stay_are_not_returned_and_are_kept_clear_of() -> None:
    fixed = np.array([(20.0, 340.0), (120.0, 350.0)])

    points = graded_places(BAND, GRADIENT, fixed=fixed).points

    together = np.vstack([fixed, points])
    assert keeps_distance(together, GRADIENT.least_mm)
    assert not (np.abs(points[:, None] - fixed).max(axis=2) < 1e-6).any()


def test_fixed_places_count_in_a_count_that_is_held() -> None:
    fixed = np.array([(20.0, 340.0), (120.0, 350.0)])
    even = staggered_lattice(BAND, 9.0)

    graded = graded_places(BAND, GRADIENT, even=even, fixed=fixed)

    assert len(graded.points) == len(even)
    assert graded.bend == 1.0


def test_nearest_neighbours_stand_as_far_apart_as_wanted() -> None:
    points = graded_places(BAND, GRADIENT).points

    as_wanted = nearest_distances(points) / wanted_of(BAND).at(points)

    low, middle, high = np.percentile(as_wanted, [5, 50, 95])
    assert low > 0.9
    assert middle == pytest.approx(1.0, abs=0.05)
    assert high < 1.12


def test_it_is_denser_where_the_field_is_higher() -> None:
    points = graded_places(BAND, GRADIENT).points

    within_25_mm = [(np.hypot(*(points - spot).T) < 25).sum() for spot in ((20, 340), (120, 350))]

    assert within_25_mm[0] > 2 * within_25_mm[1]


def test_values_all_alike_ask_for_one_spacing_between_the_two() -> None:
    alike = replace(GRADIENT, known=Known.of(KNOWN.places, [6.0, 6.0, 6.0]))

    graded = graded_places(BAND, alike)

    assert (graded.finest_mm, graded.widest_mm) == pytest.approx((8.5, 8.5))


def test_values_hardly_apart_use_as_small_a_part_of_the_range() -> None:
    hardly = Known.of(KNOWN.places, [6.25, 6.0, 6.0])

    spacing = wanted_of(BAND, replace(GRADIENT, known=hardly)).at(KNOWN.places)

    assert np.ptp(spacing) < 0.25 * (GRADIENT.most_mm - GRADIENT.least_mm)


@pytest.mark.parametrize("count", [60, 120, 200])
def test_spacings_are_scaled_to_a_count(count: int) -> None:
    scaled = scaled_to(BAND, wanted_of(BAND), count)

    assert scaled is not None
    assert count_over(BAND, scaled) == pytest.approx(count, abs=0.01)


def test_more_than_fit_at_the_least_spacing_leave_the_even_places() -> None:
    even = staggered_lattice(BAND, GRADIENT.least_mm)

    graded = graded_places(BAND, GRADIENT, even=even)

    assert scaled_to(BAND, wanted_of(BAND), len(even)) is None
    assert graded.points.tobytes() == even.tobytes()
    assert graded.bend == 0.0


def test_a_count_that_finds_no_room_in_time_is_graded_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relax, "_PUSHES", 60)
    zone = shapely.box(-100, 290, 110, 420).buffer(8)
    at = np.array([(15, 370), (-40, 330), (60, 400), (80, 320), (-70, 390)])
    gradient = Gradient(Known.of(at, [9, 5, 7, 3, 2]), 7.0, 14.0, SIGMA_MM, 1.0)
    even = staggered_lattice(zone, 8.3)

    graded = graded_places(zone, gradient, even=even)

    assert graded.bend == 0.5
    assert len(graded.points) == len(even)
    assert keeps_distance(graded.points, 7.0)


def test_a_zone_with_room_for_one_gets_one() -> None:
    points = graded_places(shapely.Point(50, 340).buffer(1.5), GRADIENT).points

    assert len(points) == 1


def test_nothing_held_is_nothing_placed() -> None:
    assert len(graded_places(BAND, GRADIENT, even=np.empty((0, 2))).points) == 0


def test_a_quick_order_of_graded_places_is_hardly_longer_and_without_crossings() -> None:
    points = graded_places(BAND, replace(GRADIENT, least_mm=4.0, most_mm=8.0)).points

    quick, full = (points[hand_order(points, is_quick=is_quick)] for is_quick in (True, False))

    assert len(points) > 200
    assert len(crossings(quick)) == 0
    assert length_mm(quick) < 1.12 * length_mm(full)


def length_mm(path: FloatArray) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())
