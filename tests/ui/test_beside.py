"""What is kept beside a desk: there again after a restart, and not written with every tap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from planner.body import FittedMap
from planner.body.points import PointMm
from planner.files.beside import Optimised
from planner.files.beside_file import beside_json, read_beside
from planner.geometry.found_covers import FoundCover, FoundCovers
from planner.plan import TargetPlan, build_plan
from planner.series.reminders import ChangeEvery
from planner.series.visit import Scores
from planner.session import FindingKind, Marked, PointFinding, Session
from planner.storage.database import Database
from planner.storage.drafts import draft_versions, find_draft
from planner.storage.principal import DESK
from planner.ui.beside import ENDING, beside_of, found_again
from planner.ui.board import Board, change_setting, new_board, put_mark
from planner.ui.kept import keep_plan, rest_for, weigh
from planner.ui.optimised import FoundPlans, alone, found_plans, searched
from planner.ui.planned import planned
from planner.ui.shelf import Shelf
from tests.conftest import a_point, a_session, a_zone, an_exclusion

NOON = datetime(2026, 11, 26, 12, 3, 11, tzinfo=UTC)
CASE = "0123456789abcdef"
STEPS = 3


def a_shelf(store: Database) -> Shelf:
    """Return a shelf that remembers nothing: the one of a server that has just started."""
    return Shelf(store, DESK, lambda: NOON)


@pytest.fixture
def empty() -> Board:
    return change_setting(new_board(CASE, "point_by_point"), "t1", "pattern", "fill")


def marked(an_id: str, u_mm: float, v_mm: float) -> Callable[[Board], Board]:
    point = PointFinding(an_id, FindingKind.TENDER_POINT, PointMm(u_mm, v_mm), 6)
    return lambda board: put_mark(board, Marked(point, ("t1",)))


def search(session: Session, fitted: FittedMap) -> tuple[Optimised, TargetPlan]:
    """Return what a long search comes to that is stopped after three steps."""
    of, covers = alone(session, "t1"), FoundCovers()
    asked = replace(of, targets=(searched(of.targets[0], 600),))
    plan = build_plan(asked, fitted, go_on=lambda step, _count: step < STEPS, covers=covers).targets[0]
    ended = replace(plan, settings=plan.settings.holding("steps", float(STEPS)))
    return Optimised("t1", of, STEPS, covers.covers), ended


def restarted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what searches found, as a server that was killed does."""
    fresh = FoundPlans()
    monkeypatch.setattr("planner.ui.beside.found_plans", lambda: fresh)
    monkeypatch.setattr("planner.ui.planned.found_plans", lambda: fresh)
    planned.cache_clear()


def test_plan_a_weights_days_reminders_note_and_scores_are_there_after_a_restart(
    store: Database, empty: Board
) -> None:
    shelf = a_shelf(store)
    shelf.change(empty, marked("p1", 15.0, 409.0))
    shelf.change(empty, keep_plan)
    shelf.change(empty, marked("p2", 40.0, 380.0))
    for step in (
        lambda board: weigh(board, "entries", 70.0),
        lambda board: rest_for(board, 35),
        lambda board: replace(board, every=ChangeEvery(30, 60), note="sore since Monday"),
        lambda board: replace(board, before=Scores(nrs=7, roland_morris=0)),
    ):
        left = shelf.change(empty, step)

    found = a_shelf(store).find(empty)

    assert found == left
    assert found.kept is not None
    assert [one.id for one in found.kept.session.findings] == ["p1"]
    assert (found.weights, found.rest_days) == ((("entries", 70.0),), 35)
    assert (found.every, found.note) == (ChangeEvery(30, 60), "sore since Monday")
    assert found.before == Scores(nrs=7, roland_morris=0)


def test_a_tap_writes_nothing_beside_the_desk(store: Database, empty: Board) -> None:
    shelf = a_shelf(store)
    shelf.change(empty, marked("p1", 15.0, 409.0))
    shelf.change(empty, keep_plan)

    for number in range(3):
        shelf.change(empty, marked(f"k{number}", 20.0, 300.0 + 30 * number))

    assert draft_versions(store, DESK, (CASE, CASE + ENDING, "none")) == (4, 1, 0)


def test_a_step_on_both_is_kept_on_both_or_on_neither(store: Database, empty: Board) -> None:
    here, there = a_shelf(store), a_shelf(store)
    here.change(empty, marked("p1", 15.0, 409.0))
    there.find(empty)
    here.change(empty, lambda board: weigh(board, "entries", 70.0))  # there does not know of it

    merged = there.change(empty, lambda board: rest_for(marked("p2", 40.0, 380.0)(board), 42))

    kept = find_draft(store, DESK, CASE + ENDING)
    assert kept is not None
    assert read_beside(kept.body) == beside_of(merged)
    assert (merged.weights, merged.rest_days) == ((("entries", 70.0),), 42)
    assert [one.id for one in a_shelf(store).find(empty).session.findings] == ["p1", "p2"]


@pytest.mark.parametrize(
    "session",
    [
        a_session("point_by_point", a_point(60, 430), a_zone(), pattern="fill"),
        a_session(
            "point_by_point", a_point(60, 430), a_point(-60, 200, point_id="p9"), a_zone(),
            pattern="fill", tolerance_mm=2.0, spread_mm=9.0, spacing_mm=8.0, margin_mm=15.0,
        ),
    ],
)  # fmt: skip
def test_what_a_search_found_is_laid_out_again_to_the_last_bit(session: Session, back: FittedMap) -> None:
    found, plan = search(session, back)

    again = found_again(found)

    assert again is not None
    assert again == plan
    assert again.grid.places.tobytes() == plan.grid.places.tobytes()


def test_a_search_that_another_zone_was_made_of_is_dropped(back: FittedMap) -> None:
    session = a_session("point_by_point", a_point(60, 430), a_zone(), pattern="fill")
    found, _ = search(session, back)
    elsewhere = replace(found, of=replace(found.of, exclusions=(an_exclusion(),)))
    off_by_a_finger = found.covers[0].places + np.array([15.0, 0.0])
    moved = replace(found, covers=(FoundCover(found.covers[0].problem, off_by_a_finger),))

    assert found_again(elsewhere) is None
    assert found_again(moved) is None
    assert found_again(replace(found, covers=())) is None


def test_a_found_plan_is_shown_after_a_restart_and_nothing_is_searched(
    store: Database, empty: Board, back: FittedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = a_shelf(store)
    shelf.change(empty, marked("p1", 15.0, 409.0))
    shelf.change(empty, marked("p2", 74.0, 418.0))
    found, plan = search(shelf.find(empty).session, back)
    found_plans().keep(found, plan)
    shelf.change(empty, lambda board: replace(board, optimised=(found,)))
    restarted(monkeypatch)
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched again"))

    board = a_shelf(store).find(empty)

    shown = planned(board.session).plan
    assert shown is not None
    assert shown.targets[0] == plan
    planned.cache_clear()


def test_five_thousand_found_places_are_kept_exactly() -> None:
    places = np.random.default_rng(1).normal(0.0, 300.0, (5_000, 2))
    of = a_session("point_by_point", a_point(60, 430), pattern="fill")
    board = replace(new_board(CASE, "point_by_point"), optimised=(
        Optimised("t1", of, 600, (FoundCover("0" * 64, places),)),
    ))  # fmt: skip

    assert read_beside(beside_json(beside_of(board))) == beside_of(board)
