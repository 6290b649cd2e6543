"""The plan of a session with all that is shown of it, worked out once for each session."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from planner.body import FittedMap
from planner.checks import Alert, check_plan
from planner.errors import PlannerError
from planner.plan import Plan, TargetPlan, build_plan
from planner.score import Figures, PlanScore, score_plan
from planner.session import Session
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.covered_parts import covered_parts
from planner.ui.optimised import found_plans, is_searched
from planner.ui.workers import WORKERS, Answer

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of a session: its plan, or the refusal in its place; never both.

    Figures and alerts are worked out when they are first asked for: at 2,000 injections they take six times
    as long as the plan itself, which is on its way to the screen meanwhile.

    Parameters
    ----------
    body
        The body that is shown; at its median if the patient's measures are what was refused.
    """

    session: Session
    body: BodyWanted
    plan: Plan | None = None
    refusal: PlannerError | None = None

    @property
    def score(self) -> PlanScore | None:
        """The figures of the plan, if there is one."""
        return None if self.plan is None else score_of(self.session)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What the checks say of the plan, if there is one."""
        return () if self.plan is None else alerts_of(self.session)

    @property
    def fitted(self) -> FittedMap:
        """The body map in the patient's size."""
        return fitted_map(self.body)

    def target(self, target_id: str) -> tuple[TargetPlan, Figures] | None:
        """Return what one target gets and its figures, if there is a plan."""
        if self.plan is None or self.score is None:
            return None
        both = zip(self.plan.targets, self.score.targets, strict=True)
        return next(((plan, score.figures) for plan, score in both if plan.id == target_id), None)


def shown_body(session: Session) -> FittedMap:
    """Return the body that a session is shown on, without a plan of it: that can take long."""
    try:
        return fitted_map(_body_of(session))
    except PlannerError:
        return fitted_map(_at_its_median(session))


@lru_cache(maxsize=64)  # ours: if 50 tablets wait for one another, each still finds its own plan
def planned(session: Session) -> Planned:
    """Return the plan of a session, or the refusal."""
    told = asked(planned, session)
    return _planned_here(session) if told is None else told.result


def worked_out(session: Session) -> None:
    """Work out the plan of a session and all that is shown of it, to have it at hand."""
    result = planned(session)
    if result.score is None:
        raise LookupError("The session of the warm start has no plan")
    alerts_of(session)


def asked(function: Callable[..., Result], session: Session, *also: Hashable) -> Answer[Result] | None:
    """Return what a worker says of a session, or None: what searches found for one is known here alone.

    A desk keeps its first finding while it grows: so its worker remembers the parts that a tap leaves alone.
    """
    if any(is_searched(target) for target in session.targets):
        return None
    return WORKERS.ask(function, session, *also, about=session.findings[:1])


def _planned_here(session: Session) -> Planned:
    body = _body_of(session)
    try:
        fitted = fitted_map(body)
    except PlannerError as refusal:
        return Planned(session, _at_its_median(session), refusal=refusal)
    try:
        found, quick = found_plans().of(session, fitted), covered_parts().cover
        return Planned(session, body, build_plan(session, fitted, found=found, quick=quick))
    except PlannerError as refusal:
        return Planned(session, body, refusal=refusal)


def _body_of(session: Session) -> BodyWanted:
    return BodyWanted(session.body_map, session.patient, session.position)


def _at_its_median(session: Session) -> BodyWanted:
    return BodyWanted(session.body_map, None, session.position)


def _plan(session: Session) -> Plan:
    plan = planned(session).plan
    if plan is None:
        raise LookupError("Only a plan has figures and alerts")
    return plan


@lru_cache(maxsize=64)
def score_of(session: Session) -> PlanScore:
    """Return the figures of a session that has a plan."""
    told = asked(score_of, session)
    return score_plan(_plan(session)) if told is None else told.result


@lru_cache(maxsize=64)
def alerts_of(session: Session) -> tuple[Alert, ...]:
    """Return what the checks say of a session that has a plan."""
    told = asked(alerts_of, session)
    if told is None:
        return check_plan(session, _plan(session), score_of(session), planned(session).fitted)
    return told.result
