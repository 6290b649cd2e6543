"""What the home page does with patients: in the store first, then on the screen."""

import secrets
from collections.abc import Callable
from datetime import date

from planner.body.patient import Patient, Sex
from planner.errors import FileRefused, StorageRefused, StoreUnreachable
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
from planner.ui.last_read import read
from planner.ui.store import now, opened_store
from planner.ui.stored_visits import series_of as stored_series_of
from planner.ui.treatments import ENDING
from planner.ui.visits_read import treatments_read, visits_read

_WRITE_ID_BYTES = 16
_WRITE_IDS = "home.write_ids"
_TAP_AGAIN = "**Not saved.** {why} What you entered stands as it was: tap again."


def overview() -> tuple[PatientLine, ...]:
    """Return the patients, those that were seen last first.

    Raises
    ------
    StorageRefused
    """
    return read("overview", "", lambda: find_overview(opened_store(), DESK))


def patient_of(code: str) -> StoredPatient:
    """Return the patient of a code, however it was typed.

    Raises
    ------
    StorageRefused
    """
    return read("patient", code, lambda: find_patient(opened_store(), DESK, code))


def series_of(patient: StoredPatient) -> tuple[StoredSession, ...]:
    """Return a patient's sessions in the order in which they were begun.

    Raises
    ------
    StorageRefused
    """
    return read("sessions", patient.id, lambda: find_series(opened_store(), DESK, patient.id))


def visits_by_now(patient: StoredPatient) -> dict[str, Visit]:
    """Return the visits of a patient's sessions with what was given of treatments under way, by session.

    Raises
    ------
    StorageRefused, FileRefused
    """
    series = read("by now", patient.id, lambda: stored_series_of(opened_store(), DESK, patient))
    return {one.head.session_id: one.visit for one in series.visits}


def treated_cases(patient: StoredPatient) -> frozenset[str]:
    """Return the cases of a patient whose treatment was begun.

    Raises
    ------
    StorageRefused
    """
    drafts = read("drafts", patient.id, lambda: find_drafts(opened_store(), DESK, patient.id))
    return frozenset(draft.case.removesuffix(ENDING) for draft in drafts if draft.case.endswith(ENDING))


def write_id(button: str) -> str:
    """Return an id for what a button will write: the same one until it is known to be written.

    So a second tap on it, or one after a store that did not answer, writes nothing twice.
    """
    ids = _write_ids()
    ids.setdefault(button, secrets.token_hex(_WRITE_ID_BYTES))
    return ids[button]


def add(entry: PatientEntry, an_id: str) -> None:
    """Keep a new patient and have her card opened, for callbacks; once for each id."""

    def added() -> None:
        patient = add_patient(opened_store(), DESK, entry, at=now(), write_id=an_id)
        if patient.entry != entry:  # kept by a tap that was never answered, and corrected since
            change_patient(opened_store(), DESK, patient, entry, at=now())
        state.ask_for(navigation.HOME, patient=patient.code)

    _write(added, an_id)


def begin(patient: StoredPatient, visit: Visit, an_id: str) -> None:
    """Begin a session and have its desk opened, for callbacks."""

    def begun() -> None:
        session = record.begin_session(opened_store(), DESK, patient.id, visit, at=now(), write_id=an_id)
        state.ask_for(navigation.PLAN, case=session.id)

    _write(begun, an_id)


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
    for visits in (visits_read(), treatments_read()):
        visits.keep_only(())
    for case in {draft.case.partition(".")[0] for draft in drafts} | {session.id for session in sessions}:
        state.forget(case)
        treatment_state.forget(case)


def today() -> date:
    """Return the day where the server is."""
    return treatment_state.today()


def _write(step: Callable[[], object], an_id: str) -> None:
    """Write something under an id, and keep the sentence that says why it was refused, if it was."""
    try:
        step()
    except StoreUnreachable as refusal:
        state.leave_word(_TAP_AGAIN.format(why=refusal))
    except (StorageRefused, FileRefused) as refusal:
        state.leave_word(str(refusal))
    else:
        ids = _write_ids()
        state.hold(_WRITE_IDS, {button: one for button, one in ids.items() if one != an_id})


def _write_ids() -> dict[str, str]:
    ids = state.held(_WRITE_IDS)
    if not isinstance(ids, dict):
        ids = {}
        state.hold(_WRITE_IDS, ids)
    return ids
