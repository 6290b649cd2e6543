"""A visit: one session together with what was delivered, what came of it, and what was asked later."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.body.points import PointMm
from planner.series.course import Course
from planner.series.delivered import Delivery
from planner.session import Marked, Session


@dataclass(frozen=True, slots=True)
class Scores:
    """What the patient says of pain and function; None where nobody asked.

    Parameters
    ----------
    nrs
        Numeric rating scale, 0-10.
    vas
        Visual analogue scale, 0-100.
    roland_morris
        Roland-Morris disability questionnaire, 0-24.
    oswestry
        Oswestry disability index, 0-100.
    """

    nrs: int | None = None
    vas: int | None = None
    roland_morris: int | None = None
    oswestry: int | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """What was injected, as the user wrote it down; nothing is ever proposed.

    Parameters
    ----------
    expires
        Last day on which it may be used; None: not written down.
    volume_ml
        Of this product, None: not written down. [mL]
    """

    name: str
    batch: str
    expires: date | None = None
    volume_ml: float | None = None


class EffectKind(StrEnum):
    """What can be seen or felt where needles went."""

    REDNESS = "redness"
    HAEMATOMA = "haematoma"
    SWELLING = "swelling"
    TENDERNESS = "tenderness"
    NODULE = "nodule"
    ABSCESS = "abscess"
    ALLERGY = "allergy"


@dataclass(frozen=True, slots=True)
class SideEffect:
    """One side effect, on its place, with the days on which it was noticed and gone."""

    id: str
    kind: EffectKind
    at: PointMm
    noticed: date
    note: str = ""
    gone: date | None = None


class QuestionKind(StrEnum):
    """When the patient is asked for side effects of a visit."""

    NEXT_VISIT = "next_visit"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the patient said when asked."""

    question: QuestionKind
    on: date
    has_effects: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as it is kept.

    Parameters
    ----------
    course
        The steps as they were planned when the treatment began; None before it.
    delivery
        What was done of them; None before the treatment.
    ghosts
        Findings of the visit before with the targets that treated them there, waiting to be confirmed; no
        plan knows them.
    schedule
        Id of the schedule that was chosen for the series, empty for none.
    next_on
        The day of the next visit, if the user settled one herself.
    note
        What the user wrote about the visit; names nobody.
    """

    on: date
    session: Session
    before: Scores = Scores()
    after: Scores = Scores()
    course: Course | None = None
    delivery: Delivery | None = None
    products: tuple[Product, ...] = ()
    effects: tuple[SideEffect, ...] = ()
    answers: tuple[Answer, ...] = ()
    ghosts: tuple[Marked, ...] = ()
    schedule: str = ""
    next_on: date | None = None
    note: str = ""

    @property
    def has_treated(self) -> bool:
        """Whether any needle went in."""
        return self.delivery is not None and self.delivery.entries > 0
