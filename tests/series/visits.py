"""Builders of courses, deliveries and visits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from planner.body import FittedMap, Patient, PointMm, fit
from planner.errors import VisitRefused
from planner.plan import build_plan
from planner.series.course import Course, course_of
from planner.series.delivered import DeedKind, Delivery, add_point, give, note, skip
from planner.series.ending import undo
from planner.series.visit import Scores, Visit
from planner.session import Session
from tests.conftest import a_mixed_session, a_point, a_session

MONDAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@cache
def back() -> FittedMap:
    return fit("back", Patient())


@cache
def planned_course(session: Session) -> Course:
    return course_of(build_plan(session, fit(session.body_map, session.patient, position=session.position)))


MIXED = a_mixed_session()
COURSE = planned_course(MIXED)


def five_points() -> Session:
    return a_session("point_by_point", *(a_point(15.0 * n, 400.0, point_id=f"p{n}") for n in range(1, 6)))


def after_s(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def a_visit(on: date = MONDAY, *, nrs: int | None = None, session: Session | None = None) -> Visit:
    return Visit(on, session or MIXED, before=Scores(nrs=nrs))


def treated(visit: Visit, steps: Sequence[int] = (1,)) -> Visit:
    """Return the visit with these steps of its plan given."""
    course = planned_course(visit.session)
    delivery = Delivery(len(course))
    for step in steps:
        delivery = give(delivery, step, step, TEN)
    return replace(visit, course=course, delivery=delivery)


@st.composite
def deliveries(draw: st.DrawFn, steps: int = len(COURSE)) -> Delivery:
    """Return what came of a row of things that somebody tried to note; a refusal changes nothing."""
    delivery = Delivery(steps)
    for seconds in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, steps + 1))
        last = first + draw(st.integers(0, 3))
        way = draw(st.sampled_from(["give", "skip", "add", "undo", *DeedKind]))
        delivery = _tried(delivery, way, (first, last), after_s(seconds))
    return delivery


def _tried(delivery: Delivery, way: str, span: tuple[int, int], moment: datetime) -> Delivery:
    try:
        match way:
            case "give":
                return give(delivery, *span, moment)
            case "skip":
                return skip(delivery, *span, "too sore", moment)
            case "add":
                at = PointMm(15.0 + span[0], 409.0)
                return add_point(delivery, at, target="t1", volume_ml=0.1, moment=moment)
            case "undo":
                return undo(delivery)
            case DeedKind.PAUSED | DeedKind.RESUMED | DeedKind.NEEDLE_CHANGED | DeedKind.SYRINGE_CHANGED:
                return note(delivery, DeedKind(way), moment)
    except VisitRefused:
        pass
    return delivery
