"""Fills that were searched for fewer deposits: for which session that holds, and the plans that were found.

A search takes seconds to minutes, far longer than a tap. So what was found belongs to the target as it was:
when its findings, exclusions or settings change, the quick plan is shown until one asks again; when they
change back, what was found holds again.
"""

from collections import OrderedDict
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from planner.files.beside import Optimised
from planner.plan import TargetPlan
from planner.session import Session, Target
from planner.techniques.fill_settings import EFFORT, OPTIMISE, QUICK, STEPS

_MOST_KEPT = 500  # ours: as many as boards stand on the shelf; what makes room is searched for again


def alone(session: Session, target_id: str) -> Session:
    """Return a session with one target, its own findings, and no search: all that its fill depends on."""
    target = next(target for target in session.targets if target.id == target_id)
    findings = tuple(finding for finding in session.findings if finding.id in target.findings)
    return replace(session, targets=(unsearched(target),), findings=findings)


def searched(target: Target, steps: int) -> Target:
    """Return a target set to so many steps of search."""
    return target.with_setting(EFFORT, OPTIMISE).with_setting(STEPS, float(steps))


def unsearched(target: Target) -> Target:
    """Return a target that is not searched: what was found for another visit says nothing of this one."""
    kept = tuple(
        (name, value) for name, value in target.settings if name != STEPS and (name, value) != _SEARCHED
    )
    return replace(target, settings=kept)


def is_searched(target: Target) -> bool:
    """Tell whether a target is set to be searched."""
    return dict(target.settings).get(EFFORT, QUICK) == OPTIMISE


def with_optimised(session: Session, optimised: tuple[Optimised, ...]) -> Session:
    """Return the session with those targets set to be searched for which a search still holds."""
    steps = {one.target_id: one.steps for one in optimised if holds(one, session)}
    targets = (
        searched(target, steps[target.id]) if target.id in steps else target for target in session.targets
    )
    return replace(session, targets=tuple(targets)) if steps else session


def holds(optimised: Optimised, session: Session) -> bool:
    """Tell whether nothing has changed that a search depends on."""
    ids = {target.id for target in session.targets}
    return optimised.target_id in ids and alone(session, optimised.target_id) == optimised.of


class FoundPlans:
    """What searches found, so that it is not searched for again; safe for many users."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[Session, int], TargetPlan] = OrderedDict()
        self._lock = Lock()

    def keep(self, optimised: Optimised, plan: TargetPlan) -> None:
        """Keep what was found."""
        with self._lock:
            self._plans[optimised.of, optimised.steps] = plan
            if len(self._plans) > _MOST_KEPT:
                self._plans.popitem(last=False)

    def has(self, optimised: Optimised) -> bool:
        """Tell whether what was found is here."""
        with self._lock:
            return (optimised.of, optimised.steps) in self._plans

    def of(self, session: Session) -> dict[str, TargetPlan]:
        """Return the plans that were found for the targets of a session."""
        found = {}
        for target in session.targets:
            if is_searched(target):
                steps = int(float(dict(target.settings).get(STEPS, 0)))
                with self._lock:
                    plan = self._plans.get((alone(session, target.id), steps))
                if plan is not None:
                    found[target.id] = plan
        return found


_SEARCHED = (EFFORT, OPTIMISE)


@lru_cache(maxsize=1)
def found_plans() -> FoundPlans:
    """Return what was found for all users together."""
    return FoundPlans()
