"""The checks of a plan. A new check is one more small function in the tuple of the file it belongs to."""

from planner.body import FittedMap
from planner.checks import depth, dose, orders, wheals, zone
from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.plan import Plan
from planner.score import PlanScore
from planner.session import Session

__all__ = ["Alert", "Case", "Check", "Severity", "TargetCase", "all_checks", "check_plan"]

GRAVEST_FIRST = (Severity.STOP, Severity.CAUTION, Severity.INFORMATION)


def all_checks() -> tuple[Check, ...]:
    """Return every check."""
    return (*depth.CHECKS, *dose.CHECKS, *wheals.CHECKS, *zone.CHECKS, *orders.CHECKS)


def check_plan(session: Session, plan: Plan, score: PlanScore, fitted: FittedMap) -> tuple[Alert, ...]:
    """Return what is worth saying about ``plan``, the gravest first, then in the order of the targets."""
    case = Case(session, plan, score, fitted)
    found = [alert for check in all_checks() for alert in check(case)]
    rank = {None: -1} | {target.id: number for number, target in enumerate(session.targets)}
    return tuple(sorted(found, key=lambda alert: (GRAVEST_FIRST.index(alert.severity), rank[alert.target])))
