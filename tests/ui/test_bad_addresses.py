"""A bad address shows a page that says so in a sentence, and never a mistake of ours."""

import pytest

from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.ui import strings
from planner.ui.amendments import find_amendments
from planner.ui.stored_visits import StoredVisit
from tests.bad_addresses import BAD_ADDRESSES
from tests.ui.record_screens import keep_open, opened, words_of
from tests.ui.store_door import Door
from tests.ui.test_stored_visits import kept_as

NULL, LONG, SQL = (BAD_ADDRESSES[name] for name in ("id and null byte", "10 kB", "SQL"))


@pytest.fixture
def closed(store: Database, monkeypatch: pytest.MonkeyPatch) -> StoredVisit:
    keep_open(Door(store), monkeypatch)
    return kept_as(store, SessionState.CLOSED)


@pytest.mark.parametrize("bad", [NULL, LONG, SQL])
def test_no_session_of_a_bad_address_is_shown(closed: StoredVisit, bad: str) -> None:
    shown = opened("session", session=bad)

    assert not shown.exception
    assert "not kept here" in words_of(shown)
    assert bad not in words_of(shown)
    assert "Home" in {button.label for button in shown.button}


def test_the_last_of_repeated_sessions_counts(closed: StoredVisit) -> None:
    shown = opened("session", session=["0011", closed.head.session_id])

    assert not shown.exception
    assert f"Session of {closed.code}" in words_of(shown)


@pytest.mark.parametrize(("name", "bad"), [("plan", NULL), ("plan", LONG), ("treat", SQL)])
def test_no_desk_of_a_bad_address_is_shown_and_none_is_made(closed: StoredVisit, name: str, bad: str) -> None:
    shown = opened(name, case=bad)

    assert not shown.exception
    assert strings.NO_SUCH_DESK in words_of(shown)
    assert shown.query_params["case"] == bad


@pytest.mark.parametrize(
    ("name", "bad"), [("home", NULL), ("follow_up", LONG), ("series", BAD_ADDRESSES["picture"])]
)
def test_no_patient_of_a_bad_address_is_shown(closed: StoredVisit, name: str, bad: str) -> None:
    shown = opened(name, patient=bad)

    assert not shown.exception
    assert "A patient's code is like P-777F" in words_of(shown)
    assert bad not in words_of(shown)


def test_a_bad_session_of_a_patient_is_passed_over(closed: StoredVisit) -> None:
    shown = opened("follow_up", patient=closed.code, session=NULL)

    assert not shown.exception
    assert shown.selectbox(key="follow_up.session.").value == closed.head.session_id


def test_an_amendment_of_a_bad_address_is_kept_under_a_name_of_its_own(
    store: Database, closed: StoredVisit
) -> None:
    shown = opened("session", session=closed.head.session_id, amendment=SQL)
    (reason,) = [one for one in shown.text_input if one.label.startswith("Why it is corrected")]

    reason.set_value("from the letter").run()

    assert not shown.exception
    (kept,) = find_amendments(store, DESK, closed.head.session_id)
    assert dict(kept.entries) == {"reason": "from the letter"}
