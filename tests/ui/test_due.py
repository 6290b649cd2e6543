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


def test_a_session_whose_treatment_is_still_under_way_asks_nothing() -> None:
    under_way = stored("P-1111", treated(a_visit()), SessionState.PLANNED)

    assert to_ask({"P-1111": (under_way,)}) == ()
