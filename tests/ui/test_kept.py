"""Plan A: what is kept, what changes beside it, and the way back to the very same plan."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body.patient import Patient, Sex
from planner.body.points import PointMm
from planner.files.pad_document import PadDocument
from planner.session import Exclusion, ExclusionKind, FindingKind, Marked, PointFinding, Position
from planner.ui import board as boards
from planner.ui.board import Board, accept_document, new_board
from planner.ui.kept import (
    back_to_kept,
    clear_weights,
    forget_kept,
    keep_plan,
    shows_gap,
    turn_gap,
    weigh,
)


def a_mark(an_id: str, u_mm: float = 15.0) -> Marked:
    return Marked(PointFinding(an_id, FindingKind.TENDER_POINT, PointMm(u_mm, 409.0), 7), ("t1",))


def an_exclusion(an_id: str = "x1", margin_mm: float = 5.0) -> Exclusion:
    outline = (PointMm(0, 400), PointMm(10, 400), PointMm(10, 420))
    return Exclusion(an_id, ExclusionKind.SCAR, outline, margin_mm)


def a_board() -> Board:
    document = PadDocument("case", 3, 0, "", (a_mark("p1"), a_mark("p2", 40.0)), (an_exclusion(),))
    return accept_document(new_board("case", "nappage"), document)


CHANGES: dict[str, Callable[[Board], Board]] = {
    "moved": lambda board: boards.put_mark(board, a_mark("p1", -30.0)),
    "removed": lambda board: boards.remove(board, "p1"),
    "added": lambda board: boards.put_mark(board, a_mark("p9", 60.0)),
    "margin": lambda board: boards.put_exclusion(board, an_exclusion(margin_mm=9.0)),
    "uncovered": lambda board: boards.remove(board, "x1"),
    "technique": lambda board: boards.change_technique(board, "t1", "intraepidermal"),
    "setting": lambda board: boards.change_setting(board, "t1", "spacing_mm", 6.0),
    "target": lambda board: boards.add_target(board, "point_by_point"),
    "position": lambda board: replace(board, position=Position.SEATED),
    "patient": lambda board: replace(board, patient=Patient(Sex.FEMALE, stature_mm=1700.0)),
}
some_changes = st.lists(st.sampled_from(sorted(CHANGES)), max_size=6)


@given(names=some_changes)
def test_the_way_back_leads_to_the_very_same_session(names: list[str]) -> None:
    kept = keep_plan(a_board())
    changed = kept
    for name in names:
        changed = CHANGES[name](changed) if name != "technique" or len(changed.targets) == 1 else changed

    returned = back_to_kept(changed)

    assert returned.session == kept.session
    assert returned.kept == kept.kept
    assert returned.active_target == kept.active_target


@given(names=some_changes)
def test_the_way_back_stays_once_the_pad_holds_the_edits(names: list[str]) -> None:
    kept = keep_plan(a_board())
    changed = kept
    for name in names:
        changed = CHANGES[name](changed)
    returned = back_to_kept(changed)

    heard = accept_document(
        returned,
        PadDocument("case", 99, returned.edits_made, "", returned.marks, returned.exclusions),
    )

    assert heard.edits == ()
    assert heard.session == kept.session


def test_a_mark_that_only_moved_is_put_back_by_one_edit() -> None:
    moved = boards.put_mark(keep_plan(a_board()), a_mark("p1", -30.0))

    returned = back_to_kept(moved)

    assert len(returned.edits) == len(moved.edits) + 1


def test_without_plan_a_there_is_no_way_back() -> None:
    board = a_board()

    assert back_to_kept(board) == board


def test_the_newest_plan_that_is_kept_is_plan_a_and_holds_no_other() -> None:
    first = keep_plan(a_board())

    second = keep_plan(boards.change_setting(first, "t1", "spacing_mm", 6.0))

    assert second.kept is not None
    assert second.kept.session == second.session
    assert second.kept.kept is None
    assert forget_kept(second).kept is None


def test_the_gap_is_shown_until_it_is_tapped_again() -> None:
    board = turn_gap(a_board())

    assert shows_gap(board)
    assert not shows_gap(turn_gap(board))


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_the_gap_is_gone_once_the_plan_changes(name: str) -> None:
    assert not shows_gap(CHANGES[name](turn_gap(a_board())))


def test_weights_are_kept_by_name_and_can_be_cleared() -> None:
    board = weigh(weigh(weigh(a_board(), "entries", 50.0), "coverage", 10.0), "entries", 40.0)

    assert board.weights == (("coverage", 10.0), ("entries", 40.0))
    assert clear_weights(board).weights == ()
    assert clear_weights(board).clearings == board.clearings + 1
