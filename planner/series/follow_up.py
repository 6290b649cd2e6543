"""What is still to be asked: side effects at the next session, and late ones at twelve weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.evidence.change import INFECTION_LATENCY
from planner.series.visit import EffectKind, QuestionKind, SideEffect, Visit

DAYS_PER_WEEK = 7
_LATE_SIGNS = frozenset({EffectKind.NODULE, EffectKind.ABSCESS, EffectKind.SWELLING, EffectKind.REDNESS})


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one visit.

    Parameters
    ----------
    visit
        The place of the visit in the series, from 0.
    due
        The first day on which it is to be asked; None: at the next session, whenever that is.
    """

    visit: int
    kind: QuestionKind
    due: date | None

    def is_due(self, today: date) -> bool:
        """Whether it is to be asked today."""
        return self.due is not None and self.due <= today


def open_questions(visits: Sequence[Visit]) -> tuple[Question, ...]:
    """Return every question that has no answer yet, of the visits in their order.

    A visit at which no needle went in asks nothing.
    """
    found = []
    for number, visit in enumerate(visits):
        asked = {answer.question for answer in visit.answers}
        if not visit.has_treated:
            continue
        if QuestionKind.NEXT_VISIT not in asked:
            later = [other.on for other in visits[number + 1 :]]
            found.append(Question(number, QuestionKind.NEXT_VISIT, min(later, default=None)))
        if QuestionKind.LATE not in asked:
            late = visit.on + timedelta(days=DAYS_PER_WEEK * int(INFECTION_LATENCY.high))
            found.append(Question(number, QuestionKind.LATE, late))
    return tuple(found)


def due_questions(visits: Sequence[Visit], today: date) -> tuple[Question, ...]:
    """Return the questions to be asked today."""
    return tuple(question for question in open_questions(visits) if question.is_due(today))


def may_be_late_infection(effect: SideEffect, visit: Visit) -> bool:
    """Tell whether an effect showed when mycobacterial infections do; a hint to look, no diagnosis."""
    days = (effect.noticed - visit.on).days
    weeks = (int(INFECTION_LATENCY.low), int(INFECTION_LATENCY.high))
    return effect.kind in _LATE_SIGNS and weeks[0] * DAYS_PER_WEEK <= days <= weeks[1] * DAYS_PER_WEEK


def received_batch(visit: Visit, batch: str) -> bool:
    """Tell whether a product of that batch was used, however it was typed."""
    wanted = _plain(batch)
    return bool(wanted) and any(_plain(product.batch) == wanted for product in visit.products)


def _plain(batch: str) -> str:
    return "".join(character for character in batch.casefold() if character.isalnum())
