import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely import MultiLineString, MultiPolygon, Polygon, box

from planner.geometry.passes import PassSegments, direction_with_fewest_passes_deg, parallel_passes
from tests.at_length import examples

from .regions import directions, mirrored, regions, spacings


def passes_through(region, spacing_mm=5.0, direction_deg=0.0, longest_mm=40.0, least_mm=2.0) -> PassSegments:
    return parallel_passes(
        region, spacing_mm, max_stroke_mm=longest_mm, min_stroke_mm=least_mm, direction_deg=direction_deg
    )


def lengths(start, end) -> np.ndarray:
    return np.hypot(*(end - start).T)


def unordered(passes: PassSegments) -> set:
    ends = zip((passes.start + 0.0).tolist(), (passes.end + 0.0).tolist(), strict=True)
    return {frozenset((tuple(np.round(a, 6)), tuple(np.round(b, 6)))) for a, b in ends}


def test_a_zone_of_seventy_by_sixty_gets_twelve_rows():
    passes = passes_through(box(20, 400, 90, 460), longest_mm=100)

    assert passes.start[:, 1].tolist() == [402.5 + 5 * k for k in range(12)]
    assert lengths(passes.start, passes.end) == pytest.approx(np.full(12, 70.0), abs=1e-8)
    assert passes.start[:2, 0] == pytest.approx([20, 90], abs=1e-8)


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(80)
def test_strokes_lie_inside_and_keep_to_their_lengths(region, spacing_mm, direction_deg):
    passes = passes_through(region, spacing_mm, direction_deg)

    strokes = shapely.linestrings(np.stack([passes.start, passes.end], axis=1))
    assert shapely.covers(region.buffer(1e-9), strokes).all()
    assert shapely.contains_xy(region, passes.start).all()
    assert shapely.contains_xy(region, passes.end).all()
    stroke_mm = lengths(passes.start, passes.end)
    assert (stroke_mm <= 40 + 1e-9).all()
    assert (lengths(passes.withheld_start, passes.withheld_end) < 2).all()


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(60)
def test_strokes_and_withheld_rests_make_up_all_of_the_rows(region, spacing_mm, direction_deg):
    spacing_mm *= 1.0137  # off the corners: along a border Shapely counts the row in, we leave it out
    passes = passes_through(region, spacing_mm, direction_deg)

    ours_mm = (
        lengths(passes.start, passes.end).sum() + lengths(passes.withheld_start, passes.withheld_end).sum()
    )
    angle = np.radians(direction_deg)
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    rows = (np.arange(-250, 300) + 0.5)[:, None] * spacing_mm * across
    lines = MultiLineString(list(np.stack([rows - 900 * along, rows + 900 * along], axis=1)))
    assert ours_mm == pytest.approx(region.intersection(lines).length, rel=1e-9, abs=1e-6)


@given(region=regions(), spacing_mm=spacings, direction_deg=directions)
@examples(40)
def test_mirrored_region_gives_the_mirrored_strokes(region, spacing_mm, direction_deg):
    passes = passes_through(region, spacing_mm, direction_deg)

    image = passes_through(mirrored(region), spacing_mm, -direction_deg)

    flip = np.array([-1, 1])
    assert unordered(image) == unordered(
        PassSegments(passes.start * flip, passes.end * flip, passes.withheld_start, passes.withheld_end)
    )


def test_a_row_is_split_at_a_hole_and_into_equal_strokes():
    region = box(0, 0, 100, 5).difference(box(20, 1, 40, 4))

    passes = passes_through(region, longest_mm=40)

    assert passes.start[:, 0] == pytest.approx([0, 40, 70], abs=1e-8)
    assert passes.end[:, 0] == pytest.approx([20, 70, 100], abs=1e-8)


def test_a_row_of_exactly_two_longest_strokes_is_two_strokes():
    assert len(passes_through(box(0, 0, 80, 5), longest_mm=40).start) == 2


def test_every_second_row_is_walked_backwards_as_a_whole():
    region = box(0, 0, 100, 10).difference(box(45, -1, 55, 11))

    passes = passes_through(region, longest_mm=60)

    assert passes.start[:, 0] == pytest.approx([0, 55, 100, 45], abs=1e-8)


def test_rests_too_short_are_withheld_and_returned():
    region = MultiPolygon([box(0, 0, 30, 5), box(40, 0, 41, 5)])

    passes = passes_through(region, least_mm=2)

    assert len(passes.start) == 1
    assert passes.withheld_start[:, 0] == pytest.approx([40], abs=1e-8)
    assert passes.withheld_end[:, 0] == pytest.approx([41], abs=1e-8)


def test_no_stroke_runs_along_a_border():
    passes = passes_through(box(0, 2.5, 30, 12.5), longest_mm=100)

    assert passes.start[:, 1].tolist() == [7.5]


def test_spacing_times_track_tends_to_the_area():
    region = box(3, 2, 64, 51).difference(box(20, 20, 30, 30).buffer(5))

    passes = passes_through(region, spacing_mm=0.02, least_mm=0)

    assert lengths(passes.start, passes.end).sum() * 0.02 == pytest.approx(region.area, rel=1e-4)


@pytest.mark.parametrize("region", [Polygon(), MultiPolygon(), box(0, 0, 30, 2)])
def test_a_region_without_rows_gives_no_strokes(region):
    passes = passes_through(region)

    assert passes.start.shape == passes.end.shape == passes.withheld_start.shape == (0, 2)


@given(region=regions())
@examples(6)
def test_direction_found_takes_no_more_strokes_than_any_other(region):
    found = direction_with_fewest_passes_deg(region, 5, max_stroke_mm=40, min_stroke_mm=2)

    fewest = len(passes_through(region, direction_deg=found).start)
    assert all(fewest <= len(passes_through(region, direction_deg=d).start) for d in range(-85, 91, 5))


def test_direction_runs_along_a_narrow_strip_and_mirrors_with_it():
    strip = shapely.affinity.rotate(box(-60, 200, 60, 212), 40, origin=(0, 200))

    found = direction_with_fewest_passes_deg(strip, 5, max_stroke_mm=60, min_stroke_mm=2)
    image = direction_with_fewest_passes_deg(mirrored(strip), 5, max_stroke_mm=60, min_stroke_mm=2)

    assert found == pytest.approx(40, abs=15)
    assert image == -found


def test_equal_directions_go_to_rows_across():
    square = box(0, 0, 50, 50)

    assert direction_with_fewest_passes_deg(square, 5, max_stroke_mm=60, min_stroke_mm=2) == 0
