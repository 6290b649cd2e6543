from typing import Any

import numpy as np

from planner.body.points import PointMm
from planner.files.pad_document import PadDocument
from planner.series.rest_map import RestMap
from planner.session import FindingKind, Marked, PointFinding, Zone
from planner.ui import board as boards
from planner.ui.board import Board, accept_document, new_board
from planner.ui.kept import keep_plan, turn_gap
from planner.ui.pad_data import pad_data
from planner.ui.planned import planned


def a_board(technique: str = "nappage") -> Board:
    outline = tuple(PointMm(u, v) for u, v in ((20, 400), (90, 400), (90, 460), (20, 460)))
    marks = (
        Marked(Zone("z1", outline, 5), ("t1",)),
        Marked(PointFinding("p1", FindingKind.TENDER_POINT, PointMm(-40.0, 430.0), 7), ("t1",)),
    )
    return accept_document(new_board("case", technique), PadDocument("case", 1, 0, "", marks))


def told(board: Board) -> dict[str, Any]:
    return pad_data(board, planned(board.session), dark=False)


def roles_in(data: dict[str, Any]) -> list[str]:
    return [trace["meta"]["role"] for trace in data["plan"]["traces"]]


def titles_in(data: dict[str, Any]) -> set[str]:
    return {layer["title"] for layer in data["layers"]}


def test_a_plan_alone_has_nothing_round_it() -> None:
    data = told(a_board())

    assert data["spot"] is None
    assert not {"kept_injection", "gap"} & set(roles_in(data))
    assert not {"Plan A", "Largest gap"} & titles_in(data)


def test_plan_a_lies_below_plan_b_as_rings_and_dashes_under_a_key_of_its_own() -> None:
    kept = keep_plan(a_board())
    changed = boards.change_technique(kept, "t1", "intraepidermal")

    data = told(changed)

    roles = roles_in(data)
    assert roles[:3] == ["kept_zone", "kept_injection", "kept_name"]
    assert roles.index("pass") > roles.index("kept_name")
    assert "Plan A" in titles_in(data)
    assert (
        data["plan"]["key"] != told(boards.change_technique(a_board(), "t1", "intraepidermal"))["plan"]["key"]
    )


def test_plan_a_stays_on_the_map_while_plan_b_is_refused() -> None:
    refused = boards.change_setting(keep_plan(a_board()), "t1", "depth_mm", 99.0)

    data = told(refused)

    assert planned(refused.session).refusal is not None
    assert roles_in(data) == ["kept_zone", "kept_injection", "kept_name"]


def test_the_gap_is_marked_above_the_plan_and_said_in_words() -> None:
    board = turn_gap(a_board())
    totals = planned(board.session).score.totals

    data = told(board)

    assert roles_in(data)[-3:] == ["gap", "gap_place", "gap_text"]
    assert data["spot"]["says"] == f"Largest gap {totals.largest_gap_mm:.1f} mm"
    assert (data["spot"]["u_mm"], data["spot"]["v_mm"]) == (
        totals.largest_gap_at.u_mm,
        totals.largest_gap_at.v_mm,
    )
    assert "Largest gap" in titles_in(data)


def test_the_gap_is_gone_with_the_next_change() -> None:
    changed = boards.change_setting(turn_gap(a_board()), "t1", "spacing_mm", 6.0)

    data = told(changed)

    assert data["spot"] is None
    assert "gap" not in roles_in(data)


def test_what_rests_lies_below_everything_and_only_where_something_does() -> None:
    board = keep_plan(a_board())
    resting = RestMap(np.array([(30.0, 420.0), (60.0, 430.0)]), np.array([1.0, 0.4]))

    with_rest = pad_data(board, planned(board.session), dark=False, resting=resting)
    without = pad_data(
        board, planned(board.session), dark=False, resting=RestMap(np.empty((0, 2)), np.empty(0))
    )

    assert roles_in(with_rest)[:2] == ["rest", "rest"]
    assert roles_in(with_rest)[2:] == roles_in(without)
    assert titles_in(with_rest) - titles_in(without) == {"Punctured lately"}
    assert with_rest["plan"]["key"] != without["plan"]["key"]
