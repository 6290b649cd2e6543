"""What is asked after a visit, at the next session and at twelve weeks, and the side effects that came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from planner.body.points import PointMm
from planner.evidence.change import INFECTION_LATENCY
from planner.series.visit import Answer, EffectKind, Product, QuestionKind, SideEffect, Visit

DAYS_PER_WEEK = 7
# Ours: whatever of the seven kinds an infection can look or feel like.
_LATE_SIGNS = frozenset(EffectKind) - {EffectKind.HAEMATOMA, EffectKind.ALLERGY}


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


def received_batch(products: Iterable[Product], batch: str) -> bool:
    """Tell whether one of the products of a visit is of that batch, however it was typed."""
    return any(is_of_batch(product, batch) for product in products)


def is_of_batch(product: Product, batch: str) -> bool:
    """Tell whether a product is of that batch, however it was typed; no batch is of none."""
    wanted = _plain(batch)
    return bool(wanted) and _plain(product.batch) == wanted


def _plain(batch: str) -> str:
    return "".join(character for character in batch.casefold() if character.isalnum())


def with_effect(visit: Visit, kind: EffectKind, at: PointMm, noticed: date, *, note: str = "") -> Visit:
    """Return the visit with one more side effect, not gone yet, under an id of its own."""
    return _with(visit, SideEffect("", kind, at, noticed, note.strip()))


def find_effect(visit: Visit, effect: SideEffect) -> SideEffect | None:
    """Return a side effect as a visit has it by now; None if it is not there any more.

    An id alone does not tell: that of one that was entered by mistake is given to the next one.
    """
    known = (effect.id, effect.kind, effect.at)
    return next((one for one in visit.effects if (one.id, one.kind, one.at) == known), None)


def with_gone(visit: Visit, effect: SideEffect, gone: date | None) -> Visit:
    """Return the visit with a side effect gone on a day, or not after all; a missing one is put back."""
    stands = find_effect(visit, effect)
    if stands is None:
        return _with(visit, replace(effect, gone=gone))
    changed = replace(stands, gone=gone)
    return replace(visit, effects=tuple(changed if one is stands else one for one in visit.effects))


def without_effect(visit: Visit, effect: SideEffect) -> Visit:
    """Return the visit without a side effect that was entered by mistake."""
    mistake = find_effect(visit, effect)
    return replace(visit, effects=tuple(one for one in visit.effects if one is not mistake))


def with_answer(visit: Visit, answer: Answer) -> Visit:
    """Return the visit with an answer; a question that is answered already is answered anew."""
    if answer in visit.answers:
        return visit
    others = tuple(one for one in visit.answers if one.question is not answer.question)
    return replace(visit, answers=(*others, answer))


def find_answer(visit: Visit, question: QuestionKind) -> Answer | None:
    """Return the answer to a question, if it has one."""
    return next((one for one in visit.answers if one.question is question), None)


def _with(visit: Visit, effect: SideEffect) -> Visit:
    """Return the visit with a side effect under an id that is free."""
    taken = {one.id for one in visit.effects}
    an_id = next(name for n in count(1) if (name := f"e{n}") not in taken)
    return replace(visit, effects=(*visit.effects, replace(effect, id=an_id)))
