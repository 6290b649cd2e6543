import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from planner.geometry.circles import (
    bare_arcs,
    covered_shares,
    cut_edges,
    edge_areas,
    edge_cuts,
    edges_counterclockwise,
    neighbour_cuts,
)
from planner.geometry.spacing import sorted_without_twins

from .regions import scattered

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
    crossed = edge_cuts(centres, SQUARE, cut_edges(centres, 2, SQUARE))

    arcs = bare_arcs(3, crossed)

    assert np.bincount(arcs.circle, arcs.to_rad - arcs.from_rad) == pytest.approx([2 * math.pi] * 3)
    assert arcs.areas(centres, 2).sum() == pytest.approx(3 * 4 * math.pi)


def test_a_neighbour_leaves_the_part_of_a_circle_outside_of_its_disc():
    centres = np.array([[0.0, 0.0], [3.0, 0.0], [20.0, 0.0]])

    arcs = bare_arcs(3, neighbour_cuts(centres, 2, np.array([[0, 1]])))

    bare = np.bincount(arcs.circle, arcs.to_rad - arcs.from_rad)
    assert bare == pytest.approx([2 * math.pi - 2 * math.acos(0.75)] * 2 + [2 * math.pi])
    middles = arcs.middles(centres, 2)
    assert np.hypot(*(middles - centres[arcs.circle]).T) == pytest.approx(2)


@given(centres=scattered(most=12, half_mm=20.0), turn_rad=st.floats(0, 2 * math.pi))
def test_turning_the_discs_turns_their_bare_arcs(centres, turn_rad):
    turn = np.array([[math.cos(turn_rad), math.sin(turn_rad)], [-math.sin(turn_rad), math.cos(turn_rad)]])

    def bare_rad(at):
        places, pairs = sorted_without_twins(at, 14)
        arcs = bare_arcs(len(places), neighbour_cuts(places, 7, pairs))
        return np.sum(arcs.to_rad - arcs.from_rad)

    assert bare_rad(centres @ turn) == pytest.approx(bare_rad(centres), abs=1e-6)


def test_no_circles_have_no_arcs():
    none = np.empty((0, 2))

    assert len(bare_arcs(0, edge_cuts(none, SQUARE, cut_edges(none, 2, SQUARE))).circle) == 0
