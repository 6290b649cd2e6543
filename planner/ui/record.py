"""What desks and treatments write into a patient's record: a session from its draft until it is closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.errors import SavedElsewhere, StepNotAllowed, StoreUnreachable
from planner.series.life import before_treatment, is_ended, with_treatment
from planner.series.visit import Visit
from planner.storage.database import Database
from planner.storage.patients import StoredPatient, find_patient_of
from planner.storage.principal import Principal
from planner.storage.revisions import NewRevision, Requirement, SessionState, nothing_required
from planner.storage.sessions import StoredSession, find_session, save_session, start_session
from planner.ui.note_beside import with_note
from planner.ui.readable import stored_text
from planner.ui.visits_read import visits_read

FIRST_TECHNIQUE = "point_by_point"
_LIFE = tuple(SessionState)
_TRIES = 5

Step = Callable[[SessionState, Visit], tuple[SessionState, Visit]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session as it stands in the record, with its patient and the visit that was saved last."""

    patient: StoredPatient
    session: StoredSession
    visit: Visit

    @property
    def state(self) -> SessionState:
        """How far the session has come."""
        return self.session.state

    @property
    def is_over(self) -> bool:
        """Whether its treatment has ended."""
        return self.state in {SessionState.DONE, SessionState.CLOSED}


def begin_session(
    database: Database,
    who: Principal,
    patient_id: str,
    visit: Visit,
    *,
    at: datetime,
    write_id: str = "",
) -> StoredSession:
    """Begin a session of a patient, as a draft; its id is the case of its desk.

    Parameters
    ----------
    write_id
        Beginning twice under one id begins once; empty: under a new one.

    Raises
    ------
    StorageRefused
    """
    body = stored_text(visit)
    new = NewRevision(body, at, write_id=write_id) if write_id else NewRevision(body, at)
    return start_session(database, who, patient_id, new)


def find_recorded(database: Database, who: Principal, session_id: str) -> Recorded:
    """Return a session as it stands in the record.

    Raises
    ------
    StorageRefused
    FileRefused
        If what was saved is no visit that this version can read.
    """
    session = find_session(database, who, session_id)
    return Recorded(find_patient_of(database, who, session.patient_id), session, visit_of(session))


def visit_of(session: StoredSession) -> Visit:
    """Return the visit that a session was saved with last.

    Raises
    ------
    FileRefused
    """
    return visits_read().visit_of(session.head)


def keep_planned(
    database: Database, who: Principal, session_id: str, step: Callable[[Visit], Visit], *, at: datetime
) -> StoredSession:
    """Save what a step makes of a session's visit as its plan; one that is done already stays as it is.

    Raises
    ------
    StorageRefused, FileRefused
    """

    def planned(state: SessionState, visit: Visit) -> tuple[SessionState, Visit]:
        if _LIFE.index(state) > _LIFE.index(SessionState.PLANNED):
            return state, visit
        return SessionState.PLANNED, with_note(database, who, session_id, step(visit))

    return _keep(database, who, session_id, planned, at)


def keep_treated(
    database: Database,
    who: Principal,
    session_id: str,
    treated: Visit,
    *,
    at: datetime,
    require: Requirement = nothing_required,
) -> StoredSession:
    """Save a treatment as done, once none of its steps is open; from then on, whatever changes of it.

    Only what a treatment knows of is taken from it: what was asked later, or settled for the next visit,
    stays as it was saved. A closed session stays as it is.

    Parameters
    ----------
    require
        Raises if the treatment is not that one any more, in the transaction that saves it.

    Raises
    ------
    StorageRefused, FileRefused
    """

    def done(state: SessionState, visit: Visit) -> tuple[SessionState, Visit]:
        if state is SessionState.CLOSED or not (is_ended(treated) or state is SessionState.DONE):
            return state, visit
        return SessionState.DONE, with_note(database, who, session_id, with_treatment(visit, treated))

    return _keep(database, who, session_id, done, at, require=require)


def close_session(
    database: Database,
    who: Principal,
    session_id: str,
    *,
    at: datetime,
    treated: Sequence[Visit] = (),
    require: Requirement = nothing_required,
) -> StoredSession:
    """Close a session that is done: from then on it is changed by an amendment alone.

    Parameters
    ----------
    treated
        Its treatments as they were kept last: the record may have an older state of them.
    require
        Raises if something else forbids it, in the transaction that closes it.

    Raises
    ------
    StepNotAllowed
        If it is not done yet.
    StorageRefused, FileRefused
    """

    def closed(state: SessionState, visit: Visit) -> tuple[SessionState, Visit]:
        if state not in {SessionState.DONE, SessionState.CLOSED}:
            raise StepNotAllowed("Only a session that is done can be closed: end its treatment first.")
        if state is SessionState.CLOSED:
            return state, visit
        for one in treated:
            visit = with_treatment(visit, one)
        return SessionState.CLOSED, with_note(database, who, session_id, visit)

    return _keep(database, who, session_id, closed, at, require=require)


def keep_note(database: Database, who: Principal, session_id: str, *, at: datetime) -> StoredSession:
    """Save the note that was written on a session's desk, if the session is done; else it waits there.

    Raises
    ------
    StorageRefused, FileRefused
    """

    def noted(state: SessionState, visit: Visit) -> tuple[SessionState, Visit]:
        is_done = state is SessionState.DONE
        return state, with_note(database, who, session_id, visit) if is_done else visit

    return _keep(database, who, session_id, noted, at)


def _keep(
    database: Database,
    who: Principal,
    session_id: str,
    step: Step,
    at: datetime,
    *,
    require: Requirement = nothing_required,
) -> StoredSession:
    """Save what a step makes of the last saved state, unless that is what stands there.

    Repeated because nobody knows whether it got through, it finds what it wrote and writes nothing more.
    What nobody could read any more is refused as a `StepNotAllowed`.
    """
    for _ in range(_TRIES):
        before = find_session(database, who, session_id)
        state, visit = before.state, visit_of(before)
        wanted, changed = step(state, visit)
        if (wanted, changed) == (state, visit):
            return before
        try:
            new = NewRevision(stored_text(changed), at, wanted, require=require)
            return _saved_as(database, who, before, changed, new)
        except SavedElsewhere:
            continue  # taken again on what was saved meanwhile
    raise StoreUnreachable("Others change this session faster than it can be kept.")


def _saved_as(
    database: Database, who: Principal, before: StoredSession, visit: Visit, new: NewRevision
) -> StoredSession:
    """Save the visit, by way of every state between: a session that becomes done was planned."""
    stored = before
    for state in _LIFE[_LIFE.index(before.state) + 1 : _LIFE.index(new.state)]:
        body = stored_text(before_treatment(visit))
        stored = save_session(database, who, stored.id, stored.version, NewRevision(body, new.at, state))
    return save_session(database, who, stored.id, stored.version, new)
