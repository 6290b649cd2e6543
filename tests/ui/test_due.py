from datetime import timedelta

from planner.series.visit import QuestionKind, Visit
from planner.storage.revisions import Revision, SessionState
from planner.ui.due import to_ask
from planner.ui.stored_visits import StoredVisit
from tests.series.visits import MONDAY, a_visit, treated


def stored(code: str, visit: Visit, state: SessionState = SessionState.CLOSED) -> StoredVisit:
    head = Revision(f"{code} {visit.on}", 1, state, 1, "desk", "", "", None, "")
    return StoredVisit(code, head, visit)


def test_over_all_patients_the_longest_due_comes_first_and_what_has_no_day_last() -> None:
    old = stored("P-2222", treated(a_visit(MONDAY - timedelta(days=100))))
    first = stored("P-1111", treated(a_visit(MONDAY - timedelta(days=7))))
    second = stored("P-1111", treated(a_visit(MONDAY)))

    asked = to_ask({"P-1111": (first, second), "P-2222": (old,)})

    assert [(one.stored, one.question.kind) for one in asked] == [
        (old, QuestionKind.LATE),
        (first, QuestionKind.NEXT_VISIT),
        (first, QuestionKind.LATE),
        (second, QuestionKind.LATE),
        (second, QuestionKind.NEXT_VISIT),
        (old, QuestionKind.NEXT_VISIT),
    ]


def test_a_treatment_that_was_never_ended_asks_as_soon_as_a_needle_went_in() -> None:
    planned = stored("P-1111", treated(a_visit(), ()), SessionState.PLANNED)
    under_way = stored("P-2222", treated(a_visit()), SessionState.PLANNED)

    asked = to_ask({"P-1111": (planned,), "P-2222": (under_way,)})

    assert {one.stored for one in asked} == {under_way}
    assert QuestionKind.LATE in {one.question.kind for one in asked}
