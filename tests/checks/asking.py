"""Plan a session, score it, and ask the checks about it."""

from planner.body import FittedMap
from planner.checks import Alert, Case, check_plan
from planner.plan import build_plan
from planner.score import score_plan
from planner.session import Finding, Session, SettingValue
from tests.conftest import a_session


def alerts_of(fitted: FittedMap, session: Session) -> tuple[Alert, ...]:
    plan = build_plan(session, fitted)
    return check_plan(session, plan, score_plan(plan), fitted)


def the_case_of(fitted: FittedMap, session: Session) -> Case:
    plan = build_plan(session, fitted)
    return Case(session, plan, score_plan(plan), fitted)


def alerts_on(
    fitted: FittedMap, technique: str, *findings: Finding, **settings: SettingValue
) -> dict[str, Alert]:
    return {alert.code: alert for alert in alerts_of(fitted, a_session(technique, *findings, **settings))}
