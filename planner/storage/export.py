"""Everything that is kept of one patient as one JSON document, to be handed over."""

from dataclasses import asdict
from datetime import datetime

from planner.files.document_text import document_text
from planner.files.strict_json import JsonValue, read_json
from planner.storage.audit import AuditEntry, audit_of, note
from planner.storage.database import Database
from planner.storage.drafts import Draft, drafts_of
from planner.storage.moment import moment_text
from planner.storage.patients import StoredPatient, row_of, stored_patient
from planner.storage.principal import Principal
from planner.storage.revisions import Revision, revisions_of
from planner.storage.sessions import StoredSession, series_of

FORM_VERSION = 1


def export_patient(database: Database, who: Principal, patient_id: str, *, at: datetime) -> str:
    """Return all that is kept of a patient: entry, sessions with every saved state, drafts, audit.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.writing() as connection:
        patient = stored_patient(row_of(connection, who, patient_id, locked=True))
        note(connection, who, "patient exported", patient_id, at=at)
        series = series_of(connection, patient_id)
        revisions = {one.id: revisions_of(connection, one.id) for one in series}
        drafts = drafts_of(connection, patient_id)
        audit = audit_of(connection, who, (patient_id, *revisions))
    return document_text(
        {
            "export": "mesoplan patient",
            "export_version": FORM_VERSION,
            "exported_at": moment_text(at),
            "patient": _patient(patient),
            "sessions": [_session(one, revisions[one.id]) for one in series],
            "drafts": [_draft(one) for one in drafts],
            "audit": [_entry(one) for one in audit],
        }
    )


def _patient(patient: StoredPatient) -> dict[str, JsonValue]:
    entry = patient.entry
    return {
        "code": patient.code,
        "version": patient.version,
        "birth_from_year": entry.birth_from_year,
        "sex": entry.sex.value,
        "note": entry.note,
        "created_at": patient.created_at,
    }


def _session(stored: StoredSession, revisions: tuple[Revision, ...]) -> dict[str, JsonValue]:
    return {
        "id": stored.id,
        "created_at": stored.created_at,
        "state": stored.state.value,
        "revisions": [_revision(one) for one in revisions],
    }


def _revision(revision: Revision) -> dict[str, JsonValue]:
    return {
        "n": revision.n,
        "state": revision.state.value,
        "author": revision.author,
        "at_utc": revision.at_utc,
        "reason": revision.reason,
        "sha": revision.sha,
        "body": None if revision.body is None else read_json(revision.body),
    }


def _draft(draft: Draft) -> dict[str, JsonValue]:
    return {
        "session": draft.session_id,
        "version": draft.version,
        "author": draft.author,
        "at_utc": draft.at_utc,
        "body": read_json(draft.body),
    }


def _entry(entry: AuditEntry) -> dict[str, JsonValue]:
    return dict(asdict(entry))
