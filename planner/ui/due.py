"""What is to be asked over all patients of a clinic, the longest due first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.series.follow_up import Question, open_questions
from planner.ui.stored_visits import StoredVisit


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One question about one stored visit."""

    stored: StoredVisit
    question: Question


def to_ask(series: Mapping[str, Sequence[StoredVisit]]) -> tuple[ToAsk, ...]:
    """Return every open question about a visit that was held, those without a day last.

    Parameters
    ----------
    series
        Each patient's visits in their order, by code.
    """
    found = [
        ToAsk(visits[question.visit], question)
        for visits in series.values()
        for question in open_questions([one.visit for one in visits])
        if visits[question.visit].is_held
    ]
    return tuple(
        sorted(found, key=lambda one: (one.question.due or date.max, one.stored.code, one.question.visit))
    )
