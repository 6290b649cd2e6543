"""What the home page does with patients: in the store first, then on the screen."""

import secrets
from collections.abc import Callable
from datetime import date

from planner.body.patient import Patient, Sex
from planner.errors import FileRefused, SavedElsewhere, StorageRefused
from planner.series.life import empty_visit
from planner.series.next_visit import next_visit
from planner.series.visit import Visit
from planner.session import Session
from planner.storage.drafts import find_drafts
from planner.storage.erase import erase_patient
from planner.storage.export import export_patient
from planner.storage.overview import PatientLine, find_overview
from planner.storage.patients import PatientEntry, StoredPatient, add_patient, change_patient, find_patient
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession, find_series
from planner.ui import navigation, record, state, treatment_state
from planner.ui.store import now, opened_store
from planner.ui.stored_visits import series_of as stored_series_of
from planner.ui.treatments import ENDING
from planner.ui.visits_read import treatments_read, visits_read

WRITE_ID_BYTES = 16


def overview() -> tuple[PatientLine, ...]:
    """Return the patients, those that were seen last first.

    Raises
    ------
    StorageRefused
    """
    return find_overview(opened_store(), DESK)


def patient_of(code: str) -> StoredPatient:
    """Return the patient of a code, however it was typed.

    Raises
    ------
    StorageRefused
    """
    return find_patient(opened_store(), DESK, code)


def series_of(patient: StoredPatient) -> tuple[StoredSession, ...]:
    """Return a patient's sessions in the order in which they were begun.

    Raises
    ------
    StorageRefused
    """
    return find_series(opened_store(), DESK, patient.id)


def visits_by_now(patient: StoredPatient) -> dict[str, Visit]:
    """Return the visits of a patient's sessions with what was given of treatments under way, by session.

    Raises
    ------
    StorageRefused, FileRefused
    """
    series = stored_series_of(opened_store(), DESK, patient)
    return {one.head.session_id: one.visit for one in series.visits}


def treated_cases(patient: StoredPatient) -> frozenset[str]:
    """Return the cases of a patient whose treatment was begun.

    Raises
    ------
    StorageRefused
    """
    drafts = find_drafts(opened_store(), DESK, patient.id)
    return frozenset(draft.case.removesuffix(ENDING) for draft in drafts if draft.case.endswith(ENDING))


def write_id() -> str:
    """Return an id for what a button will write: a second tap on the same button writes nothing more."""
    return secrets.token_hex(WRITE_ID_BYTES)


def add(entry: PatientEntry, an_id: str) -> None:
    """Keep a new patient and have her card opened, for callbacks; once for each id."""

    def added() -> None:
        state.ask_for(navigation.HOME, patient=add_patient(opened_store(), DESK, entry, at=now()).code)

    if state.is_first(an_id):
        _say_refusal(added)


def change(before: StoredPatient, entry: PatientEntry) -> None:
    """Keep another entry of a patient, for callbacks."""
    _say_refusal(lambda: change_patient(opened_store(), DESK, before, entry, at=now()))


def begin(patient: StoredPatient, visit: Visit, an_id: str) -> None:
    """Begin a session and have its desk opened, for callbacks."""

    def begun() -> None:
        session = record.begin_session(opened_store(), DESK, patient.id, visit, at=now(), write_id=an_id)
        state.ask_for(navigation.PLAN, case=session.id)

    _say_refusal(begun)


def fresh_visit(patient: StoredPatient, last: Visit | None) -> Visit:
    """Return the visit of an empty back; the body stays that of the last one."""
    if last is not None:
        return empty_visit(today(), record.FIRST_TECHNIQUE, last.session)
    sex = patient.entry.sex
    known = Session(patient=Patient(sex)) if sex is not Sex.UNSPECIFIED else None
    return empty_visit(today(), record.FIRST_TECHNIQUE, known)


def following_visit(last: Visit) -> Visit:
    """Return the visit that follows another, whose findings wait to be confirmed."""
    return next_visit(last, max(today(), last.on))


def exported(patient: StoredPatient) -> str:
    """Return everything that is kept of a patient.

    Raises
    ------
    StorageRefused
    """
    return export_patient(opened_store(), DESK, patient.id, at=now())


def erase(patient: StoredPatient) -> None:
    """Erase a patient, and forget what this server knows of her desks and treatments.

    Raises
    ------
    StorageRefused
    """
    database = opened_store()
    drafts = find_drafts(database, DESK, patient.id)
    sessions = find_series(database, DESK, patient.id)
    erase_patient(database, DESK, patient.id, at=now())
    for read in (visits_read(), treatments_read()):
        read.keep_only(())
    for case in {draft.case.partition(".")[0] for draft in drafts} | {session.id for session in sessions}:
        state.forget(case)
        treatment_state.forget(case)


def today() -> date:
    """Return the day where the server is."""
    return treatment_state.today()


def _say_refusal(step: Callable[[], object]) -> None:
    """Take a step and keep the sentence that says why it was refused, if it was."""
    try:
        step()
    except (StorageRefused, FileRefused) as refusal:
        meanwhile = " Theirs is shown now." if isinstance(refusal, SavedElsewhere) else ""
        state.leave_word(f"{refusal}{meanwhile}")
