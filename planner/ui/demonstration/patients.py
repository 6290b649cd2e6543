"""Three synthetic patients: one who improves, one who does not, one who comes for the first time."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from planner.body import fit
from planner.body.patient import Sex
from planner.body.points import PointMm
from planner.plan import build_plan
from planner.series.course import Course, course_of
from planner.series.delivered import Delivery, give, skip
from planner.series.visit import (
    Answer,
    EffectKind,
    Product,
    QuestionKind,
    Scores,
    SideEffect,
    Visit,
)
from planner.session import Session
from planner.storage.patients import PatientEntry
from planner.storage.revisions import SessionState
from planner.ui.demonstration.findings import first_session, improving_sessions, unchanged_sessions

_BEGINS = time(9, 0, tzinfo=UTC)
_PLANNED_AFTER, _TREATED_AFTER, _CLOSED_AFTER = (
    timedelta(minutes=9),
    timedelta(minutes=12),
    timedelta(minutes=50),
)
_A_STEP, _ASKED_BEFORE = timedelta(seconds=20), timedelta(minutes=10)
_FOLLOW_UP = "follow-up: the patient was asked"


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved state of a session."""

    at: datetime
    state: SessionState
    visit: Visit
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SyntheticPatient:
    """A patient who does not exist, with every saved state of each session, oldest first."""

    entry: PatientEntry
    sessions: tuple[tuple[Saved, ...], ...]

    @property
    def added_at(self) -> datetime:
        """When the patient is said to have come."""
        return self.sessions[0][0].at - _ASKED_BEFORE


@dataclass(frozen=True, slots=True)
class _Told:
    """What a patient said and got at one visit, the days counted from the visit."""

    before: Scores
    after: Scores
    product: Product
    effects: tuple[SideEffect, ...] = ()


def synthetic_patients(now: datetime) -> tuple[SyntheticPatient, ...]:
    """Return the patients as they stand on the day of ``now``; the same moment gives the same patients."""
    today = now.astimezone().date()
    return _improving(today), _unchanged(today), _first_visit(today, now)


def _improving(today: date) -> SyntheticPatient:
    days = [today - timedelta(days=ago) for ago in (98, 91, 84, 77)]
    saline = Product("Saline (synthetic)", "DEMO-2381", expires=today + timedelta(days=300))
    bruise = SideEffect(
        "e1",
        EffectKind.HAEMATOMA,
        PointMm(52.0, 402.0),
        days[1] + timedelta(days=1),
        "",
        days[1] + timedelta(days=9),
    )
    told = (
        _Told(Scores(7, 68, 13, 42), Scores(5), saline),
        _Told(Scores(5, 51, 10, 34), Scores(4), saline, (bruise,)),
        _Told(Scores(4, 40, 7, 26), Scores(3), saline),
        _Told(Scores(2, 19, 3, 12), Scores(1), saline),
    )
    sessions = _held(improving_sessions(), days, told, schedule="chronic_weekly_4")
    asked_late = today - timedelta(days=6)
    late = [
        _asked(states, QuestionKind.LATE, asked_late) if n < 2 else states
        for n, states in enumerate(sessions)
    ]
    entry = PatientEntry(1970, Sex.FEMALE, "Synthetic. Low back pain for years; better from visit to visit.")
    return SyntheticPatient(entry, tuple(late))


