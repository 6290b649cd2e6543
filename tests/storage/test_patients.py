from datetime import timedelta

import pytest

from planner.body.patient import Sex
from planner.errors import NotInStore, PatientEntryRefused, SavedElsewhere
from planner.storage.audit import find_audit
from planner.storage.database import Database
from planner.storage.patients import (
    LONGEST_NOTE,
    PatientEntry,
    add_patient,
    change_patient,
    find_patient,
    find_patients,
)
from planner.storage.principal import DESK, Principal
from planner.storage.verify import verify
from tests.storage.records import NOON, a_patient

STRANGER = Principal("stranger", "another clinic")


def test_a_patient_is_found_by_the_code_however_it_is_typed(database: Database) -> None:
    patient = add_patient(database, DESK, PatientEntry(1980, Sex.FEMALE, "left-handed"), at=NOON)

    typed = f" {patient.code.lower().replace('-', '').replace('1', 'l').replace('0', 'o')} "

    assert find_patient(database, DESK, typed) == patient
    assert patient.entry == PatientEntry(1980, Sex.FEMALE, "left-handed")
    assert find_patients(database, DESK) == (patient,)


def test_every_patient_has_a_code_of_its_own(database: Database) -> None:
    codes = {a_patient(database).code for _ in range(40)}

    assert len(codes) == 40
    assert [patient.code for patient in find_patients(database, DESK)] == sorted(codes)


@pytest.mark.parametrize("year", [1981, 1850, 2030, -5])
def test_a_birth_date_cannot_be_hidden_in_the_band_of_birth(database: Database, year: int) -> None:
    with pytest.raises(PatientEntryRefused, match="such as 1980"):
        add_patient(database, DESK, PatientEntry(year), at=NOON)

    assert find_patients(database, DESK) == ()


@pytest.mark.parametrize("note", ["x" * (LONGEST_NOTE + 1), "a\x00b"])
def test_a_note_that_one_engine_would_refuse_is_refused_on_all(database: Database, note: str) -> None:
    with pytest.raises(PatientEntryRefused):
        add_patient(database, DESK, PatientEntry(note=note), at=NOON)


def test_a_changed_entry_takes_the_place_of_the_older_one(database: Database) -> None:
    patient = a_patient(database, "before")

    changed = change_patient(database, DESK, patient, PatientEntry(note="after"), at=NOON + timedelta(1))

    assert find_patient(database, DESK, patient.code) == changed
    assert (changed.version, changed.entry.note, changed.code) == (2, "after", patient.code)
    assert verify(database).is_sound


def test_of_two_who_change_an_entry_the_later_one_sees_both(database: Database) -> None:
    patient = a_patient(database, "before")
    change_patient(database, DESK, patient, PatientEntry(note="of the first"), at=NOON)

    with pytest.raises(SavedElsewhere) as conflict:
        change_patient(database, DESK, patient, PatientEntry(note="of the second"), at=NOON)

    assert (conflict.value.mine, conflict.value.theirs) == ("of the second", "of the first")
    assert find_patient(database, DESK, patient.code).entry.note == "of the first"


def test_another_clinic_sees_no_patient(database: Database) -> None:
    patient = a_patient(database)

    assert find_patients(database, STRANGER) == ()
    with pytest.raises(NotInStore):
        find_patient(database, STRANGER, patient.code)
    with pytest.raises(NotInStore):
        change_patient(database, STRANGER, patient, PatientEntry(), at=NOON)


def test_the_audit_tells_what_was_done_and_holds_no_words_of_the_record(database: Database) -> None:
    patient = a_patient(database, "a secret")
    change_patient(database, DESK, patient, PatientEntry(note="another secret"), at=NOON)

    told = find_audit(database, DESK, patient.id)

    assert [(entry.author, entry.action) for entry in told] == [
        ("desk", "patient added"),
        ("desk", "patient changed"),
    ]
    assert "secret" not in repr(told)
    assert find_audit(database, STRANGER) == ()
