"""What a patient says of pain and function: kept before the first needle, and found in the record after."""

from dataclasses import replace
from functools import partial
from secrets import token_hex

import pytest
from streamlit.testing.v1 import AppTest

from planner.plan import build_plan
from planner.series.figures import figures_of
from planner.series.noise import Change, changes_between
from planner.series.visit import Scores
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui import state, treatment_state
from planner.ui.board import Board, new_board
from planner.ui.keeper import Saving
from planner.ui.record import FIRST_TECHNIQUE, find_recorded, keep_planned
from planner.ui.shelf import Shelf
from planner.ui.treatment import give_step
from planner.ui.treatments import Treatments
from tests.conftest import a_session
from tests.series.visits import MONDAY, TEN, a_visit, back, five_points
from tests.ui.patience import LONG_S

POINTS = five_points()
PLAN = build_plan(POINTS, back())
SAID = Scores(nrs=7, vas=60, roland_morris=11)


def desk(store: Database, case: str) -> Board:
    """Return a desk as a server finds it that has just started."""
    return Shelf(store, DESK, lambda: TEN).find(new_board(case, FIRST_TECHNIQUE))


@pytest.fixture
def case(store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the case of a patient's session whose treatment has not begun."""
    an_id, empty = begun_session.id, new_board(begun_session.id, FIRST_TECHNIQUE)
    shelf, treatments = Shelf(store, DESK, lambda: TEN), Treatments(lambda: store)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: treatments)
    monkeypatch.setattr(treatment_state, "opened_store", lambda: store)
    monkeypatch.setattr(treatment_state, "now", lambda: TEN)
    monkeypatch.setattr(treatment_state, "_case", lambda: an_id)
    monkeypatch.setattr(state, "board", lambda: shelf.find(empty))
    monkeypatch.setattr(state, "change", partial(shelf.change, empty))
    monkeypatch.setattr(state, "session_id", lambda: an_id)
    monkeypatch.setattr(state, "recorded", lambda: find_recorded(store, DESK, an_id))
    return an_id


def say(**scores: int | None) -> None:
    treatment_state.ask_before(lambda said: replace(said, **scores))


def said_in_treatment() -> Scores:
    kept = treatment_state.find()
    assert kept is not None
    return kept.treatment.visit.before


def test_what_is_said_before_the_first_needle_is_kept_and_goes_into_the_treatment(
    store: Database, case: str
) -> None:
    say(nrs=7)
    say(vas=60, roland_morris=11)
    kept = desk(store, case).before
    treatment_state.begin(POINTS, PLAN)

    assert kept == SAID
    assert said_in_treatment() == SAID
    assert find_recorded(store, DESK, case).visit.before == SAID


def test_what_the_record_says_already_is_shown_until_something_else_is_said(
    store: Database, case: str
) -> None:
    noted = replace(find_recorded(store, DESK, case).visit, before=SAID)
    keep_planned(store, DESK, case, lambda _: noted, at=TEN)
    shown = treatment_state.ready(POINTS, PLAN).visit.before
    say(nrs=None)

    assert shown == SAID
    assert desk(store, case).before == replace(SAID, nrs=None)
    assert treatment_state.ready(POINTS, PLAN).visit.before == replace(SAID, nrs=None)


def test_what_a_screen_still_says_after_another_tablet_began_is_in_the_treatment(case: str) -> None:
    say(nrs=6)
    treatment_state.begin(POINTS, PLAN)

    say(nrs=7)  # from a screen that does not show the treatment yet

    assert said_in_treatment() == Scores(nrs=7)


def test_another_plan_of_a_treatment_without_a_needle_keeps_what_was_said(case: str) -> None:
    treatment_state.begin(POINTS, PLAN)
    say(nrs=7)
    treatment_state.ask_after(lambda said: replace(said, nrs=5))
    fewer = a_session("point_by_point", *POINTS.findings[:3])

    treatment_state.begin(fewer, build_plan(fewer, back()))

    kept = treatment_state.find()
    assert kept is not None
    assert kept.treatment.visit.session == fewer
    assert (kept.treatment.visit.before, kept.treatment.visit.after) == (Scores(nrs=7), Scores(nrs=5))


def test_an_ended_treatment_is_marked_in_its_series_on_every_scale_that_was_asked(
    store: Database, case: str
) -> None:
    say(nrs=7, vas=60, roland_morris=11, oswestry=40)
    treatment_state.begin(POINTS, PLAN)
    for step in range(1, 6):
        treatment_state.change(partial(give_step, step=step, moment=TEN))
    say(roland_morris=4)

    recorded = find_recorded(store, DESK, case)

    earlier = replace(a_visit(MONDAY), before=Scores(nrs=8, vas=75, roland_morris=9, oswestry=29))
    changes = changes_between(figures_of(earlier), figures_of(recorded.visit))
    assert recorded.state is SessionState.DONE
    assert [changes[name] for name in ("nrs", "vas", "roland_morris", "oswestry")] == [
        Change.WITHIN_NOISE,
        Change.BETTER,
        Change.BETTER,
        Change.WORSE,
    ]


def a_beginning() -> None:
    import streamlit as st

    from planner.ui import treatment_state
    from planner.ui.panels.treat_beginning import show_beginning
    from planner.ui.panels.treat_outcome import show_outcome
    from planner.ui.planned import planned
    from tests.series.visits import five_points

    result = planned(five_points())
    assert result.plan is not None
    kept = treatment_state.find()
    if kept is None:
        ready = treatment_state.ready(result.session, result.plan)
        show_beginning(result, ready, lambda: treatment_state.begin(five_points(), result.plan))
    else:
        show_outcome(kept.treatment.visit)
        st.text(f"{kept.treatment.visit.before} {kept.treatment.visit.after}")


def a_screen(case: str) -> AppTest:
    screen = AppTest.from_function(a_beginning, default_timeout=LONG_S)
    screen.query_params["case"] = case
    return screen.run()


def total(page: AppTest, label: str) -> object:
    return next(field for field in page.number_input if field.label == label)


def test_scores_are_entered_before_the_beginning_and_at_the_end() -> None:
    case = token_hex(8)
    first = a_screen(case)
    said = [one.value for one in first.pills]
    first.pills[0].set_value(7).run()
    total(first, "Roland-Morris before, 0 to 24").set_value(11).run()

    again = a_screen(case)  # as after a reload
    shown = again.pills[0].value, total(again, "Roland-Morris before, 0 to 24").value
    again.button(key="treat.main.begin").click().run()
    total(again, "Oswestry before, 0 to 100").set_value(40).run()
    again.pills[1].set_value(0).run()
    again.pills[0].set_value("not asked").run()

    assert not again.exception
    assert said == ["not asked"]
    assert any(caption.value.startswith("Saved ") for caption in first.caption)
    assert shown == (7, 11)
    assert again.text[-1].value == (f"{Scores(roland_morris=11, oswestry=40)} {Scores(nrs=0)}")


def test_what_cannot_be_kept_yet_is_said_beside_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "saving", lambda: Saving(failure="The disk is full."))

    page = a_screen(token_hex(8))

    assert ":red[**Not saved, retrying**] The disk is full." in [one.value for one in page.markdown]
