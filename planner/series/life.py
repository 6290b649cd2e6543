"""The visit at each step of its session's life: empty, planned, treated."""

from dataclasses import replace
from datetime import date

from planner.errors import VisitRefused
from planner.plan import Plan
from planner.series.course import course_of
from planner.series.delivered import Delivery
from planner.series.visit import Scores, Visit
from planner.session import Marked, Session, Target


def empty_visit(on: date, technique: str, session: Session | None = None) -> Visit:
    """Return the visit that a new session begins with: nothing found yet, one target to mark for.

    Parameters
    ----------
    session
        An earlier one of the same patient, whose measures stay.
    """
    target = Target("t1", technique)
    if session is None:
        return Visit(on, Session(targets=(target,)))
    return Visit(on, Session(session.body_map, session.position, session.patient, targets=(target,)))


def planned_visit(visit: Visit, session: Session, ghosts: tuple[Marked, ...], plan: Plan | None) -> Visit:
    """Return the visit with what stands on its desk and the steps of its plan, none of them done."""
    course = None if plan is None else course_of(plan)
    delivery = None if course is None else Delivery(len(course))
    return replace(visit, session=session, ghosts=ghosts, course=course, delivery=delivery)


def with_treatment(visit: Visit, treated: Visit) -> Visit:
    """Return the visit with what a treatment knows of it; what was asked later stays.

    A next day that was settled before goes once the treatment is on that day or later: it has come.
    """
    has_come = visit.next_on is not None and visit.next_on <= treated.on
    return replace(
        visit,
        on=treated.on,
        next_on=None if has_come else visit.next_on,
        session=treated.session,
        course=treated.course,
        delivery=treated.delivery,
        before=treated.before,
        after=treated.after,
        products=treated.products,
    )


def with_given(visit: Visit, treated: Visit) -> Visit:
    """Return the visit with a treatment that is under way, once a needle went in; before, the visit stays."""
    return with_treatment(visit, treated) if treated.has_treated else visit


def require_beginning(visit: Visit, on: date) -> None:
    """Refuse to begin the treatment of a session on a day before which something was noted after its needles.

    Its day would no longer be that of the needles which the effect or the answer is about.

    Raises
    ------
    VisitRefused
    """
    noted = [effect.noticed for effect in visit.effects] + [answer.on for answer in visit.answers]
    if noted and min(noted) < on:
        raise VisitRefused(
            f"Not begun: a side effect or an answer is noted for this session on {min(noted):%Y-%m-%d}, so "
            "it stays that of its first needles. Begin another session for what is given today.",
            field="on",
        )


def is_ended(visit: Visit) -> bool:
    """Tell whether something was done of a treatment, and no step of it is open."""
    delivery = visit.delivery
    return delivery is not None and bool(delivery.deeds) and not delivery.next_step


def before_treatment(visit: Visit) -> Visit:
    """Return the visit as it was planned: the same steps, none of them done."""
    delivery = None if visit.course is None else Delivery(len(visit.course))
    return replace(visit, delivery=delivery, before=Scores(), after=Scores(), products=())
