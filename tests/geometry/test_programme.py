import numpy as np

from planner.geometry.programme import fewest_candidates
from planner.geometry.search import by_programme
from planner.geometry.set_cover import Incidence
from tests.geometry.test_search import DISC, lattice_on, problem_of


def line(count: int) -> np.ndarray:
    return np.column_stack((np.arange(count), np.zeros(count))).astype(float)


def test_a_programme_finds_the_fewest_stretches_of_a_line():
    places = line(23)
    incidence = Incidence.of(places, places, 2.0)

    chosen = fewest_candidates(incidence, node_limit=50)

    assert chosen is not None
    assert len(chosen) == 5  # of 5 places each
    assert (np.abs(places[:, None, 0] - places[chosen][None, :, 0]).min(axis=1) <= 2).all()


def test_nothing_to_serve_takes_nothing():
    assert fewest_candidates(Incidence.of(line(3), line(1) + 50, 1.0)).tolist() == []


def test_a_small_zone_takes_the_twelve_that_are_known_of_it():
    problem = problem_of(DISC, 7.5)

    best = by_programme(problem, lattice_on(DISC, 8))

    assert len(best) in (12, 13)
    assert problem.is_covered_by(best)


def test_what_is_no_better_is_left():
    problem = problem_of(DISC, 10)
    best = by_programme(problem, lattice_on(DISC, 14))[:7]

    assert by_programme(problem, best) is best
