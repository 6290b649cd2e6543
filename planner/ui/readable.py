"""Visits on their way into the store and out of it: what could not be read is not stored."""

from planner.errors import FileRefused, PlannerError, StepNotAllowed, VisitRefused
from planner.files import read_visit, visit_json
from planner.series.soundness import require_visit
from planner.series.visit import Visit


def stored_text(visit: Visit) -> str:
    """Return a visit as the text to be stored.

    Raises
    ------
    StepNotAllowed
        If it contradicts itself: once stored, nobody could read it any more.
    """
    try:
        require_visit(visit)
    except VisitRefused as refusal:
        raise StepNotAllowed(
            f"Nothing was saved, for the session would contradict itself. {refusal}"
        ) from None
    return visit_json(visit)


def visit_in(body: str) -> Visit:
    """Return the visit that a stored text holds.

    Raises
    ------
    FileRefused
        Whatever this version refuses of it: who reads the store has one refusal to expect.
    """
    try:
        return read_visit(body)
    except FileRefused:
        raise
    except PlannerError as refusal:
        raise FileRefused(
            f"What was saved of a session cannot be read: {refusal}", field=refusal.field
        ) from refusal