def _unchanged(today: date) -> SyntheticPatient:
    days = [today - timedelta(days=ago) for ago in (17, 10, 3)]
    older = Product("Saline (synthetic)", "DEMO-2381", expires=today + timedelta(days=300))
    newer = Product("Saline (synthetic)", "DEMO-2407", expires=today + timedelta(days=420))
    red = SideEffect(
        "e1", EffectKind.REDNESS, PointMm(-80.0, 120.0), days[1], "gone the same evening", days[1]
    )
    sore = SideEffect("e1", EffectKind.TENDERNESS, PointMm(-70.0, 165.0), days[2])
    told = (
        _Told(Scores(7, 66, 11, 38), Scores(6), older),
        _Told(Scores(6, 63, 11, 36), Scores(6), newer, (red,)),
        _Told(Scores(6, 61, 10, 36), Scores(6), newer, (sore,)),
    )
    first, second, third = _held(unchanged_sessions(), days, told, schedule="weekly_4")
    # Of the second nobody has asked yet; the third is done and not closed.
    entry = PatientEntry(
        1965, Sex.FEMALE, "Synthetic. Pain between the shoulder blades; no response after three visits."
    )
    return SyntheticPatient(entry, (first, second[:-1], third[:-1]))


def _first_visit(today: date, now: datetime) -> SyntheticPatient:
    visit = Visit(today, first_session(), before=Scores(8, 77, 15, 48), schedule="days_1_4_7_10_13")
    states = (
        Saved(now - timedelta(minutes=12), SessionState.DRAFT, visit),
        Saved(now - timedelta(minutes=3), SessionState.PLANNED, _with_steps(visit, _course(visit.session))),
    )
    entry = PatientEntry(1985, Sex.MALE, "Synthetic. Acute low back pain after lifting; planned for today.")
    return SyntheticPatient(entry, (states,))


def _held(
    sessions: tuple[Session, ...], days: list[date], told: tuple[_Told, ...], *, schedule: str
) -> list[tuple[Saved, ...]]:
    """Return the states of visits that were held one after the other, each asked about at the next."""
    states = [
        _treated(Visit(on, session, before=said.before, schedule=schedule), said)
        for session, on, said in zip(sessions, days, told, strict=True)
    ]
    asked = [_asked(own, QuestionKind.NEXT_VISIT, on) for own, on in zip(states[:-1], days[1:], strict=True)]
    return [*asked, states[-1]]


def _treated(planned: Visit, said: _Told) -> tuple[Saved, ...]:
    begun = datetime.combine(planned.on, _BEGINS)
    course = _course(planned.session)
    delivery = _given(course, begun + _TREATED_AFTER)
    done = replace(planned, course=course, delivery=delivery, after=said.after, products=(said.product,))
    return (
        Saved(begun, SessionState.DRAFT, planned),
        Saved(begun + _PLANNED_AFTER, SessionState.PLANNED, _with_steps(planned, course)),
        Saved(delivery.deeds[-1].moment + _A_STEP, SessionState.DONE, done),
        Saved(begun + _CLOSED_AFTER, SessionState.CLOSED, replace(done, effects=said.effects)),
    )


def _with_steps(visit: Visit, course: Course) -> Visit:
    """Return the visit as the desk keeps its plan: every step, none done."""
    return replace(visit, course=course, delivery=Delivery(len(course)))


def _course(session: Session) -> Course:
    fitted = fit(session.body_map, session.patient, position=session.position)
    return course_of(build_plan(session, fitted))


def _given(course: Course, begun: datetime) -> Delivery:
    """Return the points given one by one, the last of them skipped; rows and passes at one go."""
    delivery, moment = Delivery(len(course)), begun
    (first, last), *rest = course.spans
    for n in range(first, last):
        delivery, moment = give(delivery, n, n, moment), moment + _A_STEP
    delivery = skip(delivery, last, last, "Patient asked to stop", moment)
    for span in rest:
        moment += 6 * _A_STEP
        delivery = give(delivery, *span, moment)
    return delivery


def _asked(states: tuple[Saved, ...], question: QuestionKind, on: date) -> tuple[Saved, ...]:
    """Return the states with one more, in which a question is answered."""
    last = states[-1]
    has_effects = bool(last.visit.effects)
    visit = replace(last.visit, answers=(*last.visit.answers, Answer(question, on, has_effects=has_effects)))
    at = datetime.combine(on, _BEGINS) - _ASKED_BEFORE
    return (*states, Saved(at, SessionState.CLOSED, visit, _FOLLOW_UP))
