from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.series.schedule import (
    ACUTE,
    CHRONIC,
    SCHEDULES,
    WITHOUT_DAYS,
    Schedule,
    days_ahead,
    days_of,
    find_schedule,
)
from tests.series.visits import MONDAY

every_schedule = pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.id)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def test_the_days_of_the_acute_trial_are_1_4_7_10_13() -> None:
    schedule = find_schedule("days_1_4_7_10_13")

    assert schedule is not None
    assert [(day - MONDAY).days + 1 for day in days_of(schedule, MONDAY)] == [1, 4, 7, 10, 13]


def test_where_sources_disagree_all_of_them_are_there() -> None:
    told = Counter(schedule.setting for schedule in SCHEDULES)

    assert told[ACUTE] >= 2
    assert told[CHRONIC] >= 3
    assert len({schedule.id for schedule in SCHEDULES}) == len(SCHEDULES)


def test_every_source_that_gives_a_schedule_is_named_and_no_other() -> None:
    with_days = {"COST11", "DICES11", "KOSZ24", "KOSZ25", "SCAT24", "AKB20", "CLIN", "KATZ", "DALU", "SIENA"}
    without = {"RAN24", "IRCT", "PAO19", "MIAEST"}
    said = " ".join(schedule.locator for schedule in SCHEDULES)

    assert {schedule.source.key for schedule in SCHEDULES} == with_days
    assert {one.source.key for one in WITHOUT_DAYS} == without
    assert all(key in said for key in ("KOC19", "NCT45", "CRISO"))  # they say the same as another


def test_an_unknown_schedule_is_none() -> None:
    assert find_schedule("") is None


def test_the_next_day_is_counted_from_the_last_session_that_was_held() -> None:
    schedule = find_schedule("chronic_weekly_4")
    assert schedule is not None
    late = MONDAY + timedelta(days=9)  # two days late

    ahead = days_ahead(schedule, [MONDAY, late], today=late)

    assert ahead == (late + timedelta(days=7), late + timedelta(days=14))


def test_a_day_that_the_user_settled_moves_all_that_follow() -> None:
    schedule = find_schedule("chronic_weekly_4")
    assert schedule is not None
    settled = MONDAY + timedelta(days=10)

    ahead = days_ahead(schedule, [MONDAY], today=MONDAY, settled=settled)

    assert ahead == tuple(settled + timedelta(days=n) for n in (0, 7, 14))


@every_schedule
@given(first=days)
def test_a_schedule_has_its_sessions_on_rising_days(schedule: Schedule, first: date) -> None:
    planned = days_of(schedule, first)

    assert len(planned) == schedule.sessions
    assert list(planned) == sorted(set(planned))
    assert planned[0] == first


@every_schedule
@given(first=days, held=st.integers(0, 6), wait=st.integers(0, 90))
def test_no_day_ahead_is_in_the_past_and_none_is_more_than_the_schedule_has(
    schedule: Schedule, first: date, held: int, wait: int
) -> None:
    done = [first + timedelta(days=8 * n) for n in range(held)]
    today = (done[-1] if done else first) + timedelta(days=wait)

    ahead = days_ahead(schedule, done, today=today)

    assert len(ahead) == max(schedule.sessions - held, 0)
    assert all(day >= today for day in ahead)
    assert list(ahead) == sorted(set(ahead))


@every_schedule
def test_a_schedule_says_who_published_it(schedule: Schedule) -> None:
    assert schedule.source.key
    assert schedule.locator
