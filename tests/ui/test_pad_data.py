"""The pad is told what changed, and nothing that it already holds."""

from typing import Any

import pytest

from planner.body.points import PointMm
from planner.files.pad_document import PadDocument
from planner.session import Exclusion, ExclusionKind, FindingKind, Marked, PointFinding, Zone
from planner.ui.board import Board, accept_document, new_board
from planner.ui.pad_data import pad_data
from planner.ui.planned import planned

CROSSED = tuple(PointMm(u, v) for u, v in ((20, 400), (90, 460), (90, 400), (20, 460)))


def a_board(*marks: Marked, exclusions: tuple[Exclusion, ...] = (), body_key: str = "") -> Board:
    document = PadDocument("case", 1, 0, body_key, marks, exclusions)
    return accept_document(new_board("case", "point_by_point"), document)


def a_mark(u_mm: float) -> Marked:
    return Marked(PointFinding("p1", FindingKind.TENDER_POINT, PointMm(u_mm, 400.0), 5), ("t1",))


def told(board: Board, *, dark: bool = False) -> dict[str, Any]:
    return pad_data(board, planned(board.session), dark=dark)


@pytest.mark.parametrize("u_mm", [-1.0, -3.0, 0.0])
def test_a_point_moved_by_one_mm_is_another_plan(u_mm: float) -> None:
    before, after = told(a_board(a_mark(u_mm))), told(a_board(a_mark(u_mm - 1.0)))

    assert before["plan"]["key"] != after["plan"]["key"]
    assert before["plan"]["traces"] != after["plan"]["traces"]


def test_the_same_session_is_the_same_plan() -> None:
    assert told(a_board(a_mark(15.0)))["plan"] == told(a_board(a_mark(15.0)))["plan"]


def test_the_body_goes_down_once() -> None:
    whole = told(a_board())["body"]

    assert set(told(a_board(body_key=whole["key"]))["body"]) == {"key"}
    assert told(a_board(body_key=whole["key"]), dark=True)["body"]["key"] != whole["key"]


def test_the_key_levels_are_those_of_the_map() -> None:
    levels = {name: is_key for name, _, is_key in told(a_board())["body"]["levels"]}

    assert [name for name, is_key in levels.items() if is_key] == ["C7", "T3", "T7", "T12", "L4", "S2"]


def test_a_crossing_zone_is_refused_and_offered_mended() -> None:
    data = told(a_board(a_mark(15.0), Marked(Zone("z1", CROSSED, 5), ("t1",))))

    assert data["plan"]["traces"] == []
    assert "crosses itself" in data["refused"]
    assert data["mended"]["id"] == "z1"
    assert all(len(outline) >= 3 for outline in data["mended"]["outlines"])


def test_a_crossing_exclusion_is_offered_mended_as_well() -> None:
    data = told(a_board(exclusions=(Exclusion("x1", ExclusionKind.SCAR, CROSSED, 5.0),)))

    assert data["mended"]["id"] == "x1"


def test_a_document_is_not_sent_back_to_the_pad_that_wrote_it() -> None:
    board = a_board(a_mark(15.0))

    own = pad_data(board, planned(board.session), dark=False, sent={"case": "case", "seq": 1})
    other = pad_data(board, planned(board.session), dark=False, sent={"case": "case", "seq": 0})

    assert own["doc"] is None
    assert other["doc"]["seq"] == 1
    assert own["ack"] == other["ack"] == 1
