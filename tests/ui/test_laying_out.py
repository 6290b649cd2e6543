from dataclasses import replace

import pytest

from planner.body import Patient, Sex
from planner.series.delivered import Delivery, skip
from planner.series.next_visit import next_visit
from planner.series.replan import skipped_session
from planner.session import Hand, Operator, Session, Side
from planner.ui.board import new_board
from planner.ui.laying_out import laid_out, laid_out_next
from planner.ui.optimised import is_searched, searched
from tests.series.visits import COURSE, MIXED, MONDAY, TEN, a_visit

MEASURED = replace(
    MIXED,
    patient=Patient(Sex.FEMALE, stature_mm=1626.0),
    operator=Operator(Hand.LEFT, Side.PATIENT_LEFT),
)


@pytest.mark.parametrize("session", [MIXED, MEASURED], ids=["median", "measured"])
def test_the_desk_holds_the_very_session_that_was_laid_out(session: Session) -> None:
    board = laid_out(new_board("0" * 16, "point_by_point"), session)

    assert board.session == session
    assert board.document.case == "0" * 16


def test_a_session_without_targets_leaves_the_desk_its_first_one() -> None:
    board = laid_out(new_board("0" * 16, "point_by_point"), Session())

    assert [target.id for target in board.targets] == ["t1"]


def test_a_session_from_the_last_one_has_ghosts_that_no_plan_knows() -> None:
    board = laid_out_next(new_board("0" * 16, "point_by_point"), next_visit(a_visit(), MONDAY))

    assert board.ghosts == MIXED.marks
    assert [ghost.targets for ghost in board.ghosts] == [("t1",), ("t2",)]
    assert board.session.findings == ()
    assert board.session.exclusions == MIXED.exclusions
    assert board.document.seq > 0


def test_what_was_skipped_is_laid_out_like_any_session() -> None:
    again = skipped_session(MIXED, COURSE, skip(Delivery(len(COURSE)), 1, 2, "a mole", TEN))
    assert again is not None

    assert laid_out(new_board("0" * 16, "point_by_point"), again).session == again


def test_a_search_for_one_visit_is_not_begun_on_the_desk_of_the_next_with_every_tap() -> None:
    fill = searched(MIXED.targets[0].with_setting("pattern", "fill"), 600)
    last = replace(a_visit(), session=replace(MIXED, targets=(fill, *MIXED.targets[1:])))

    board = laid_out_next(new_board("0" * 16, "point_by_point"), next_visit(last, MONDAY))

    assert dict(board.targets[0].settings)["pattern"] == "fill"
    assert not is_searched(board.session.targets[0])
