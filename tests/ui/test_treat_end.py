"""The end of a treatment while the store is away, and the closing of its session once it is back."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from planner.errors import StoreUnreachable
from planner.series.visit import Scores, Visit
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import StoredSession
from planner.ui import state, treatment_state
from planner.ui.keeper import Saving
from planner.ui.panels import treat_end
from planner.ui.record import find_recorded
from planner.ui.treatment import Treatment, give_step, noted
from planner.ui.treatments import Treatments
from tests.series.visits import TEN
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door
from tests.ui.test_treatment import begun

AWAY = "The store is away."


def an_end() -> None:
    from planner.series.delivered import skip
    from planner.ui.kept_treatment import Kept
    from planner.ui.panels.treat_end import show_end
    from planner.ui.treatment import done
    from tests.series.visits import TEN, back
    from tests.ui.test_treatment import begun, given

    treatment = done(given(begun(), 1, 2, 3, 4), lambda delivery: skip(delivery, 5, 5, "Too sore", TEN))
    show_end(Kept(treatment, version=6, session_id="a"), back())


def away(*_words: object) -> None:
    raise StoreUnreachable(AWAY)


@pytest.fixture
def door(store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch) -> Door:
    """Return the door of a store with a treatment that is done, whose last score it does not have yet."""
    door = Door(store)
    treatments = Treatments(door)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: treatments)
    monkeypatch.setattr(treatment_state, "opened_store", door)
    monkeypatch.setattr(state, "saving_of", lambda _: Saving())
    treatments.begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)
    for step in range(1, 6):
        treatments.change(begun_session.id, partial(give_step, step=step, moment=TEN), at=TEN)
    treatments.keep_in_record(begun_session.id, at=TEN)
    door.is_shut = True
    treatments.change(begun_session.id, with_score, at=TEN)
    return door


def with_score(treatment: Treatment) -> Treatment:
    def scored(visit: Visit) -> Visit:
        return replace(visit, after=Scores(nrs=2))

    return noted(treatment, scored)


def test_the_end_is_shown_while_the_record_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(treatment_state, "recorded", away)

    page = AppTest.from_function(an_end, default_timeout=LONG_S).run()

    keys = {button.key for button in page.button}
    assert not page.exception
    assert [error.value for error in page.error] == [AWAY]
    assert {"treat.retry", "treat.undo.5"} <= keys
    assert not {"treat.replan", "treat.close"} & keys  # whose they would be is not known
    assert [one.value for one in page.pills] == ["not asked", "not asked"]


def test_another_session_that_cannot_be_begun_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = SimpleNamespace(state=SessionState.DONE, session=SimpleNamespace(id="a"))
    monkeypatch.setattr(treat_end, "show_note", lambda _: None)
    monkeypatch.setattr(treatment_state, "recorded", lambda _kept: recorded)
    monkeypatch.setattr(treatment_state, "begin_another", away)
    page = AppTest.from_function(an_end, default_timeout=LONG_S).run()

    page.button(key="treat.replan").click().run()

    assert not page.exception
    assert [error.value for error in page.error] == [AWAY]
    assert "treat.undo.5" in {button.key for button in page.button}


def test_closing_takes_the_last_score_along(
    store: Database, begun_session: StoredSession, door: Door
) -> None:
    door.mend()

    treatment_state.close(begun_session.id)

    recorded = find_recorded(store, DESK, begun_session.id)
    assert (recorded.state, recorded.visit.after) == (SessionState.CLOSED, Scores(nrs=2))


def test_a_session_whose_last_score_cannot_be_kept_is_not_closed(
    store: Database, begun_session: StoredSession, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[str] = []
    monkeypatch.setattr(state, "leave_word", words.append)
    monkeypatch.setattr(treatment_state, "opened_store", lambda: store)  # it is back, and busy for the score

    treatment_state.close(begun_session.id)

    assert door.is_shut
    assert "not saved yet" in words[0]
    assert find_recorded(store, DESK, begun_session.id).state is SessionState.DONE
