"""Steps taken again on a later state of a board: what got through unheard is not there twice."""

from datetime import UTC, datetime
from typing import Any

import pytest

from planner.body.points import PointMm
from planner.errors import StoreUnreachable
from planner.session import Exclusion, ExclusionKind, FindingKind, Marked, PointFinding
from planner.storage.database import Database
from planner.storage.drafts import Draft, save_draft
from planner.storage.principal import DESK
from planner.ui import keeper
from planner.ui.board import Board, add_target, change_setting, named, new_board, put_exclusion, put_mark
from planner.ui.keeper import Saving
from planner.ui.shelf import Shelf
from planner.ui.unkept_steps import Step, taken_again, taken_on
from tests.ui.shelf_steps import until

NOON = datetime(2026, 11, 25, 12, 3, 11, tzinfo=UTC)
CORNERS = (PointMm(0.0, 300.0), PointMm(9.0, 300.0), PointMm(0.0, 309.0))


def excluding(board: Board) -> Board:
    new = Exclusion("", ExclusionKind.MOLE, CORNERS, 5.0)
    return put_exclusion(board, named(board, new, "kx"))


def marking(board: Board) -> Board:
    new = PointFinding("", FindingKind.TENDER_POINT, PointMm(20.0, 400.0), 6)
    return put_mark(board, Marked(named(board, new, "p"), ("t1",)))


def targeting(board: Board) -> Board:
    return add_target(board, "nappage")


def setting(board: Board) -> Board:
    return change_setting(board, "t1", "spacing_mm", 8.0)


@pytest.mark.parametrize("step", [excluding, marking, targeting])
def test_what_got_through_unheard_is_not_added_once_more(step: Step) -> None:
    sent, taken = taken_on(new_board("case", "nappage"), step)
    later = change_setting(sent, "t1", "spacing_mm", 9.0)  # another server's, on top

    board, left = taken_again(later, [taken], 1)

    assert (board, left) == (later, [])


@pytest.mark.parametrize("step", [excluding, marking, targeting])
def test_what_did_not_get_through_is_added_also_beside_the_very_same_of_another_tablet(step: Step) -> None:
    empty = new_board("case", "nappage")
    theirs, (_, taken) = step(empty), taken_on(empty, step)

    board, left = taken_again(theirs, [taken], 0)

    assert len((*board.marks, *board.exclusions, *board.targets)) == 3
    assert taken_again(board, left, 1) == (board, [])  # known by the id that it has there


def test_a_later_step_is_taken_again_beside_one_that_got_through() -> None:
    sent, first = taken_on(new_board("case", "nappage"), targeting)
    second, third = taken_on(sent, setting)[1], taken_on(sent, targeting)[1]

    board, left = taken_again(sent, [first, second, third], 2)

    assert [target.id for target in board.targets] == ["t1", "t2", "t3"]
    assert board.target("t1").settings == (("spacing_mm", 8.0),)
    assert [one.step for one in left] == [setting, targeting]


def test_a_target_whose_receipt_was_lost_is_there_once_though_another_server_went_on(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (Shelf(store, DESK, lambda: NOON) for _ in range(2))
    empty = new_board("0123456789abcdef", "nappage")
    lost = [lambda: there.change(empty, setting)]

    def save_unheard(*given: Any, **named: Any) -> Draft:
        kept = save_draft(*given, **named)
        for go_on in [lost.pop()] if lost else []:
            go_on()
            raise StoreUnreachable("The line broke.")
        return kept

    monkeypatch.setattr(keeper, "save_draft", save_unheard)
    monkeypatch.setattr(keeper, "RETRY_S", (0.01,))

    here.take(empty, targeting)
    until(lambda: here.saving(empty.document.case) == Saving(saved_at=NOON))

    board = Shelf(store, DESK, lambda: NOON).find(empty)
    assert [target.id for target in board.targets] == ["t1", "t2"]
    assert board.target("t1").settings == (("spacing_mm", 8.0),)
