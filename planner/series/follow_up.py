"""What is asked after a visit, at the next session and at twelve weeks, and the side effects that came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from planner.body.points import PointMm
from planner.errors import VisitRefused
from planner.evidence.change import INFECTION_LATENCY
from planner.series.visit import Answer, EffectKind, Product, QuestionKind, SideEffect, Visit
from planner.session import put

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
    taken = {effect.id for effect in visit.effects}
    an_id = next(name for n in count(1) if (name := f"e{n}") not in taken)
    return replace(visit, effects=(*visit.effects, SideEffect(an_id, kind, at, noticed, note.strip())))


def with_gone(visit: Visit, effect_id: str, gone: date | None) -> Visit:
    """Return the visit with a side effect gone on a day, or not gone after all.

    Raises
    ------
    VisitRefused
        If there is no such effect.
    """
    changed = replace(_effect(visit, effect_id), gone=gone)
    return replace(visit, effects=put(visit.effects, changed))


def without_effect(visit: Visit, effect_id: str) -> Visit:
    """Return the visit without a side effect that was entered by mistake.

    Raises
    ------
    VisitRefused
        If there is no such effect.
    """
    mistake = _effect(visit, effect_id)
    return replace(visit, effects=tuple(effect for effect in visit.effects if effect is not mistake))


def with_answer(visit: Visit, answer: Answer) -> Visit:
    """Return the visit with an answer; a question that is answered already is answered anew."""
    others = tuple(one for one in visit.answers if one.question is not answer.question)
    return replace(visit, answers=(*others, answer))


def _effect(visit: Visit, effect_id: str) -> SideEffect:
    found = next((effect for effect in visit.effects if effect.id == effect_id), None)
    if found is None:
        raise VisitRefused(f"The visit has no side effect {effect_id!r}: look at it as it stands now.")
    return found
