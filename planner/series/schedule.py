"""Published schedules, and the days that one gives; where sources disagree they stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from planner.evidence import Source, Statement, sources


@dataclass(frozen=True, slots=True)
class Schedule:
    """When sessions follow one another, after one source.

    Parameters
    ----------
    setting
        For whom the source gives it.
    gaps_days
        Days from each session to the next.
    is_least
        Whether the source names the number of sessions as the least.
    note
        How we read what the source says in words.
    """

    id: str
    title: str
    setting: str
    gaps_days: tuple[int, ...]
    source: Source
    locator: str
    is_least: bool = False
    note: str = ""

    @property
    def sessions(self) -> int:
        """How many sessions it has."""
        return len(self.gaps_days) + 1


ACUTE, CHRONIC, NECK = "acute back pain", "chronic back pain", "neck pain"
MYOFASCIAL, EMERGENCY = "myofascial pain", "emergency department"
NOT_NAMED = "setting not named"
_WEEK = 7
_MONTH = 28  # ours: four weeks keep the day of the week; the source says "monthly"

SCHEDULES = (
    Schedule(
        "days_1_4_7_10_13",
        "Every 3 days, 5 sessions",
        ACUTE,
        (3,) * 4,
        sources.COST11,
        "days 1, 4, 7, 10, 13",
    ),
    Schedule(
        "acute_weekly_3",
        "Weekly, 3 sessions",
        ACUTE,
        (_WEEK,) * 2,
        sources.CLIN,
        "pain below 3 months: weekly x 3, judged after the 3rd",
    ),
    Schedule("chronic_weekly_4", "Weekly, 4 sessions", CHRONIC, (_WEEK,) * 3, sources.DICES11, "weekly x 4"),
    Schedule(
        "chronic_weekly_5",
        "Weekly, 5 sessions",
        CHRONIC,
        (_WEEK,) * 4,
        sources.KOSZ24,
        "weekly x 5, follow-up at 3 months",
    ),
    Schedule(
        "chronic_monthly_3",
        "Monthly, 3 sessions or more",
        CHRONIC,
        (_MONTH,) * 2,
        sources.CLIN,
        "pain above 3 months: monthly, at least 3, judged after the 3rd",
        is_least=True,
        note="a month is taken as four weeks",
    ),
    Schedule(
        "neck_weekly_5",
        "Weekly, 5 sessions",
        NECK,
        (_WEEK,) * 4,
        sources.KOSZ25,
        "weekly x 5, follow-up at 3 months",
    ),
    Schedule(
        "myofascial_weekly_5",
        "Weekly, 5 sessions",
        MYOFASCIAL,
        (_WEEK,) * 4,
        sources.SCAT24,
        "weekly x 5, looked at again after 30 days",
    ),
    Schedule(
        "weekly_3_then_2_weeks",
        "3 weekly, the 4th after two weeks",
        NOT_NAMED,
        (_WEEK, _WEEK, 2 * _WEEK),
        sources.KATZ,
        "3 weekly, the 4th two weeks after the 3rd",
    ),
    Schedule(
        "weekly_4",
        "Weekly, 4 sessions",
        NOT_NAMED,
        (_WEEK,) * 3,
        sources.DALU,
        "4 at one week (or two-week gaps)",
        note="the one-week reading",
    ),
    Schedule(
        "every_2_weeks_4",
        "Every 2 weeks, 4 sessions",
        NOT_NAMED,
        (2 * _WEEK,) * 3,
        sources.DALU,
        "4 at one week (or two-week gaps)",
        note="the two-week reading",
    ),
    Schedule(
        "weekly_5",
        "Weekly, about 5 sessions",
        NOT_NAMED,
        (_WEEK,) * 4,
        sources.SIENA,
        f"about 5, weekly; {sources.CRISO.key} says the same",
        note="about 5 is taken as 5",
    ),
    Schedule(
        "single",
        "One session",
        EMERGENCY,
        (),
        sources.AKB20,
        f"emergency department, single session; {sources.KOC19.key} and {sources.NCT45.key} say the same",
    ),
)
"""Every schedule found that gives the days of its sessions, those of one setting together."""

WITHOUT_DAYS = (
    Statement("6 sessions, radicular back pain", sources.IRCT, "no days read"),
    Statement("6 weeks, neck and arm pain", sources.RAN24, "no number of sessions read"),
    Statement("1 to 5 sessions, a review of trials on the spine", sources.PAO19, "no days read"),
    Statement("weekly to begin with, then spaced", sources.MIAEST, "no number of sessions read"),
)
"""What was found beside them, without the days."""


def find_schedule(schedule_id: str) -> Schedule | None:
    """Return the schedule of that id; None if there is none."""
    return next((schedule for schedule in SCHEDULES if schedule.id == schedule_id), None)


def days_of(schedule: Schedule, first: date) -> tuple[date, ...]:
    """Return the days of all its sessions when the first is on ``first``."""
    return tuple(first + timedelta(days=days) for days in accumulate(schedule.gaps_days, initial=0))


def days_ahead(
    schedule: Schedule, held: Sequence[date], *, today: date, settled: date | None = None
) -> tuple[date, ...]:
    """Return the days that are still to come, counted on from the last session that was held.

    A day that has passed without a session is moved to today, and those after it keep their gaps.

    Parameters
    ----------
    held
        Days of the sessions so far, in any order.
    settled
        The next day, if the user settled one herself.
    """
    if not held:
        return days_of(schedule, settled or today)
    gaps = schedule.gaps_days[len(held) - 1 :]
    if not gaps:
        return ()
    due = settled or max(held) + timedelta(days=gaps[0])
    due = max(due, today)
    return tuple(due + timedelta(days=days) for days in accumulate(gaps[1:], initial=0))
