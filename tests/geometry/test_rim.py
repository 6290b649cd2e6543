import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely import MultiPolygon, Point, box

from planner.geometry.insertion import put_in
from planner.geometry.passes import PassSegments, parallel_passes
from tests.at_length import examples

from .regions import as_set, directions, regions
from .strip_zones import a_case

SPACING_MM = 10.0


def passes_of(region, direction_deg=0.0, *, along_rim=True, longest_mm=100.0) -> PassSegments:
    return parallel_passes(
        region,
        SPACING_MM,
        max_stroke_mm=longest_mm,
        min_stroke_mm=2,
        direction_deg=direction_deg,
        along_rim=along_rim,
    )


def lines_of(passes: PassSegments) -> np.ndarray:
    return shapely.linestrings(np.stack([passes.start, passes.end], axis=1))


def served(region, passes: PassSegments) -> float:
    discs = shapely.union_all(shapely.buffer(lines_of(passes), SPACING_MM / 2, quad_segs=32))
    return discs.intersection(region).area / region.area


@given(region=regions(), direction_deg=directions)
@examples(60)
def test_rim_passes_lie_inside_serve_more_and_move_no_row(region, direction_deg):
    rows = passes_of(region, direction_deg, along_rim=False)

    both = passes_of(region, direction_deg)

    strokes = lines_of(both)
    assert shapely.covers(region.buffer(1e-9), strokes).all()
    assert (shapely.length(strokes) >= 2 - 1e-6).all()
    assert as_set(np.hstack([rows.start, rows.end])) <= as_set(np.hstack([both.start, both.end]))
    assert served(region, both) >= served(region, rows) - 1e-12


@given(region=regions(), direction_deg=directions)
@examples(40)
def test_rim_passes_stand_half_way_between_the_rows_of_the_map(region, direction_deg):
    rows = passes_of(region, direction_deg, along_rim=False)
    angle = np.radians(direction_deg)

    both = passes_of(region, direction_deg)

    of_rows = as_set(np.hstack([rows.start, rows.end]))
    starts = [start for start, end in zip(both.start, both.end, strict=True) if (*start, *end) not in of_rows]
    across_mm = np.array(starts).reshape(-1, 2) @ [-np.sin(angle), np.cos(angle)]
    assert np.allclose(across_mm / SPACING_MM, np.rint(across_mm / SPACING_MM), atol=1e-6)


def test_a_slab_beyond_the_last_row_is_served():
    region = box(0, 0, 60, 33)  # rows at 5, 15 and 25 reach down to 30 mm

    rows, both = passes_of(region, along_rim=False), passes_of(region)

    assert rows.start[:, 1].tolist() == [5, 15, 25]
    assert both.start[:, 1].tolist() == [5, 15, 25, 30]
    assert served(region, both) > 0.995 > served(region, rows)


def test_what_rows_serve_gets_no_rim_pass():
    assert len(passes_of(box(0, 0, 60, 40)).start) == 4


def test_a_part_too_small_for_a_row_is_served_where_a_pass_fits():
    region = MultiPolygon([box(0, 0, 60, 40), box(80, 7, 100, 14)])

    both = passes_of(region)

    assert served(region, both) > 0.99


def test_rim_passes_are_split_at_the_longest_stroke():
    passes = passes_of(box(0, 0, 60, 33), longest_mm=30)

    assert shapely.length(lines_of(passes)).max() <= 30 + 1e-9


def test_a_disc_is_served_all_but_a_two_hundredth():
    disc = Point(3, 4).buffer(60, quad_segs=64)

    rows, both = passes_of(disc, along_rim=False), passes_of(disc)

    assert served(disc, rows) < 0.99
    assert served(disc, both) > 0.995


def test_a_stroke_is_put_in_where_the_way_grows_least_and_from_its_nearer_end():
    start, end = np.array([[0.0, 0], [50, 20]]), np.array([[50.0, 0], [0, 20]])

    starts, ends = put_in(start, end, np.array([[40.0, 10]]), np.array([[60.0, 10]]))

    assert starts.tolist() == [[0, 0], [40, 10], [50, 20]]
    assert ends.tolist() == [[50, 0], [60, 10], [0, 20]]


@pytest.mark.parametrize("count", [0, 1])
def test_strokes_put_into_no_walk_are_the_walk(count):
    nothing, one = np.empty((0, 2)), np.array([[1.0, 2]])[:count]

    starts, ends = put_in(nothing, nothing, one, one + 5)

    assert starts.tolist() == one.tolist()
    assert ends.shape == (count, 2)


def test_a_sliver_narrower_than_an_eighth_of_a_spacing_beyond_the_last_row_is_served():
    region = box(0, 0, 60, 31)  # rows at 5, 15 and 25 reach down to 30 mm

    assert served(region, passes_of(region)) > 0.985 > served(region, passes_of(region, along_rim=False))


def test_rim_passes_are_cut_to_a_tenth_more_track_than_area_by_spacing_if_that_serves_enough():
    region = box(0, 0, 200, 62)

    both = passes_of(region, longest_mm=300)

    assert shapely.length(lines_of(both)).sum() == pytest.approx(1.1 * region.area / SPACING_MM)
    assert served(region, both) > 0.985
    assert both.start[:, 0].min() + both.end[:, 0].max() == pytest.approx(200), "cut at both ends alike"


@pytest.mark.parametrize(("seed", "direction_deg"), [(0, 0), (1, 50), (2, 90), (3, 130), (4, 20), (5, 160)])
def test_zones_with_a_strip_kept_out_are_served_by_hardly_more_track_than_they_must_be(seed, direction_deg):
    outline, strip = a_case(seed)
    zone = outline.difference(strip)

    both = passes_of(zone, direction_deg)

    strokes = lines_of(both)
    assert served(zone, both) >= 0.985
    assert shapely.length(strokes).sum() <= 1.1 * zone.area / SPACING_MM * (1 + 1e-9)
    assert shapely.length(shapely.intersection(strokes, strip)).sum() == 0


def test_the_rim_pass_that_serves_least_by_the_millimetre_is_left_out_first():
    wide, narrow = box(0, 0, 100, 64), box(200, 0, 300, 61)

    both = passes_of(MultiPolygon([wide, narrow]))

    rim = both.start[:, 1] == 60
    length_mm = shapely.length(lines_of(both))
    in_wide = both.start[:, 0] < 150
    assert length_mm[rim & in_wide].tolist() == pytest.approx([100 - 2 * 3.903], abs=0.01), (
        "as long as by itself"
    )
    assert length_mm[rim & ~in_wide].sum() < 84, "90 mm by itself"
    assert length_mm.sum() == pytest.approx(1.1 * (wide.area + narrow.area) / SPACING_MM)
