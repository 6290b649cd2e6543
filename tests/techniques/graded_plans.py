"""Plans whose density follows the pain, and the even ones that they come from."""

from planner.body import FittedMap
from planner.plan import TargetPlan, build_plan
from planner.session import Session, SettingValue

FOLLOWING: dict[str, SettingValue] = {"density": "follows_pain"}
HELD: dict[str, SettingValue] = {**FOLLOWING, "lock_count": "yes"}


def planned(session: Session, fitted: FittedMap) -> TargetPlan:
    return build_plan(session, fitted).targets[0]


def even_of(session: Session) -> Session:
    (target,) = session.targets
    return Session(
        findings=session.findings,
        exclusions=session.exclusions,
        targets=(target.with_setting("density", "even"),),
    )
