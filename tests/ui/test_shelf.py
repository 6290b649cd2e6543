"""The shelf keeps boards in the store before it says so, and keeps trying when it cannot."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from planner.body.patient import Patient, Sex
from planner.files.beside import Beside
from planner.files.desk import Desk
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.drafts import Draft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.ui.board import (
    Board,
    add_target,
    change_setting,
    desk_of,
    new_board,
    put_desk,
    put_mark,
    refuse,
    turn_form,
)
from planner.ui.keeper import GIVEN_UP
from planner.ui.shelf import MOST_BOARDS
from tests.faults.failing_disk import failing_disk
from tests.ui.shelf_steps import NOON, PATIENCE_S, a_shelf, tapped, until
from tests.ui.test_board import a_mark


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with closing(open_store(StoreAddress(path=tmp_path / "store.sqlite3"), at=NOON)) as opened:
        yield opened


@pytest.fixture
def empty() -> Board:
    return new_board("case", "nappage")


def test_everything_on_a_board_is_there_after_a_restart(store: Database, empty: Board) -> None:
    steps: list[Callable[[Board], Board]] = [
        tapped(3, "p1", "p2"),
        lambda board: add_target(board, "intraepidermal"),
        lambda board: change_setting(board, "t1", "spacing_mm", 8.0),
        lambda board: replace(board, patient=Patient(Sex.FEMALE, 1626.0, 66.8, 475.0)),
        lambda board: put_mark(board, a_mark("k1")),
    ]
    before = a_shelf(store)
    for step in steps:
        left = before.change(empty, step)

    found = a_shelf(store).find(empty)

    assert found == left
    assert [finding.id for finding in found.session.findings] == ["p1", "p2", "k1"]
    assert found.session.targets[0].settings == (("spacing_mm", 8.0),)


def test_what_is_said_to_be_kept_is_in_the_store(store: Database, empty: Board) -> None:
    shelf = a_shelf(store)

    untouched = shelf.saving("case")
    shelf.change(empty, tapped(5, "p1"))
    draft = find_draft(store, DESK, "case")

    assert untouched.saved_at is None
    assert (shelf.saving("case").seq, shelf.saving("case").saved_at) == (5, NOON)
    assert draft is not None
    assert '"seq":5' in draft.body
    assert a_shelf(store).find(empty).document.seq == 5


def test_a_board_that_nothing_was_done_on_is_not_kept(store: Database, empty: Board) -> None:
    shelf = a_shelf(store)

    shelf.find(empty)
    shelf.change(empty, lambda board: refuse(turn_form(board, "new.point"), "Draw it again."))

    assert find_draft(store, DESK, "case") is None
    assert shelf.find(empty).refused == "Draw it again."


def test_what_the_disk_refuses_stays_on_the_board_and_is_kept_later(store: Database, empty: Board) -> None:
    shelf = a_shelf(store)
    shelf.change(empty, tapped(1, "p1"))

    with failing_disk(1, failures=10_000):
        shelf.change(empty, tapped(2, "p1", "p2"))
        shelf.change(empty, tapped(3, "p1", "p2", "p3"))
        meanwhile = shelf.saving("case")
        shown = shelf.find(empty)
    until(lambda: not shelf.saving("case").failure)

    assert meanwhile.seq == 1
    assert "disk" in meanwhile.failure
    assert len(shown.marks) == 3
    assert shelf.saving("case").seq == 3
    assert len(a_shelf(store).find(empty).marks) == 3


def test_a_step_is_on_the_board_before_it_is_kept_and_said_to_be_kept_only_after(
    store: Database, empty: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_answered = Event()

    def slow_save(*given: Any, **named: Any) -> Draft:
        has_answered.wait(PATIENCE_S)
        return save_draft(*given, **named)

    monkeypatch.setattr("planner.ui.keeper.save_draft", slow_save)
    shelf = a_shelf(store)

    shown = shelf.take(empty, tapped(1, "p1"))
    meanwhile = shelf.saving("case", patience_s=0.0)
    shelf.take(empty, tapped(2, "p1", "p2"))
    has_answered.set()
    afterwards = shelf.saving("case")

    assert [mark.finding.id for mark in shown.marks] == ["p1"]
    assert (meanwhile.seq, meanwhile.saved_at) == (0, None)
    assert (afterwards.seq, afterwards.saved_at, afterwards.failure) == (2, NOON, "")
    assert len(a_shelf(store).find(empty).marks) == 2


def test_whatever_ends_the_keeping_is_said_and_the_next_step_begins_it_anew(
    store: Database, empty: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [KeyError("t2")]

    def save_or_break(*given: Any, **named: Any) -> Draft:
        if answers:
            raise answers.pop()
        return save_draft(*given, **named)

    monkeypatch.setattr("planner.ui.keeper.save_draft", save_or_break)
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    shelf = a_shelf(store)

    shelf.change(empty, tapped(1, "p1"))
    meanwhile = shelf.saving("case")
    shelf.change(empty, tapped(2, "p1", "p2"))
    afterwards = shelf.saving("case")

    assert meanwhile.failure == GIVEN_UP
    assert (afterwards.seq, afterwards.failure) == (2, "")
    assert len(a_shelf(store).find(empty).marks) == 2


def test_taps_faster_than_the_disk_are_no_failure(
    store: Database, empty: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = a_shelf(store)
    faster = iter(range(2, 40))

    def tap_while_saving(*given: Any, **named: Any) -> Draft:
        kept = save_draft(*given, **named)
        for seq in islice(faster, 1):
            shelf.take(empty, tapped(seq, f"p{seq}"))
        return kept

    monkeypatch.setattr("planner.ui.keeper.save_draft", tap_while_saving)

    shelf.change(empty, tapped(1, "p1"))

    assert (shelf.saving("case").seq, shelf.saving("case").failure) == (39, "")


def test_steps_of_two_servers_on_one_case_are_both_kept(store: Database, empty: Board) -> None:
    here, there = a_shelf(store), a_shelf(store)
    here.find(empty)
    there.find(empty)

    here.change(empty, lambda board: change_setting(board, "t1", "spacing_mm", 8.0))
    merged = there.change(empty, tapped(1, "p1"))

    assert merged.targets[0].settings == (("spacing_mm", 8.0),)
    assert [mark.finding.id for mark in merged.marks] == ["p1"]
    assert desk_of(a_shelf(store).find(empty)) == desk_of(merged)


def test_the_board_not_looked_at_for_longest_makes_room_and_is_found_again(store: Database) -> None:
    shelf = a_shelf(store)
    first = new_board("0", "nappage")
    shelf.change(first, tapped(0))
    shelf.change(first, lambda board: add_target(board, "intraepidermal"))
    for number in range(1, MOST_BOARDS + 1):
        shelf.find(new_board(f"{number}", "nappage"))

    assert shelf.saving("0").saved_at is None  # it is off the shelf
    assert len(shelf.find(first).targets) == 2


def test_a_forgotten_board_is_read_afresh(store: Database, empty: Board) -> None:
    shelf = a_shelf(store)
    shelf.change(empty, tapped(1, "p1"))

    shelf.forget("case")

    assert shelf.saving("case").saved_at is None
    assert len(shelf.find(empty).marks) == 1


def test_only_what_is_merely_shown_is_left_out_of_what_is_kept(empty: Board) -> None:
    kept = {field.name for field in fields(Desk)}
    beside = {"kept" if field.name == "plan_a" else field.name for field in fields(Beside)}
    shown = {"refused", "open_form", "searching", "shown_gap_of"}
    board = put_mark(empty, a_mark())

    assert {field.name for field in fields(Board)} == kept | beside | shown
    assert put_desk(empty, desk_of(board)) == board
