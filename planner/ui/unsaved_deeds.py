"""Steps of a treatment that the store does not have yet, and how they are taken again on a later state."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planner.series.delivered import Delivery
from planner.series.visit import Visit
from planner.storage.drafts import NewDraft
from planner.ui.treatment import Treatment

Step = Callable[[Treatment], Treatment]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with the screen that it was taken on: with "add" pressed, the same tap means another deed."""

    step: Step
    on: Treatment


@dataclass(frozen=True, slots=True)
class Attempt:
    """A state that was sent to the store; nobody knows whether it got through until the store says so.

    Parameters
    ----------
    base, visit
        What the store had before, and what was sent.
    steps
        How many of the unsaved steps are in it.
    """

    new: NewDraft
    base: Visit
    visit: Visit
    steps: int

    def is_in(self, later: Visit) -> bool:
        """Tell whether a later state that another server kept was made from this one.

        Deeds are told apart by their moments: one of ours stands there, or one that we undid no longer does.
        """
        base, own, theirs = (_deeds(visit) for visit in (self.base, self.visit, later))
        added, undone = own - base, base - own
        return bool(added & theirs) or (not added and bool(undone) and not undone & theirs)


@dataclass(slots=True)
class Unsaved:
    """What of one treatment is not kept yet.

    Parameters
    ----------
    base
        The visit that the store had before the first of the steps.
    """

    base: Visit
    steps: list[Taken] = field(default_factory=list)
    attempt: Attempt | None = None

    def drop_kept(self, base: Visit) -> None:
        """Drop the steps of the attempt, which got through; the others are on top of ``base``."""
        if self.attempt is not None:
            del self.steps[: self.attempt.steps]
        self.base, self.attempt = base, None

    def take_on(self, shown: Treatment, later: Visit) -> Treatment:
        """Return what is shown once the steps that are missing in a later state are taken on it."""
        if self.attempt is not None and self.attempt.is_in(later):
            self.drop_kept(later)
        self.base, self.attempt = later, None
        visit, refused = later, ""
        for taken in self.steps:
            after = taken.step(replace(taken.on, visit=visit))
            visit, refused = after.visit, after.refused or refused
        return replace(shown, visit=visit, refused=refused)


def _deeds(visit: Visit) -> set[object]:
    return set((visit.delivery or Delivery(0)).deeds)
