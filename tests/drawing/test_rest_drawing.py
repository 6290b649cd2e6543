import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.drawing.drawing import Dots
from planner.drawing.rest_drawing import draw_rest
from planner.drawing.roles import Role
from planner.drawing.theme import REST_STEPS, find_theme
from planner.drawing.unrolled import drawn_places
from planner.series.rest_map import RestMap
from tests.series.visits import back

rested = st.lists(
    st.tuples(st.floats(-120, 120), st.floats(60, 460), st.floats(0.001, 1.0)), min_size=1, max_size=12
)


def drawn(resting: RestMap) -> list[Dots]:
    return [mark for mark in draw_rest(resting, back()).marks_of(Role.REST) if isinstance(mark, Dots)]


@given(rested)
def test_every_place_that_rests_is_drawn_once_where_it_is(rows: list[tuple[float, float, float]]) -> None:
    table = np.array(rows)

    dots = drawn(RestMap(table[:, :2], table[:, 2]))

    at = np.concatenate([mark.at for mark in dots])
    wanted = drawn_places(back().projection, table[:, :2])
    assert np.allclose(at[np.lexsort(at.T)], wanted[np.lexsort(wanted.T)])


def test_a_place_is_fainter_the_longer_ago_the_needle_went_in() -> None:
    places, weights = np.array([(-40.0, 400.0), (0.0, 400.0), (40.0, 400.0)]), np.array([0.05, 0.5, 1.0])

    dots = drawn(RestMap(places, weights))

    for dark in (False, True):
        shown = [find_theme(dark=dark).style(Role.REST, mark.category).opacity for mark in dots]
        assert shown == sorted(shown)
        assert len(set(shown)) == len(places)


def test_the_faintest_and_the_strongest_step_have_a_look() -> None:
    weights = np.array([1e-9, 1.0])

    dots = drawn(RestMap(np.zeros((2, 2)) + 400.0 * np.array([0, 1]), weights))

    assert [mark.category for mark in dots] == [0, REST_STEPS - 1]


def test_where_nothing_rests_nothing_is_drawn() -> None:
    assert drawn(RestMap(np.empty((0, 2)), np.empty(0))) == []
