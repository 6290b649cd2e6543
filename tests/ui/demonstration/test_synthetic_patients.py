from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.files import read_visit, visit_json
from planner.series.follow_up import due_questions
from planner.series.stop_rule import Verdict, judge
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from planner.storage.patients import PatientEntry, add_patient, find_patients
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import find_series
from planner.storage.verify import verify
from planner.ui.demonstration.keep import keep_synthetic_patients
from planner.ui.demonstration.patients import SyntheticPatient, synthetic_patients

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def patients() -> tuple[SyntheticPatient, ...]:
    return synthetic_patients(NOW)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    opened = open_store(StoreAddress(path=path, is_demo=True), at=NOW - timedelta(days=1))
    keep_synthetic_patients(opened, at=NOW)
    yield opened
    opened.close()


def test_one_improves_one_is_told_to_stop_and_one_has_only_begun(
    patients: tuple[SyntheticPatient, ...],
) -> None:
    verdicts = [judge([states[-1].visit for states in patient.sessions]).verdict for patient in patients]

    assert verdicts == [Verdict.FELL, Verdict.NOT_FELL, Verdict.TOO_EARLY]


def test_every_saved_state_is_a_sound_visit_file(patients: tuple[SyntheticPatient, ...]) -> None:
    visits = [saved.visit for patient in patients for states in patient.sessions for saved in states]

    assert [read_visit(visit_json(visit)) for visit in visits] == visits


def test_nothing_was_saved_in_the_future_or_out_of_turn(patients: tuple[SyntheticPatient, ...]) -> None:
    for patient in patients:
        for states in patient.sessions:
            moments = [saved.at for saved in states]

            assert moments == sorted(moments)
            assert moments[-1] < NOW
            deeds = states[-1].visit.delivery.deeds if states[-1].visit.delivery else ()
            done = [saved.at for saved in states if saved.state is SessionState.DONE]
            assert all(deed.moment <= done[0] for deed in deeds)


def test_there_are_questions_due_today_of_both_kinds(patients: tuple[SyntheticPatient, ...]) -> None:
    due = [
        question.kind
        for patient in patients
        for question in due_questions([states[-1].visit for states in patient.sessions], NOW.date())
    ]

    assert sorted(due) == ["late", "next_visit"]


def test_the_store_keeps_them_at_their_states_and_verifies(demo: Database) -> None:
    kept = find_patients(demo, DESK)
    states = sorted([s.state.value for s in find_series(demo, DESK, one.id)] for one in kept)

    assert states == [["closed"] * 4, ["closed", "closed", "done"], ["planned"]]
    assert verify(demo).is_sound


def test_a_second_start_adds_nobody(demo: Database) -> None:
    before = find_patients(demo, DESK)

    keep_synthetic_patients(demo, at=NOW + timedelta(days=1))

    assert find_patients(demo, DESK) == before


def test_a_store_in_use_gets_none(tmp_path: Path) -> None:
    database = open_store(StoreAddress(path=tmp_path / "demo.sqlite3", is_demo=True), at=NOW)
    mine = add_patient(database, DESK, PatientEntry(), at=NOW)

    keep_synthetic_patients(database, at=NOW)

    assert find_patients(database, DESK) == (mine,)
    database.close()


def test_a_clinics_store_gets_none(tmp_path: Path) -> None:
    database = open_store(StoreAddress(path=tmp_path / "clinic.sqlite3"), at=NOW)

    keep_synthetic_patients(database, at=NOW)

    assert find_patients(database, DESK) == ()
    database.close()
