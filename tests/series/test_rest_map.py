from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import PointMm
from planner.series.delivered import add_point
from planner.series.rest_map import punctured, rest_map
from tests.series.visits import COURSE, MONDAY, TEN, a_visit, treated


def test_only_what_was_given_is_punctured() -> None:
    visit = treated(a_visit(), steps=(1, 3))

    places = punctured(visit).tolist()

    assert places == [[COURSE.step(n).at.u_mm, COURSE.step(n).at.v_mm] for n in (1, 3)]


def test_an_added_point_is_punctured_too() -> None:
    visit = treated(a_visit())
    assert visit.delivery is not None
    delivery = add_point(visit.delivery, PointMm(30, 420), target="t1", volume_ml=0.1, moment=TEN)

    assert [30.0, 420.0] in punctured(replace(visit, delivery=delivery)).tolist()


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_place_fades_day_by_day_until_nothing_is_left(days: int, fades_after: int) -> None:
    visits = [treated(a_visit())]

    resting = rest_map(visits, MONDAY + timedelta(days=days), fades_after_days=fades_after)

    if days >= fades_after:
        assert len(resting) == 0
    else:
        assert resting.weights.tolist() == pytest.approx([1 - days / fades_after])


def test_a_visit_of_tomorrow_does_not_rest_today() -> None:
    assert len(rest_map([treated(a_visit())], MONDAY - timedelta(days=1), fades_after_days=28)) == 0
