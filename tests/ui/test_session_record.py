"""A saved state is read, or said in one sentence why it cannot be."""

from dataclasses import replace

import pytest

from planner.errors import StoreDamaged
from planner.files import visit_json
from planner.storage.revisions import Revision, SessionState
from planner.ui.session_record import ERASED, read_state
from tests.series.visits import a_visit, treated

STATE = Revision("s", 1, SessionState.DONE, 1, "desk", "2026-11-25T12:03:11.000000Z", "", "", "sha")


def test_the_body_of_a_state_is_a_visit_file() -> None:
    visit = treated(replace(a_visit(nrs=4), note="slept well"))

    assert read_state(replace(STATE, body=visit_json(visit))).visit == visit


@pytest.mark.parametrize("body", ["", "{", "[]", '{"schema_version": 1}', '{"schema_version": 9}'])
def test_a_body_that_is_no_visit_is_said_and_not_raised(body: str) -> None:
    read = read_state(replace(STATE, body=body))

    assert read.visit is None
    assert read.unreadable.startswith("This state cannot be read: ")


def test_what_is_damaged_or_erased_is_said() -> None:
    assert read_state(StoreDamaged("Restore a backup.")).unreadable == "Restore a backup."
    assert read_state(replace(STATE, body=None)).unreadable == ERASED
