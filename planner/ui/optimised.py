"""Fills that were searched for fewer deposits: for which session that holds, and the plans that were found.

A search takes seconds to minutes, far longer than a tap. So what was found belongs to its question (see
`planner.ui.search_question`): when the target's own findings, the ground near them or what its settings say
of the places changes, the quick plan is shown until one asks again; when that changes back, what was found
holds again. A plan that had to make room is laid out again from the places that its search came to, which
takes no search; so is one after a change that decides nothing of them: far away, of the density, of what a
deposit holds, or of who injects.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import TypeAlias, TypeVar

from planner.body import FittedMap
from planner.files.beside import Optimised
from planner.geometry.found_covers import FoundCovers
from planner.plan import TargetPlan, build_plan
from planner.session import Session, Target
from planner.techniques.fill_settings import EFFORT, OPTIMISE, QUICK, STEPS
from planner.ui.search_question import question_of

_MOST_KEPT = 500  # ours: as many as boards stand on the shelf
_MOST_OF_TARGET = 4  # ours: all of them are kept beside the desk
_Key: TypeAlias = tuple[Session, int]
_Held = TypeVar("_Held", TargetPlan, Optimised)


@dataclass(frozen=True, slots=True)
class Begun:
    """A search that somebody waits for.

    Parameters
    ----------
    of
        The session as the search sees it: with its target alone.
    key
        What its work is asked for under.
    """

    target_id: str
    of: Session
    key: str


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
    holding = [replace(one, of=alone(session, one.target_id)) for one in optimised if holds(one, session)]
    for one in holding:
        found_plans().remember(one)
    steps = {one.target_id: one.steps for one in holding}
    targets = (
        searched(target, steps[target.id]) if target.id in steps else target for target in session.targets
    )
    return replace(session, targets=tuple(targets)) if steps else session


def holds(optimised: Optimised, session: Session) -> bool:
    """Tell whether nothing has changed that a search depends on."""
    return is_asked_in(session, optimised.target_id, optimised.of)


def is_asked_in(session: Session, target_id: str, of: Session) -> bool:
    """Tell whether a session has a target that is searched as it was in the session ``of``."""
    has_target = any(target.id == target_id for target in session.targets)
    return has_target and is_same_search(alone(session, target_id), of)


def is_same_search(one: Session, other: Session) -> bool:
    """Tell whether the one targets of two sessions are searched alike: their search comes to the same."""
    if one == other:
        return True
    question = question_of(one)
    return question is not None and question == question_of(other)


def with_found(held: tuple[Optimised, ...], found: Optimised) -> tuple[Optimised, ...]:
    """Return what was found with one more, in the place of an older one of the same search.

    Of each target the last `_MOST_OF_TARGET` are kept, each for when its target is again as it was.
    """
    others = [one for one in held if one.target_id != found.target_id or not is_same_search(one.of, found.of)]
    own = [one for one in others if one.target_id == found.target_id]
    gone = own[: max(len(own) - _MOST_OF_TARGET + 1, 0)]
    return (*(one for one in others if one not in gone), found)


def laid_out_again(one: Optimised, fitted: FittedMap) -> TargetPlan | None:
    """Return the plan that a search came to, without searching; None if it can no longer be laid out.

    Raises
    ------
    PlannerError
        As `build_plan` does.
    """
    covers = FoundCovers(one.covers)
    asked = replace(one.of, targets=tuple(searched(target, one.steps) for target in one.of.targets))
    plan = build_plan(asked, fitted, covers=covers, go_on=lambda _step, _count: False)
    return plan.targets[0] if covers.is_same else None


class FoundPlans:
    """What searches found, so that it is not searched for again; safe for many users.

    Parameters
    ----------
    most_kept
        Plans, and searches without their plans; beyond it the one that was not used for longest goes.
    """

    def __init__(self, most_kept: int = _MOST_KEPT) -> None:
        self._most_kept = most_kept
        self._plans: OrderedDict[_Key, TargetPlan] = OrderedDict()
        self._searches: OrderedDict[_Key, Optimised] = OrderedDict()
        self._lock = Lock()

    def keep(self, optimised: Optimised, plan: TargetPlan) -> None:
        """Keep what was found."""
        with self._lock:
            self._put(self._plans, (optimised.of, optimised.steps), plan)

    def remember(self, optimised: Optimised) -> None:
        """Keep the places that a search came to, for the plan that is asked for next."""
        with self._lock:
            self._put(self._searches, (optimised.of, optimised.steps), optimised)

    def has(self, optimised: Optimised) -> bool:
        """Tell whether what was found is here."""
        with self._lock:
            return (optimised.of, optimised.steps) in self._plans

    def of(self, session: Session, fitted: FittedMap) -> dict[str, TargetPlan]:
        """Return the plans that were found for the targets of a session, on the body that it is shown on."""
        plans = {target.id: self._of(session, target, fitted) for target in session.targets}
        return {target_id: plan for target_id, plan in plans.items() if plan is not None}

    def _of(self, session: Session, target: Target, fitted: FittedMap) -> TargetPlan | None:
        if not is_searched(target):
            return None
        key = alone(session, target.id), int(float(dict(target.settings).get(STEPS, 0)))
        with self._lock:
            plan, search = self._plans.get(key), self._searches.get(key)
        if plan is None and search is not None:
            plan = laid_out_again(search, fitted)
        if plan is not None:
            with self._lock:
                self._put(self._plans, key, plan)
        return plan

    def _put(self, held: OrderedDict[_Key, _Held], key: _Key, value: _Held) -> None:
        held[key] = value
        held.move_to_end(key)
        if len(held) > self._most_kept:
            held.popitem(last=False)


_SEARCHED = (EFFORT, OPTIMISE)


@lru_cache(maxsize=1)
def found_plans() -> FoundPlans:
    """Return what was found for all users together."""
    return FoundPlans()
