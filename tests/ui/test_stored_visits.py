"""Visits that are stored: in their order, changed by compare-and-swap, closed ones with a reason alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.errors import SavedElsewhere, StepNotAllowed, VisitRefused
from planner.files import visit_json
from planner.series.visit import Visit
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.patients import PatientEntry, add_patient
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import find_revisions, save_session, start_session
from planner.ui.stored_visits import StoredVisit, all_series, change_visit, find_stored_series
from tests.series.visits import MONDAY, a_visit, treated

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
LIFE = list(SessionState)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(StoreAddress(path=tmp_path / "store.sqlite3"), at=NOON)
    yield opened
    opened.close()


def keep(database: Database, patient_id: str, visit: Visit, until: SessionState) -> None:
    """Keep a visit, walked through the states of its life up to one."""
    body = visit_json(visit)
    stored = start_session(database, DESK, patient_id, NewRevision(body, NOON))
    for state in LIFE[1 : LIFE.index(until) + 1]:
        stored = save_session(database, DESK, stored.id, stored.version, NewRevision(body, NOON, state))


def kept_as(database: Database, state: SessionState) -> StoredVisit:
    patient = add_patient(database, DESK, PatientEntry(), at=NOON)
    keep(database, patient.id, treated(a_visit()), state)
    return find_stored_series(database, DESK, patient.code).visits[0]


def settled(visit: Visit) -> Visit:
    return replace(visit, next_on=MONDAY + timedelta(days=7))


def test_a_series_stands_by_the_days_of_its_visits_and_a_draft_tells_no_figures(database: Database) -> None:
    patient = add_patient(database, DESK, PatientEntry(), at=NOON)
    for days, state in ((7, SessionState.DRAFT), (0, SessionState.CLOSED)):
        keep(database, patient.id, a_visit(MONDAY + timedelta(days=days)), state)

    series = find_stored_series(database, DESK, patient.code.lower())

    assert [one.visit.on for one in series.visits] == [MONDAY, MONDAY + timedelta(days=7)]
    assert series.told == series.visits[:1]
    assert all_series(database, DESK) == {patient.code: series.visits}


@pytest.mark.parametrize("state", [SessionState.DRAFT, SessionState.PLANNED, SessionState.DONE])
def test_an_open_session_is_changed_in_its_state_without_a_reason(
    database: Database, state: SessionState
) -> None:
    before = kept_as(database, state)

    after = change_visit(database, DESK, before, settled, reason="not needed", at=NOON)

    assert (after.state, after.head.n, after.head.reason) == (state, before.head.n + 1, "")
    assert after.visit == settled(before.visit)


def test_a_closed_session_is_changed_by_an_amendment_with_its_reason(database: Database) -> None:
    before = kept_as(database, SessionState.CLOSED)

    with pytest.raises(StepNotAllowed):
        change_visit(database, DESK, before, settled, reason="  ", at=NOON)
    change_visit(database, DESK, before, settled, reason="follow-up", at=NOON)

    *_, last = find_revisions(database, DESK, before.head.session_id)
    assert (last.n, last.state, last.reason) == (5, SessionState.CLOSED, "follow-up")


def test_of_two_tablets_the_later_one_overwrites_nothing(database: Database) -> None:
    before = kept_as(database, SessionState.DONE)
    first = change_visit(database, DESK, before, settled, reason="", at=NOON)

    with pytest.raises(SavedElsewhere):
        change_visit(database, DESK, before, lambda v: replace(v, schedule="weekly_4"), reason="", at=NOON)

    assert find_stored_series(database, DESK, first.code).visits == (first,)


def test_what_contradicts_itself_is_never_saved(database: Database) -> None:
    before = kept_as(database, SessionState.DONE)

    with pytest.raises(VisitRefused):
        change_visit(database, DESK, before, lambda v: replace(v, next_on=MONDAY), reason="", at=NOON)

    assert len(find_revisions(database, DESK, before.head.session_id)) == 3
