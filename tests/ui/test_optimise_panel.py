"""A search on the desk while the plan goes on changing: it goes on, or is stopped and its best is kept."""

import time
from collections.abc import Callable
from threading import Semaphore

import pytest
from streamlit.testing.v1 import AppTest

from planner.session import Exclusion, Marked
from planner.ui import searching
from planner.ui.board import Board, change_setting, choose_target, put_exclusion, put_mark, remove
from planner.ui.board import add_target as add
from tests.conftest import a_rectangle, a_zone, an_exclusion
from tests.ui.patience import LONG_S

NEAR = an_exclusion(a_rectangle(50, 425, 60, 435))
FAR = an_exclusion(a_rectangle(-5, 100, 5, 110))
FOUND = "Optimised: 5 punctures after 1 step of search."
CHANGED = "Changed since it was searched; this is the quick plan. Optimise again for fewer."


def a_panel() -> None:
    import streamlit as st

    from planner.ui import state
    from planner.ui.panels.optimise import show_optimise
    from planner.ui.planned import planned

    if "step" in st.session_state:
        state.change(st.session_state.pop("step"))
    show_optimise(planned(state.board().session))
    st.text(state.board().refused)


def an_older_panel() -> None:
    import streamlit as st

    from planner.ui import state
    from planner.ui.board import change_setting
    from planner.ui.panels.optimise import show_optimise
    from planner.ui.planned import planned

    if "step" in st.session_state:
        state.change(st.session_state.pop("step"))
    board = state.board()
    is_older = st.session_state.pop("older", False)
    show_optimise(planned((change_setting(board, "t1", "spread_mm", 12.0) if is_older else board).session))


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """Have a search go on until it is stopped, with what a search of one step comes to; tell when one begins.

    One that is stopped while it still waits for its turn has found nothing.
    """
    begun = Semaphore(0)

    def search_on(session, fitted, *, steps, go_on, least):
        begun.release()
        until = time.monotonic() + LONG_S
        while go_on(7, 6) and time.monotonic() < until:
            time.sleep(0.002)
        return searching.search_on(session, fitted, steps=1, go_on=lambda *_: True, least=lambda: 0)

    monkeypatch.setattr("planner.ui.panels.optimise.search_on", search_on)
    return begun


def filled(board: Board) -> Board:
    """Return the board with one fill for each of two targets, the first one chosen."""
    for target_id, outline in (
        ("t1", a_rectangle(24, 414, 96, 446)),
        ("t2", a_rectangle(-96, 414, -24, 446)),
    ):
        board = board if board.has_target(target_id) else add(board, "point_by_point")
        board = change_setting(board, target_id, "pattern", "fill")
        board = put_mark(board, Marked(a_zone(outline, zone_id=f"z{target_id}"), (target_id,)))
    return choose_target(board, "t1")


def excluding(exclusion: Exclusion) -> Callable[[Board], Board]:
    return lambda board: put_exclusion(board, exclusion)


def choosing(target_id: str) -> Callable[[Board], Board]:
    return lambda board: choose_target(board, target_id)


def after(page: AppTest, step: Callable[[Board], Board]) -> AppTest:
    """Return the page once it was shown after a step."""
    page.session_state["step"] = step
    return page.run()


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def said(page: AppTest) -> list[str]:
    return [caption.value for caption in page.caption]


def until(page: AppTest, is_so: Callable[[], bool]) -> None:
    """Look again until the panel says so."""
    end = time.monotonic() + LONG_S
    while not is_so():
        assert time.monotonic() < end, said(page)
        time.sleep(0.01)
        page.run()
    assert not page.exception


def until_found(page: AppTest) -> None:
    until(page, lambda: said(page) == [FOUND])


def search(page: AppTest, begun: Semaphore) -> None:
    press(page, "Optimise")
    assert labels(page) == ["Stop and keep the best"]
    assert begun.acquire(timeout=LONG_S)


@pytest.fixture
def desk(begun: Semaphore) -> AppTest:
    """A desk whose first target is being searched."""
    desk = after(AppTest.from_function(a_panel, default_timeout=LONG_S), filled)
    search(desk, begun)
    return desk


def test_a_search_goes_on_beside_an_exclusion_far_away_and_what_it_found_holds(desk: AppTest) -> None:
    after(desk, excluding(FAR))
    assert labels(desk) == ["Stop and keep the best"]

    press(desk, "Stop and keep the best")
    until_found(desk)
    after(desk, lambda board: remove(board, FAR.id))

    assert said(desk) == [FOUND]


def test_a_search_whose_ground_changed_is_stopped_in_words_and_holds_once_it_changes_back(
    desk: AppTest,
) -> None:
    after(desk, excluding(NEAR))

    assert said(desk) == [CHANGED]
    assert labels(desk) == ["Optimise"]
    after(desk, lambda board: remove(board, NEAR.id))
    until_found(desk)


def test_a_search_of_another_target_stops_the_first_one_and_keeps_its_best(
    desk: AppTest, begun: Semaphore
) -> None:
    after(desk, choosing("t2"))
    search(desk, begun)

    after(desk, choosing("t1"))
    until_found(desk)
    after(desk, choosing("t2"))

    press(desk, "Stop and keep the best")
    until_found(desk)
    assert desk.text[0].value == ""


def test_who_asks_again_after_a_stop_has_it_searched_again(desk: AppTest) -> None:
    press(desk, "Stop and keep the best")
    until_found(desk)
    press(desk, "Back to the quick plan")

    press(desk, "Optimise")

    assert labels(desk) == ["Stop and keep the best"]
    press(desk, "Stop and keep the best")


def test_back_to_the_quick_plan_forgets_only_what_is_shown(desk: AppTest, begun: Semaphore) -> None:
    press(desk, "Stop and keep the best")
    until_found(desk)
    after(desk, lambda board: change_setting(board, "t1", "spread_mm", 12.0))
    search(desk, begun)
    press(desk, "Stop and keep the best")
    until(desk, lambda: "Back to the quick plan" in labels(desk))

    press(desk, "Back to the quick plan")
    after(desk, lambda board: change_setting(board, "t1", "spread_mm", 17.3))

    assert said(desk) == [FOUND]


def test_a_page_that_shows_an_older_plan_stops_no_search_of_the_newer_one() -> None:
    desk = after(AppTest.from_function(an_older_panel, default_timeout=LONG_S), filled)
    press(desk, "Optimise")

    desk.session_state["older"] = True
    desk.run()

    assert labels(desk.run()) == ["Stop and keep the best"]
    press(desk, "Stop and keep the best")
