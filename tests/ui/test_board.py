"""The board keeps every mark, whichever side of the screen it came from."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.body.points import PointMm
from planner.files.pad_document import PadDocument
from planner.session import Exclusion, ExclusionKind, FindingKind, Marked, PointFinding
from planner.ui.board import (
    Board,
    accept_document,
    add_target,
    change_setting,
    change_technique,
    choose_target,
    clear_settings,
    desk_of,
    drop_target,
    free_id,
    named,
    new_board,
    put_desk,
    put_exclusion,
    put_mark,
    refuse,
    remove,
    turn_form,
)


def a_mark(an_id: str = "p1", *, u_mm: float = 15.0, targets: tuple[str, ...] = ("t1",)) -> Marked:
    return Marked(PointFinding(an_id, FindingKind.TENDER_POINT, PointMm(u_mm, 409.0), 7), targets)


def an_exclusion(an_id: str = "x1") -> Exclusion:
    outline = (PointMm(0, 400), PointMm(10, 400), PointMm(10, 420))
    return Exclusion(an_id, ExclusionKind.SCAR, outline, 5.0)


def a_document(*marks: Marked, seq: int = 1, edits_seen: int = 0) -> PadDocument:
    return PadDocument("case", seq, edits_seen, "", marks)


@pytest.fixture
def board() -> Board:
    return new_board("case", "nappage")


def test_a_new_board_has_one_target_that_the_first_tap_goes_to(board: Board) -> None:
    assert [target.technique for target in board.session.targets] == ["nappage"]
    assert board.active_target == board.targets[0].id


def test_the_document_with_the_higher_number_wins_in_whatever_order_they_come(board: Board) -> None:
    older, newer = a_document(a_mark("p1"), seq=4), a_document(a_mark("p1"), a_mark("p2"), seq=5)

    in_order = accept_document(accept_document(board, older), newer)
    out_of_order = accept_document(accept_document(board, newer), older)

    assert in_order == out_of_order
    assert [finding.id for finding in in_order.session.findings] == ["p1", "p2"]


def test_a_document_of_another_case_changes_nothing(board: Board) -> None:
    stray = PadDocument("another", 99, 0, "", (a_mark(),))

    assert accept_document(board, stray) == board


def test_a_target_has_the_findings_that_name_it(board: Board) -> None:
    both = add_target(board, "point_by_point")
    document = a_document(
        a_mark("p1", targets=("t1", "t2")), a_mark("p2", targets=("t2",)), a_mark("p3", targets=())
    )

    session = accept_document(both, document).session

    assert [target.findings for target in session.targets] == [("p1",), ("p1", "p2")]


def test_a_typed_mark_shows_at_once_and_stays_until_the_pad_holds_it(board: Board) -> None:
    typed = put_mark(board, a_mark("k1"))
    tapped_meanwhile = accept_document(typed, a_document(a_mark("p1"), seq=1, edits_seen=0))
    held = accept_document(tapped_meanwhile, a_document(a_mark("p1"), a_mark("k1"), seq=2, edits_seen=1))

    assert {f.id for f in typed.session.findings} == {"k1"}
    assert {f.id for f in tapped_meanwhile.session.findings} == {"p1", "k1"}
    assert {f.id for f in held.session.findings} == {"p1", "k1"}
    assert held.edits == ()


def test_a_later_edit_of_the_same_mark_wins(board: Board) -> None:
    changed = put_mark(put_mark(board, a_mark("k1", u_mm=10.0)), a_mark("k1", u_mm=20.0))

    assert [mark.finding.at.u_mm for mark in changed.marks if isinstance(mark.finding, PointFinding)] == [
        20.0
    ]


def test_removing_beside_the_pad_removes_marks_and_exclusions(board: Board) -> None:
    marked = put_exclusion(accept_document(board, a_document(a_mark("p1"))), an_exclusion("kx1"))

    without_both = remove(remove(marked, "p1"), "kx1")

    assert without_both.session.findings == ()
    assert without_both.session.exclusions == ()


def test_dropping_a_target_keeps_its_findings_and_the_last_target_stays(board: Board) -> None:
    marked = accept_document(add_target(board, "intraepidermal"), a_document(a_mark("p1", targets=("t2",))))

    dropped = drop_target(marked, "t2")

    assert [finding.id for finding in dropped.session.findings] == ["p1"]
    assert drop_target(dropped, "t1") == dropped


@pytest.mark.parametrize(
    "step",
    [
        lambda board: choose_target(board, "t2"),
        lambda board: choose_target(board, "None"),
        lambda board: change_technique(board, "t2", "nappage"),
        lambda board: change_setting(board, "t2", "spacing_mm", 8.0),
        lambda board: clear_settings(board, "t2"),
        lambda board: drop_target(board, "t2"),
    ],
)
def test_a_step_on_a_target_that_another_tablet_dropped_leaves_the_board_as_it_is(
    board: Board, step: Callable[[Board], Board]
) -> None:
    assert step(board) == board


def test_a_desk_whose_chosen_target_is_gone_opens_on_its_first_one(board: Board) -> None:
    damaged = replace(desk_of(board), active_target="None")

    assert put_desk(board, damaged).active_target == "t1"


def test_two_tablets_that_add_at_once_add_two_marks(board: Board) -> None:
    def typed(u_mm: float) -> Callable[[Board], Board]:
        point = PointFinding("", FindingKind.TENDER_POINT, PointMm(u_mm, 409.0), 5)
        return lambda board: put_mark(board, Marked(named(board, point, "k"), ("t1",)))

    both = [typed(15.0), typed(60.0)]
    for step in both:
        board = step(board)

    assert [mark.finding.id for mark in board.marks] == ["k1", "k2"]
    assert named(board, board.marks[0].finding, "k").id == "k1"


def test_an_id_is_not_used_again_while_a_mark_still_names_it(board: Board) -> None:
    marked = accept_document(add_target(board, "intraepidermal"), a_document(a_mark("k7", targets=("t2",))))

    assert free_id(marked, "k") == "k8"
    assert add_target(drop_target(marked, "t2"), "nappage").targets[-1].id == "t3"


def test_another_technique_starts_at_its_own_defaults(board: Board) -> None:
    chosen = change_setting(board, "t1", "spacing_mm", 8.0)

    assert chosen.session.targets[0].settings == (("spacing_mm", 8.0),)
    assert change_technique(chosen, "t1", "intraepidermal").session.targets[0].settings == ()
    assert clear_settings(chosen, "t1").session == board.session


def test_a_refusal_is_said_until_the_next_document(board: Board) -> None:
    refused = refuse(board, "Draw it again.")

    assert refused.session == board.session
    assert accept_document(refused, refused.document) == refused
    assert accept_document(refused, a_document(a_mark())).refused == ""


def test_a_fresh_server_numbers_its_edits_on_from_what_the_pad_has_seen(board: Board) -> None:
    after_restart = accept_document(board, a_document(a_mark("p1"), seq=9, edits_seen=4))

    typed = put_mark(after_restart, a_mark("k1"))

    assert [edit.number for edit in typed.edits] == [5]


def test_one_form_is_open_at_a_time_and_closes_when_it_is_saved(board: Board) -> None:
    opened = turn_form(board, "new.point")

    assert turn_form(opened, "new.zone").open_form == "new.zone"
    assert turn_form(opened, "new.point").open_form == ""
    assert put_mark(opened, a_mark("k1")).open_form == ""


def test_a_mark_under_a_ghosts_id_confirms_it_and_a_removal_lets_it_go(board: Board) -> None:
    ghosts = (a_mark("p1"), a_mark("p2"), a_mark("p3", targets=("t7",)))
    waiting = accept_document(board, replace(a_document(), ghosts=ghosts))

    typed = remove(put_mark(waiting, a_mark("p1")), "p2")
    held = accept_document(typed, replace(a_document(a_mark("p1"), seq=2, edits_seen=2), ghosts=ghosts[2:]))

    assert waiting.session.findings == ()
    assert [[ghost.id for ghost in one.ghosts] for one in (waiting, typed, held)] == [
        ["p1", "p2", "p3"],
        ["p3"],
        ["p3"],
    ]
    assert [finding.id for finding in typed.session.findings] == ["p1"]
    assert free_id(held, "p") == "p4"
    assert free_id(held, "t") == "t8"  # else a new target would take over what waits for one that was dropped


def test_a_pad_that_has_not_seen_what_another_one_wrote_changes_nothing() -> None:
    board = accept_document(new_board("case", "nappage"), by("one", 1, None, "p1"))

    unseen = accept_document(board, by("two", 5, 0, "p2"))
    seen = accept_document(board, by("two", 5, 1, "p1", "p2"))

    assert unseen == board
    assert [mark.finding.id for mark in seen.document.marks] == ["p1", "p2"]
    assert accept_document(seen, by("one", 6, 1, "p1", "p3")) == seen


@pytest.mark.parametrize("base", [None, 0, 4])
def test_a_pad_goes_on_writing_whatever_it_saw_last(base: int | None) -> None:
    board = accept_document(new_board("case", "nappage"), by("one", 4, 0, "p1"))

    after = accept_document(board, by("one", 5, base, "p1", "p2"))

    assert after.document.seq == 5


def by(writer: str, seq: int, base: int | None, *marks: str) -> PadDocument:
    document = a_document(*(a_mark(an_id) for an_id in marks), seq=seq)
    return replace(document, writer=writer, base=base, base_writer="one")
