import json

import pytest
import sqlalchemy as sa

from planner.errors import NotInStore
from planner.storage.audit import find_audit
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.export import export_patient
from planner.storage.patients import count_erased, find_patient, find_patients
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import NewRevision
from planner.storage.sessions import find_series, find_session, save_session, start_session
from planner.storage.tables import revision, revision_body
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_patient

CASE = "0123456789abcdef"
STRANGER = Principal("stranger", "another clinic")


def a_patient_with_a_session(database: Database, word: str) -> tuple[str, str]:
    """Return the ids of a patient and of a session whose every text holds ``word``."""
    patient = a_patient(database, f"note {word}")
    session = start_session(database, DESK, patient.id, NewRevision(a_body(f"first {word}"), NOON))
    save_session(database, DESK, session.id, 1, NewRevision(a_body(f"second {word}"), NOON))
    save_draft(database, DESK, NewDraft(CASE, 0, a_body(f"draft {word}"), session_id=session.id), at=NOON)
    return patient.id, session.id


def test_an_export_holds_everything_of_one_patient(database: Database) -> None:
    patient_id, _ = a_patient_with_a_session(database, "copper")
    a_patient(database, "of somebody else")

    exported = export_patient(database, DESK, patient_id, at=NOON)

    document = json.loads(exported)
    bodies = [revision["body"]["words"] for revision in document["sessions"][0]["revisions"]]
    assert document["patient"]["note"] == "note copper"
    assert bodies == ["first copper", "second copper"]
    assert [draft["body"]["words"] for draft in document["drafts"]] == ["draft copper"]
    assert [entry["action"] for entry in document["audit"]] == [
        "patient added",
        "session started",
        "session saved as draft",
        "patient exported",
    ]
    assert "somebody else" not in exported


def test_an_erased_patient_is_gone_and_the_chain_still_verifies(database: Database) -> None:
    patient_id, session_id = a_patient_with_a_session(database, "copper")
    other_id, _ = a_patient(database, "stays").id, None

    gone = erase_patient(database, DESK, patient_id, at=NOON)

    assert gone == 2
    assert count_erased(database, DESK) == 1
    assert count_erased(database, STRANGER) == 0
    assert [patient.id for patient in find_patients(database, DESK)] == [other_id]
    assert find_draft(database, DESK, CASE) is None
    for asked in (find_series, export_patient):
        with pytest.raises(NotInStore):
            asked(database, DESK, patient_id, **({"at": NOON} if asked is export_patient else {}))
    with pytest.raises(NotInStore):
        find_session(database, DESK, session_id)
    with pytest.raises(NotInStore):
        save_draft(database, DESK, NewDraft(CASE, 1, a_body("again"), session_id=session_id), at=NOON)
    with database.reading() as connection:
        digests = connection.execute(sa.select(sa.func.count()).select_from(revision)).scalar()
        bodies = connection.execute(sa.select(sa.func.count()).select_from(revision_body)).scalar()
    assert (digests, bodies) == (2, 0)
    assert verify(database).problems == ()


def test_no_byte_of_an_erased_patient_stays_in_the_file(file_database: Database) -> None:
    patient_id, _ = a_patient_with_a_session(file_database, "copper")
    path = file_database.address.path
    assert path is not None

    erase_patient(file_database, DESK, patient_id, at=NOON)
    written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    file_database.engine.dispose()

    assert b"copper" not in written
    assert b"copper" not in path.read_bytes()


def test_an_erased_patients_code_is_never_given_again(database: Database) -> None:
    patient = a_patient(database)
    erase_patient(database, DESK, patient.id, at=NOON)

    with pytest.raises(NotInStore):
        find_patient(database, DESK, patient.code)
    with database.reading() as connection:
        kept = connection.execute(sa.text("SELECT code, note, erased_at FROM patient")).one()
    assert kept == (patient.code, "", "2026-11-25T12:03:11.000000Z")


def test_another_clinic_neither_exports_nor_erases(database: Database) -> None:
    patient_id, _ = a_patient_with_a_session(database, "copper")

    with pytest.raises(NotInStore):
        export_patient(database, STRANGER, patient_id, at=NOON)
    with pytest.raises(NotInStore):
        erase_patient(database, STRANGER, patient_id, at=NOON)

    assert [entry.action for entry in find_audit(database, DESK, patient_id)] == ["patient added"]
    assert len(find_patients(database, DESK)) == 1
