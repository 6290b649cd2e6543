"""An amendment is saved, or waits beside what another tablet saved; neither is lost."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, find_revisions
from planner.ui.amending import Attempt, attempted, looked_again, over_theirs
from tests.faults.failing_disk import failing_disk
from tests.storage.records import NOON, a_body, a_closed_session


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with closing(open_store(StoreAddress(path=tmp_path / "store.sqlite3"), at=NOON)) as opened:
        yield opened


@pytest.fixture
def closed(store: Database) -> StoredSession:
    return a_closed_session(store)


def an_attempt(closed: StoredSession, words: str) -> Attempt:
    return Attempt(
        closed.id,
        closed.version,
        NewRevision(a_body(words), NOON, SessionState.CLOSED, f"because of {words}"),
    )


def bodies(store: Database, closed: StoredSession) -> list[str | None]:
    return [revision.body for revision in find_revisions(store, DESK, closed.id)][closed.version :]


def test_an_amendment_becomes_a_state_and_the_old_ones_stay(store: Database, closed: StoredSession) -> None:
    before = find_revisions(store, DESK, closed.id)

    left = attempted(store, DESK, an_attempt(closed, "mine"))

    assert left is None
    assert find_revisions(store, DESK, closed.id)[:-1] == before
    assert bodies(store, closed) == [a_body("mine")]


def test_the_later_of_two_tablets_has_both_and_loses_neither(store: Database, closed: StoredSession) -> None:
    attempted(store, DESK, an_attempt(closed, "theirs"))

    met = attempted(store, DESK, an_attempt(closed, "mine"))
    assert met is not None
    left = attempted(store, DESK, over_theirs(met))

    assert (met.theirs, met.new.body) == (a_body("theirs"), a_body("mine"))
    assert left is None
    assert bodies(store, closed) == [a_body("theirs"), a_body("mine")]


def test_looking_again_shows_what_a_third_tablet_saved(store: Database, closed: StoredSession) -> None:
    attempted(store, DESK, an_attempt(closed, "theirs"))
    met = attempted(store, DESK, an_attempt(closed, "mine"))
    assert met is not None
    third = Attempt(closed.id, met.version, replace(an_attempt(closed, "third").new))
    attempted(store, DESK, third)

    unseen = attempted(store, DESK, over_theirs(met))
    seen = looked_again(store, DESK, met)
    assert seen is not None

    assert unseen is not None  # what was not looked at is never saved over
    assert unseen.theirs == seen.theirs == a_body("third")
    assert attempted(store, DESK, over_theirs(seen)) is None
    assert bodies(store, closed) == [a_body("theirs"), a_body("third"), a_body("mine")]


def test_an_amendment_that_was_saved_unheard_does_not_meet_itself(
    store: Database, closed: StoredSession
) -> None:
    attempted(store, DESK, an_attempt(closed, "theirs"))
    met = attempted(store, DESK, an_attempt(closed, "mine"))
    assert met is not None
    attempted(store, DESK, over_theirs(met))  # this screen never hears so: it still has what it met

    seen = looked_again(store, DESK, met)
    kept_again = attempted(store, DESK, over_theirs(met))

    assert (seen, kept_again) == (None, None)
    assert bodies(store, closed) == [a_body("theirs"), a_body("mine")]


def test_the_same_correction_for_another_reason_is_not_taken_for_ones_own(
    store: Database, closed: StoredSession
) -> None:
    mine = an_attempt(closed, "mine")
    attempted(
        store, DESK, replace(mine, new=NewRevision(a_body("mine"), NOON, SessionState.CLOSED, "theirs"))
    )

    seen = looked_again(store, DESK, mine)

    assert seen is not None
    assert seen.theirs == a_body("mine")


def test_what_the_disk_refuses_waits_and_is_saved_once(store: Database, closed: StoredSession) -> None:
    with failing_disk(1, failures=10_000):
        left = attempted(store, DESK, an_attempt(closed, "mine"))

    assert left is not None
    assert left.failure
    assert not left.theirs
    assert attempted(store, DESK, left) is None
    assert attempted(store, DESK, left) is None
    assert bodies(store, closed) == [a_body("mine")]
