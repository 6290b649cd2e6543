import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, box

from planner.geometry.passes import parallel_passes
from planner.geometry.strokes import GAP_TOLERANCE_MM, served_by_strokes
from tests.at_length import examples

from .regions import directions, mirrored, regions, spacings

SQUARE = box(0, 0, 100, 100)
NONE = np.empty((0, 2))


def served(start: list[list[float]], end: list[list[float]], half_width_mm: float, zone=SQUARE):
    return served_by_strokes(np.array(start, dtype=float), np.array(end, dtype=float), half_width_mm, zone)


def distances_to(start: np.ndarray, end: np.ndarray, places: np.ndarray) -> np.ndarray:
    strokes = shapely.linestrings(np.stack([start, end], axis=1))
    return shapely.distance(shapely.points(places)[:, None], strokes).min(axis=1)


def test_bands_half_a_line_spacing_wide_fill_their_zone():
    passes = parallel_passes(SQUARE, 5, max_stroke_mm=40, min_stroke_mm=1)

    areas = served_by_strokes(passes.start, passes.end, 2.5, SQUARE).areas

    assert (areas.inside_mm2, areas.outside_mm2) == pytest.approx((10_000, 0), abs=1e-3)
    assert areas.summed_mm2 == pytest.approx(10_000, abs=1e-3)


def test_a_band_that_leaves_the_zone_is_told_apart():
    areas = served([[-10, 50]], [[30, 50]], 2).areas

    assert (areas.inside_mm2, areas.outside_mm2, areas.summed_mm2) == pytest.approx((120, 40, 120))


def test_where_bands_overlap_is_served_twice_and_counted_once():
    areas = served([[0, 50], [40, 54]], [[60, 50], [100, 54]], 5).areas

    assert areas.inside_mm2 == pytest.approx(1200 - 20 * 6)
    assert areas.summed_mm2 == pytest.approx(1200)


def test_strokes_that_cross_are_a_mistake():
    with pytest.raises(ValueError, match="parallel"):
        served([[0, 50], [50, 0]], [[100, 50], [50, 100]], 5)


@pytest.mark.parametrize(("start", "end"), [(NONE, NONE), (np.array([[5.0, 5]]), np.array([[5.0, 5]]))])
def test_no_strokes_and_strokes_without_length_serve_nothing(start, end):
    found = served_by_strokes(start, end, 2, SQUARE)

    assert (found.areas.inside_mm2, found.areas.outside_mm2, found.areas.summed_mm2) == (0, 0, 0)
    assert found.gap_mm == math.inf


def test_an_empty_zone_has_no_gap():
    found = served_by_strokes(np.zeros((1, 2)), np.ones((1, 2)), 2, MultiPolygon())

    assert found.gap_mm == 0
    assert np.isnan(found.gap_at).all()


def test_one_stroke_leaves_the_farthest_corner():
    found = served([[20, 40]], [[90, 40]], 5)

    assert found.gap_mm == pytest.approx(math.hypot(20, 60))
    assert found.gap_at == pytest.approx([0, 100])


def test_a_gap_between_the_ends_of_four_strokes_is_found_inside_the_zone():
    found = served([[0, 40], [70, 40], [0, 60], [70, 60]], [[30, 40], [100, 40], [30, 60], [100, 60]], 10)

    inner = served_by_strokes(
        np.array([[0.0, 40], [70, 40], [0, 60], [70, 60]]),
        np.array([[30.0, 40], [100, 40], [30, 60], [100, 60]]),
        10,
        box(0, 35, 100, 65),
    )

    assert found.gap_mm == pytest.approx(math.hypot(20, 40))
    assert inner.gap_mm == pytest.approx(math.hypot(20, 10), abs=GAP_TOLERANCE_MM)
    assert inner.gap_at == pytest.approx([50, 50], abs=1e-3)


def test_where_a_row_is_missing_the_gap_is_a_whole_line_spacing():
    rows = [v for v in range(5, 100, 10) if v != 45]

    found = served([[0, v] for v in rows], [[100, v] for v in rows], 5)

    assert found.gap_mm == pytest.approx(10, abs=GAP_TOLERANCE_MM)
    assert found.gap_at[1] == pytest.approx(45)


@given(zone=regions(), spacing_mm=spacings, direction_deg=directions, seed=st.integers(0, 9999))
@examples(40)
def test_no_place_is_farther_than_the_gap_and_the_gap_is_a_place_of_the_zone(
    zone, spacing_mm, direction_deg, seed
):
    passes = parallel_passes(zone, spacing_mm, max_stroke_mm=30, min_stroke_mm=2, direction_deg=direction_deg)
    if len(passes.start) == 0:
        return
    x_min, y_min, x_max, y_max = zone.bounds
    places = np.random.default_rng(seed).uniform((x_min, y_min), (x_max, y_max), (2000, 2))
    places = places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]

    found = served_by_strokes(passes.start, passes.end, spacing_mm / 2, zone)

    farthest_mm = distances_to(passes.start, passes.end, places).max(initial=0)
    assert farthest_mm <= found.gap_mm + GAP_TOLERANCE_MM
    assert zone.distance(shapely.Point(found.gap_at)) < 1e-9
    assert distances_to(passes.start, passes.end, found.gap_at[None])[0] == pytest.approx(
        found.gap_mm, abs=1e-9
    )


