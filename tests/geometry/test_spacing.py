import numpy as np
import pytest

from planner.geometry.spacing import nearest_distances, pairs_nearer_than, sorted_without_twins

PLACES = np.array([[0.0, 0], [3, 4], [3, 5], [40, 0]])


def test_each_place_knows_its_nearest_other():
    assert nearest_distances(PLACES) == pytest.approx([5, 1, 1, np.hypot(37, 4)])


def test_a_lone_place_has_no_nearest_other():
    assert nearest_distances(PLACES[:1]).tolist() == [np.inf]
    assert nearest_distances(PLACES[:0]).shape == (0,)


def test_pairs_are_strictly_nearer_and_sorted():
    assert pairs_nearer_than(PLACES, 5).tolist() == [[1, 2]]
    assert pairs_nearer_than(PLACES, 5.9).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert pairs_nearer_than(PLACES, 0).shape == (0, 2)
    assert pairs_nearer_than(PLACES[:1], 9).shape == (0, 2)


def test_twins_are_dropped_and_neighbours_kept():
    places = np.array([[2.0, 2], [1, 1], [2, 2], [1, 1 + 1e-12], [1, 1.001]])

    kept, pairs = sorted_without_twins(places, 0.5)

    assert kept == pytest.approx(np.array([[1, 1], [1, 1.001], [2, 2]]))
    assert pairs.tolist() == [[0, 1]]


def test_none_and_one_place_are_near_nobody():
    assert sorted_without_twins(PLACES[:1], 5)[1].shape == (0, 2)
    assert sorted_without_twins(PLACES[:0], 5)[0].shape == (0, 2)
