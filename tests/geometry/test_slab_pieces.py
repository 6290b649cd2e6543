import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.circles import edges_counterclockwise
from planner.geometry.slab_pieces import Boxes, SlabPieces, expanded
from tests.at_length import examples

from .regions import regions


def laid_in_slabs(zone, seed):
    """Return borders above, below and through a zone, on round numbers too, and boxes that meet it or not."""
    rng = np.random.default_rng(seed)
    x_min, y_min, x_max, y_max = zone.bounds
    within = np.concatenate([rng.uniform(y_min, y_max, 8), np.round(rng.uniform(y_min, y_max, 4))])
    borders_mm = np.unique([y_min - 1, *within, y_max + 1])
    slab = rng.integers(0, len(borders_mm) - 1, 40)
    ends_mm = np.sort(rng.uniform(x_min - 5, x_max + 5, (40, 2)), axis=1)
    return borders_mm, Boxes(slab, ends_mm[:, 0], ends_mm[:, 1])


@given(zone=regions(), seed=st.integers(0, 9999))
@examples(25)
def test_a_box_holds_what_an_overlay_says(zone, seed):
    borders_mm, boxes = laid_in_slabs(zone, seed)

    areas_mm2 = SlabPieces.of(edges_counterclockwise(zone), borders_mm).areas(boxes)

    low_mm, high_mm = borders_mm[boxes.slab], borders_mm[boxes.slab + 1]
    overlay = shapely.intersection(shapely.box(boxes.begin_mm, low_mm, boxes.stop_mm, high_mm), zone)
    assert areas_mm2 == pytest.approx(shapely.area(overlay), abs=1e-8)


@given(zone=regions(), seed=st.integers(0, 9999))
@examples(10)
def test_pieces_of_all_slabs_make_up_the_border_and_none_leaves_its_slab(zone, seed):
    borders_mm, _ = laid_in_slabs(zone, seed)

    pieces = SlabPieces.of(edges_counterclockwise(zone), borders_mm)

    step_mm = pieces.to_mm - pieces.from_mm
    assert np.hypot(step_mm[:, 0], step_mm[:, 1]).sum() == pytest.approx(zone.length)
    assert (pieces.from_mm[:, 1] >= borders_mm[pieces.slab]).all()
    assert (pieces.to_mm[:, 1] <= borders_mm[pieces.slab + 1]).all()
    assert (np.diff(pieces.slab) >= 0).all()


def test_ranges_are_counted_out_with_their_owners():
    owner, number = expanded(np.array([3, 7, 0]), np.array([5, 7, 1]))

    assert owner.tolist() == [0, 0, 2]
    assert number.tolist() == [3, 4, 0]
