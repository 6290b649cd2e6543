import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Dots, Label
from planner.drawing.matched_drawing import draw_matched, frame_round, said_of_matched, with_sides
from planner.drawing.roles import Role
from planner.drawing.unrolled import drawn_places
from planner.series.matching import match_points
from tests.conftest import a_session, a_zone, some_points
from tests.series.visits import back

places = st.lists(st.tuples(st.floats(-120, 120), st.floats(60, 460)), max_size=6)
EARLIER = a_session("point_by_point", *some_points((-40, 400), (40, 400), (0, 200)), a_zone())
LATER = a_session("point_by_point", *some_points((-30, 405), (45, 396), (60, 90)))


def count(role: Role) -> int:
    drawing = draw_matched(EARLIER, LATER, match_points(EARLIER, LATER), back())
    return sum(len(mark.at) for mark in drawing.marks_of(role) if isinstance(mark, Dots))


def test_pairs_new_and_gone_points_each_have_their_own_sign() -> None:
    assert count(Role.EARLIER) == count(Role.LATER) == 2
    assert count(Role.NEW_POINT) == count(Role.GONE_POINT) == 1
    assert said_of_matched(match_points(EARLIER, LATER)) == "2 found again, 1 new, 1 gone"


def test_a_part_of_the_map_says_which_side_is_which() -> None:
    frame = frame_round((EARLIER, LATER), back())

    drawing = with_sides(draw_body(back()), frame)

    sides = {m.text: m.x_mm for m in drawing.marks_of(Role.PART_SIDE) if isinstance(m, Label)}
    assert frame[0][0] < sides["L"] < sides["R"] < frame[0][1]


@given(places, places)
def test_every_point_of_both_sessions_is_drawn_once_and_lies_in_the_frame(
    before: list[tuple[float, float]], after: list[tuple[float, float]]
) -> None:
    earlier = a_session("point_by_point", *some_points(*before))
    later = a_session("point_by_point", *some_points(*after))

    drawing = draw_matched(earlier, later, match_points(earlier, later), back())
    (left, right), (top, bottom) = frame_round((earlier, later), back())

    dots = [mark.at for mark in drawing.marks if isinstance(mark, Dots)]
    drawn = np.concatenate([np.empty((0, 2)), *dots])
    assert len(drawn) == len(before) + len(after)
    wanted = drawn_places(back().projection, np.array([*before, *after]).reshape(-1, 2))
    assert np.allclose(np.sort(drawn, axis=0), np.sort(wanted, axis=0))
    assert ((drawn > (left, top)) & (drawn < (right, bottom))).all()
