import numpy as np
import pytest
import shapely
from shapely import LineString, Polygon, box

from planner.geometry.curved_rows import curved_rows
from planner.geometry.discs import largest_gap
from planner.geometry.ground import Ground
from planner.geometry.repair import repaired


def bent_strip(width_mm: float) -> Polygon:
    v_mm = np.linspace(0, 267, 60)
    return LineString(np.column_stack((12 * np.sin(v_mm / 42), v_mm))).buffer(width_mm / 2)


def fewest_repaired(zone: Polygon, radius_mm: float) -> int:
    ground = Ground.of(zone.buffer(radius_mm), 0)
    counts = []
    for places in curved_rows(zone, radius_mm):
        cover = repaired(places, np.ones(len(places), dtype=bool), zone, radius_mm, ground=ground)
        if cover is not None:
            assert largest_gap(cover, zone)[0] <= radius_mm * (1 + 1e-9)
            counts.append(len(cover))
    return min(counts)


def test_a_straight_strip_of_one_and_a_half_diameters_takes_two_rows_as_far_apart_as_its_width_allows():
    # c = (30 - 10) / 3, a = 2 sqrt(100 - c2) = 14.9 mm: 40 on two rows of 300 mm, and a few for the ends
    assert fewest_repaired(box(0, 0, 300, 30), 10.0) in (41, 42, 43)


def test_rows_follow_a_bent_strip():
    assert fewest_repaired(bent_strip(30), 7.5) <= 74  # a covering lattice takes 88


@pytest.mark.parametrize("direction_deg", [0, 37, 90, 145])
def test_rows_turn_with_the_strip(direction_deg):
    strip = shapely.affinity.rotate(box(0, 0, 100, 16), direction_deg, origin=(0, 0))

    ways = curved_rows(strip, 7.0)

    assert {len(places) for places in ways} == {
        len(places) for places in curved_rows(box(0, 0, 100, 16), 7.0)
    }
    for places in ways:
        assert (shapely.distance(strip, shapely.points(places)) <= 7.0).all()


def test_what_is_too_small_to_have_a_middle_line_has_no_rows():
    assert curved_rows(box(0, 0, 0.5, 0.5), 10.0) == ()
    assert curved_rows(Polygon(), 10.0) == ()
