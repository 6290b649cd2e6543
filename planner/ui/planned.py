"""The plan of a session with all that is shown of it, worked out once for each session."""

from dataclasses import dataclass
from functools import lru_cache

from planner.body import FittedMap, Patient, fit
from planner.checks import Alert, check_plan
from planner.errors import PlannerError
from planner.plan import Plan, TargetPlan, build_plan
from planner.score import Figures, PlanScore, score_plan
from planner.session import Position, Session


@dataclass(frozen=True, slots=True)
class BodyWanted:
    """Which body map, in whose size, in which position."""

    body_map: str
    patient: Patient | None
    position: Position


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of a session: its plan, or the refusal in its place; never both.

    Parameters
    ----------
    body
        The body that is shown; at its median if the patient's measures are what was refused.
    """

    body: BodyWanted
    plan: Plan | None = None
    score: PlanScore | None = None
    alerts: tuple[Alert, ...] = ()
    refusal: PlannerError | None = None

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


@lru_cache(maxsize=64)
def fitted_map(body: BodyWanted) -> FittedMap:
    """Return the body map in its size.

    Raises
    ------
    PlannerError
        As `fit` does.
    """
    return fit(body.body_map, body.patient, position=body.position)


@lru_cache(maxsize=16)  # a plan may hold 100,000 injections
def planned(session: Session) -> Planned:
    """Return the plan, its figures and its alerts, or the refusal."""
    body = BodyWanted(session.body_map, session.patient, session.position)
    try:
        fitted = fitted_map(body)
    except PlannerError as refusal:
        return Planned(BodyWanted(session.body_map, None, session.position), refusal=refusal)
    try:
        plan = build_plan(session, fitted)
    except PlannerError as refusal:
        return Planned(body, refusal=refusal)
    score = score_plan(plan)
    return Planned(body, plan, score, check_plan(session, plan, score, fitted))
