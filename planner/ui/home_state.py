"""What the home page does with patients: in the store first, then on the screen."""

from collections.abc import Callable
from datetime import date

from planner.body.patient import Patient, Sex
from planner.errors import FileRefused, NotInStore, StorageRefused, StoreUnreachable
from planner.series.life import empty_visit
from planner.series.next_visit import next_visit
from planner.series.visit import Visit
from planner.session import Session
from planner.storage.drafts import find_drafts
from planner.storage.erase import erase_patient
from planner.storage.export import export_patient
from planner.storage.overview import PatientLine, find_overview
from planner.storage.patients import PatientEntry, StoredPatient, add_patient, find_patient
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession, find_series
from planner.storage.written import find_patient_written, find_session_written
from planner.ui import navigation, not_saved, record, state, treatment_state, write_ids
from planner.ui.last_read import read
from planner.ui.store import now, opened_store
from planner.ui.stored_visits import Series
from planner.ui.stored_visits import series_of as stored_series_of
from planner.ui.treatment_drafts import ENDING
from planner.ui.visits_read import treatments_read, visits_read

_TAP_AGAIN = (
    "**Not saved.** {why} What you entered stands as it was: if it is not in the list by then, tap again."
)


def overview() -> tuple[PatientLine, ...]:
    """Return the patients, those that were seen last first.

    Raises
    ------
    StorageRefused
    """
    return read("overview", "", _overview)


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
    return read("sessions", patient.id, lambda: _series_of(patient))


def by_now(patient: StoredPatient) -> Series:
    """Return a patient's sessions with what was given of treatments under way.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return read("by now", patient.id, lambda: stored_series_of(opened_store(), DESK, patient))


def treated_cases(patient: StoredPatient) -> frozenset[str]:
    """Return the cases of a patient whose treatment was begun.

    Raises
    ------
    StorageRefused
    """
    drafts = read("drafts", patient.id, lambda: find_drafts(opened_store(), DESK, patient.id))
    return frozenset(draft.case.removesuffix(ENDING) for draft in drafts if draft.case.endswith(ENDING))


def add(entry: PatientEntry, an_id: str) -> None:
    """Keep a new patient and have her card opened, for callbacks; once for each id and entry.

    Another entry under the same id is another patient: nothing of one who is kept is ever written over.
    """
    own = write_ids.of_entry(an_id, entry)

    def added() -> None:
        patient = add_patient(opened_store(), DESK, entry, at=now(), write_id=own)
        if not _is_new(
            patient
        ):  # kept by a tap whose answer was lost, and gone on with: this is the next one
            patient = add_patient(opened_store(), DESK, entry, at=now())
        state.ask_for(navigation.HOME, patient=patient.code)

    def found() -> None:
        patient = find_patient_written(opened_store(), DESK, own)
        if not _is_new(patient):
            raise NotInStore("The patient of an earlier tap is under way.")
        state.ask_for(navigation.HOME, patient=patient.code)

    _write(added, found)


def begin(patient: StoredPatient, visit: Visit, an_id: str) -> None:
    """Begin a session and have its desk opened, for callbacks."""

    def begun() -> None:
        session = record.begin_session(opened_store(), DESK, patient.id, visit, at=now(), write_id=an_id)
        if session.version > 1:  # begun by a tap whose answer was lost, and gone on with
            session = record.begin_session(opened_store(), DESK, patient.id, visit, at=now())
        state.ask_for(navigation.PLAN, case=session.id)

    def found() -> None:
        session = find_session_written(opened_store(), DESK, an_id)
        if session.version > 1:
            raise NotInStore("The session of an earlier tap is under way.")
        state.ask_for(navigation.PLAN, case=session.id)

    _write(begun, found)


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
    not_saved.forget({patient.id, *(session.id for session in sessions)})
    for visits in (visits_read(), treatments_read()):
        visits.keep_only(())
    for case in {draft.case.partition(".")[0] for draft in drafts} | {session.id for session in sessions}:
        state.forget(case)
        treatment_state.forget(case)


def today() -> date:
    """Return the day where the server is."""
    return treatment_state.today()


def _is_new(patient: StoredPatient) -> bool:
    """Tell whether nothing was changed or begun since a patient was added."""
    return patient.version == 1 and not find_series(opened_store(), DESK, patient.id)


def _write(step: Callable[[], None], found: Callable[[], None]) -> None:
    """Write something under an id, and keep the sentence that says why it was refused, if it was.

    Parameters
    ----------
    found
        Does what is done after writing if it is found to be written, though no answer came; else raises.
    """
    try:
        step()
    except StoreUnreachable as refusal:
        if not _is_done(found):
            write_ids.doubt()
            state.leave_word(_TAP_AGAIN.format(why=refusal))
            return
    except (StorageRefused, FileRefused) as refusal:
        state.leave_word(str(refusal))
    write_ids.let_go()


def _is_done(found: Callable[[], None]) -> bool:
    try:
        found()
    except StorageRefused:
        return False
    return True


def _overview() -> tuple[PatientLine, ...]:
    lines = find_overview(opened_store(), DESK)
    write_ids.let_go_of_doubtful()
    return lines


def _series_of(patient: StoredPatient) -> tuple[StoredSession, ...]:
    series = find_series(opened_store(), DESK, patient.id)
    write_ids.let_go_of_doubtful()
    return series