@given(zone=regions(), spacing_mm=spacings, seed=st.integers(0, 99))
@examples(20)
def test_neither_order_nor_side_of_the_strokes_changes_what_they_serve(zone, spacing_mm, seed):
    passes = parallel_passes(zone, spacing_mm, max_stroke_mm=30, min_stroke_mm=2)
    walk = np.random.default_rng(seed).permutation(len(passes.start))
    start, end = passes.start[walk] * (-1, 1), passes.end[walk] * (-1, 1)

    one = served_by_strokes(passes.start, passes.end, spacing_mm / 2, zone)
    other = served_by_strokes(start, end, spacing_mm / 2, mirrored(zone))

    assert one.areas.inside_mm2 == pytest.approx(other.areas.inside_mm2, abs=1e-7)
    assert one.areas.outside_mm2 == pytest.approx(other.areas.outside_mm2, abs=1e-7)
    assert one.areas.summed_mm2 == pytest.approx(other.areas.summed_mm2, abs=1e-7)
    if len(walk):
        assert one.gap_mm == pytest.approx(other.gap_mm, abs=2 * GAP_TOLERANCE_MM)


@given(zone=regions(), spacing_mm=spacings, direction_deg=st.floats(-90, 90), rim=st.booleans())
@examples(60)
def test_bands_cover_what_fine_sampling_says_in_whatever_direction(zone, spacing_mm, direction_deg, rim):
    """An overlay of the bands themselves lost some of them, and with them a tenth of a zone."""
    passes = parallel_passes(
        zone, spacing_mm, max_stroke_mm=30, min_stroke_mm=2, direction_deg=direction_deg, along_rim=rim
    )
    x_min, y_min, x_max, y_max = zone.bounds
    x, y = np.meshgrid(np.linspace(x_min - 9, x_max + 9, 150), np.linspace(y_min - 9, y_max + 9, 150))
    cell_mm2 = (x[0, 1] - x[0, 0]) * (y[1, 0] - y[0, 0])
    places = np.column_stack((x.ravel(), y.ravel()))
    angle = math.radians(direction_deg)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    along, across = (places @ turn).T
    covered = np.zeros(len(places), dtype=bool)
    for start, end in zip(passes.start @ turn, passes.end @ turn, strict=True):
        covered |= (np.abs(across - start[1]) <= spacing_mm / 2) & (
            (along >= min(start[0], end[0])) & (along <= max(start[0], end[0]))
        )
    inside = shapely.contains_xy(zone, places[:, 0], places[:, 1])

    areas = served_by_strokes(passes.start, passes.end, spacing_mm / 2, zone).areas

    # half a cell along every border of the zone and of the bands is what sampling cannot tell
    unsure_mm2 = math.sqrt(cell_mm2) * (zone.length + 2 * np.hypot(*(passes.end - passes.start).T).sum()) / 2
    assert areas.inside_mm2 == pytest.approx((covered & inside).sum() * cell_mm2, abs=unsure_mm2)
    assert areas.outside_mm2 == pytest.approx((covered & ~inside).sum() * cell_mm2, abs=unsure_mm2)
    assert areas.inside_mm2 <= zone.area
    assert areas.summed_mm2 >= areas.inside_mm2 - 1e-6


NEARLY_TOUCHING = {
    "corner on a side": [
        (-66.96688825616361, 199.09768386700753), (-65.927051, 199.85317), (-64.072949, 199.85317),
        (-62.572949, 198.763356), (-62, 197), (-62.572949, 195.236644), (-64.072949, 194.14683),
        (-65.85317, 194.14683), (-65, 195), (-68, 201.25),
    ],
    "two sides, one border": [
        (-72.281153, 191.709933), (-70.2364719440155, 194.2364719440155), (-68, 192), (-65, 195),
        (-67.54658986233464, 198.39545314977954), (-67.427051, 198.763356), (-65.927051, 199.85317),
        (-64.072949, 199.85317), (-62.572949, 198.763356), (-62, 197), (-62.572949, 195.236644),
        (-64.072949, 194.14683), (-64.14683, 194.14683), (-64, 194), (-67, 191),
        (-68.97709186378101, 192.977091863781),
    ],
}  # fmt: skip


@pytest.mark.parametrize("outline", NEARLY_TOUCHING.values(), ids=NEARLY_TOUCHING)
def test_a_border_that_all_but_touches_itself_may_be_turned_with_its_rows(outline):
    zone = shapely.MultiPolygon([shapely.Polygon(outline)])
    passes = parallel_passes(zone, 2.0, max_stroke_mm=30, min_stroke_mm=2, direction_deg=30)

    found = served_by_strokes(passes.start, passes.end, 1.0, zone)

    assert zone.distance(shapely.Point(found.gap_at)) < 1e-9
    assert 0 < found.areas.inside_mm2 < zone.area
