"""What is kept beside a desk: choices that are no part of its marks, and what took long to find."""

from dataclasses import dataclass

from planner.evidence.change import FADES_AFTER
from planner.files.desk import Desk
from planner.geometry.found_covers import FoundCover
from planner.series.reminders import NEVER, ChangeEvery
from planner.series.visit import Scores
from planner.session import Session

FADES_AFTER_DAYS = int(FADES_AFTER.value)


@dataclass(frozen=True, slots=True)
class Optimised:
    """A target that was searched for fewer deposits.

    Parameters
    ----------
    of
        The session as the search has seen it: with this target alone.
    steps
        After how many tries it ended.
    covers
        What it came to, so that it can be laid out again without searching.
    """

    target_id: str
    of: Session
    steps: int
    covers: tuple[FoundCover, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanA:
    """The desk as it was when its plan was kept to compare with, and the searches that held then."""

    desk: Desk
    optimised: tuple[Optimised, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What a user decided beside the marks; it changes seldom, and so is not saved with every tap.

    Parameters
    ----------
    weights
        What the user chose for the total, by the name of the measure.
    rest_days
        After how many days nothing is shown any more of a puncture of an earlier session.
    every
        After how many injections and passes needle and syringe are to be changed.
    note
        What was written about the visit on the desk; None: nothing was said, and that of the record stays.
    before
        What the patient said before the treatment has begun, which takes it along; None as of the note.
    """

    plan_a: PlanA | None = None
    optimised: tuple[Optimised, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    rest_days: int = FADES_AFTER_DAYS
    every: ChangeEvery = NEVER
    note: str | None = None
    before: Scores | None = None
