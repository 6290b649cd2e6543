import math

import numpy as np
import pytest
from shapely import box

from planner.geometry.circles import (
    covered_shares,
    cut_circles,
    cut_edges,
    edge_areas,
    edges_counterclockwise,
)

SQUARE = edges_counterclockwise(box(0, 0, 10, 10).difference(box(4, 4, 6, 6)))


def test_edges_of_a_zone_sum_to_its_area():
    assert edge_areas(SQUARE).sum() == pytest.approx(96)


def test_each_disc_cuts_the_edges_it_meets_where_it_meets_them():
    chords = cut_edges(np.array([[5.0, 0.0], [50.0, 50.0]]), 3, SQUARE)

    assert chords.circle.tolist() == [0]
    assert sorted((chords.enter[0], chords.leave[0])) == pytest.approx([0.2, 0.8])


def test_overlapping_discs_cover_an_edge_once():
    chords = cut_edges(np.array([[3.0, 0.0], [4.0, 0.0]]), 3, SQUARE)

    shares = covered_shares(chords, len(SQUARE))

    assert shares.max() == pytest.approx(0.7)


def test_arcs_of_one_circle_go_round_once():
    centres = np.array([[0.0, 0.0], [3.0, 0.0], [20.0, 0.0]])
    none = cut_edges(centres, 2, np.empty((0, 4)))

    arcs = cut_circles(centres, 2, np.empty((0, 4)), none, neighbours=True)

    turn = np.bincount(arcs.circle, arcs.to_rad - arcs.from_rad)
    bare = np.bincount(arcs.circle, (arcs.to_rad - arcs.from_rad) * (arcs.covered_by == 0))
    assert turn == pytest.approx([2 * math.pi] * 3)
    assert bare == pytest.approx([2 * math.pi - 2 * math.acos(0.75)] * 2 + [2 * math.pi])
    assert arcs.areas(centres, 2).sum() == pytest.approx(3 * 4 * math.pi)
