import subprocess
import sys

import numpy as np

from planner.geometry.nearest import Nearest, delaunay_triangles

PLACES = np.array([[0.0, 0], [10, 0], [0, 10], [10, 10], [5, 5]])


def test_the_nearest_places_and_those_within_reach_are_found():
    nearest = Nearest(PLACES)

    assert nearest.query(np.array([[1.0, 1]]))[1].tolist() == [0]
    assert nearest.query(PLACES[:1], 2)[1].tolist() == [[0, 4]]
    assert nearest.within(np.array([[5.0, 5]]), 7.5) == [[0, 1, 2, 3, 4]]
    assert sorted(map(tuple, nearest.pairs_within(7.5).tolist())) == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_triangles_span_the_places_and_a_line_has_none():
    assert len(delaunay_triangles(PLACES)) == 4
    assert delaunay_triangles(PLACES[[0, 3, 4]]).shape == (0, 3)
    assert delaunay_triangles(PLACES[:2]).shape == (0, 3)


def test_the_trees_load_only_when_first_asked_for():
    code = "import sys, planner.geometry.cover, planner.geometry.order; print('scipy' in sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "False"
