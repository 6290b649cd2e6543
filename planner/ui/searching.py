"""The search for fewer deposits in one fill: watched against what is proved, told by its steps, stopped."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.body import FittedMap
from planner.geometry.found_covers import FoundCover, FoundCovers
from planner.plan import TargetPlan, build_plan
from planner.session import Session
from planner.techniques.fill_settings import STEPS
from planner.ui.jobs import GoOn
from planner.ui.optimised import searched


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to, and after how many tries."""

    plan: TargetPlan
    steps: int
    covers: tuple[FoundCover, ...]


class Watch:
    """Counts the tries of a search and ends it when the bound is reached.

    Attributes
    ----------
    steps
        How many tries were made: asked for with so many, the search gives the same plan.
    """

    def __init__(self, go_on: GoOn, least: Callable[[], int]) -> None:
        self._go_on, self._least = go_on, least
        self.steps = 0

    def __call__(self, step: int, count: int) -> bool:
        """Return whether to go on; what is stopped here has had ``step`` tries."""
        goes_on = self._go_on(step, count) and count > self._least()
        self.steps = step + 1 if goes_on else step
        return goes_on


def search_on(
    session: Session, fitted: FittedMap, *, steps: int, go_on: GoOn, least: Callable[[], int]
) -> Found:
    """Return what a search of the one target of a session comes to.

    Parameters
    ----------
    steps
        How many tries are made at most.
    go_on
        Told the tries made and the punctures that are left; ``False`` ends the search with its best.
    least
        Returns the most that is proved by then: no plan has fewer punctures, so the search ends there.

    Raises
    ------
    PlannerError
        As `build_plan` does.
    """
    asked = replace(session, targets=(searched(session.targets[0], steps),))
    watch, covers = Watch(go_on, least), FoundCovers()
    plan = build_plan(asked, fitted, go_on=watch, covers=covers).targets[0]
    ended = replace(plan, settings=plan.settings.holding(STEPS, float(watch.steps)))
    return Found(ended, watch.steps, covers.covers)
