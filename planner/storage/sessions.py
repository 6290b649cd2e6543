"""Sessions: draft, planned, done, closed; saved by compare-and-swap, so that no tablet overwrites another."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import NotInStore, SavedElsewhere, StepNotAllowed
from planner.storage import patients
from planner.storage.audit import note
from planner.storage.chain import Stored
from planner.storage.database import Database, require_rows, with_sha
from planner.storage.moment import moment_text
from planner.storage.principal import Principal
from planner.storage.revisions import NewRevision, Revision, SessionState, append, revisions_of, written_as
from planner.storage.tables import patient, session

_LIFE = tuple(SessionState)
_IS_ID = re.compile(r"[0-9a-f]{16}")
_NOT_HERE = "That session is not kept here: its patient was erased, or the address is wrong. Go back to Home."


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session at its last saved state, whose number is its version."""

    id: str
    patient_id: str
    created_at: str
    head: Revision

    @property
    def version(self) -> int:
        """What the next save has to name."""
        return self.head.n

    @property
    def state(self) -> SessionState:
        """How far the session has come."""
        return self.head.state


def start_session(database: Database, who: Principal, patient_id: str, new: NewRevision) -> StoredSession:
    """Begin a session of a patient with its first revision, a draft.

    Raises
    ------
    NotInStore
        If the patient is not kept here.
    StepNotAllowed
        If the revision is no draft.
    """
    if new.state is not SessionState.DRAFT:
        raise StepNotAllowed("A session begins as a draft: save it as one first.")
    with database.writing() as connection:
        patients.row_of(connection, who, patient_id, locked=True)
        if already := written_as(connection, new.write_id):
            return _stored(connection, _row(connection, who, already[0]))
        row: dict[str, Stored] = {
            "id": secrets.token_hex(8),
            "patient_id": patient_id,
            "clinic": who.clinic,
            "state": new.state.value,
            "version": 1,
            "created_at": moment_text(new.at),
        }
        connection.execute(session.insert().values(with_sha(session, row)))
        append(connection, who, str(row["id"]), 1, new)
        _note(connection, who, "session started", row, new.at)
        return _stored(connection, row)


def save_session(
    database: Database, who: Principal, session_id: str, version: int, new: NewRevision
) -> StoredSession:
    """Save the next state of a session that was read at ``version``.

    Raises
    ------
    SavedElsewhere
        If somebody saved since; both bodies come with it and nothing is overwritten.
    StepNotAllowed
        If the state is not the same or the next one, or a closed session is changed without a reason.
    NotInStore
    """
    with database.writing() as connection:
        row = _row(connection, who, session_id, locked=True)
        changed = row | {"state": new.state.value, "version": version + 1}
        swap = (
            session.update()
            .where(session.c.id == session_id, session.c.version == version)
            .values(with_sha(session, changed))
        )
        if connection.execute(swap).rowcount == 0:
            if already := written_as(connection, new.write_id):
                return _stored(connection, row, n=already[1])
            raise _saved_elsewhere(connection, session_id, new)
        _require_step(SessionState(str(row["state"])), new)
        append(connection, who, session_id, version + 1, new)
        _note(connection, who, f"session saved as {new.state.value}", changed, new.at)
        return _stored(connection, changed)


def amend_session(
    database: Database, who: Principal, session_id: str, version: int, new: NewRevision
) -> StoredSession:
    """Save a correction of a closed session, which needs a reason.

    Raises
    ------
    StepNotAllowed
        If the reason is empty or the session is not closed.
    SavedElsewhere, NotInStore
        As `save_session` does.
    """
    if new.state is not SessionState.CLOSED or not new.reason.strip():
        raise StepNotAllowed("A closed session is changed only with a reason: write one down.")
    return save_session(database, who, session_id, version, new)


def find_session(database: Database, who: Principal, session_id: str) -> StoredSession:
    """Return a session at its last saved state.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        return _stored(connection, _row(connection, who, session_id))


def is_session(database: Database, an_id: str) -> bool:
    """Tell whether a session of that id was ever begun, be it of an erased patient or of another clinic."""
    with database.reading() as connection:
        return _was_begun(connection, an_id)


def find_revisions(database: Database, who: Principal, session_id: str) -> tuple[Revision, ...]:
    """Return every saved state of a session, oldest first.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        return revisions_of(connection, str(_row(connection, who, session_id)["id"]))


def find_series(database: Database, who: Principal, patient_id: str) -> tuple[StoredSession, ...]:
    """Return a patient's sessions in the order in which they were begun, each at its last saved state.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        patients.row_of(connection, who, patient_id)
        return series_of(connection, patient_id)


def series_of(connection: Connection, patient_id: str) -> tuple[StoredSession, ...]:
    """Return the sessions of a patient, asked in a transaction that is under way."""
    wanted = (
        sa.select(session)
        .where(session.c.patient_id == patient_id)
        .order_by(session.c.created_at, session.c.id)
    )
    rows = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(session, rows)
    return tuple(_stored(connection, row) for row in rows)


def require_no_session(connection: Connection, an_id: str) -> None:
    """Raise if a session of that id was ever begun: what is kept under it belongs to its patient alone.

    Raises
    ------
    NotInStore
    """
    if _was_begun(connection, an_id):
        raise NotInStore(_NOT_HERE)


def require_session_of(connection: Connection, who: Principal, session_id: str) -> None:
    """Raise unless the session is one of the user's clinic; its patient stays till the transaction ends.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    _row(connection, who, session_id, locked=True)


def _was_begun(connection: Connection, an_id: str) -> bool:
    return connection.execute(sa.select(session.c.id).where(session.c.id == an_id)).first() is not None


def _row(
    connection: Connection, who: Principal, session_id: str, *, locked: bool = False
) -> dict[str, Stored]:
    """Return the row of a session; if ``locked``, its patient is not erased till the transaction ends."""
    wanted = (
        sa.select(session)
        .join(patient, patient.c.id == session.c.patient_id)
        .where(session.c.id == session_id, session.c.clinic == who.clinic, patient.c.erased_at.is_(None))
    )
    if not _IS_ID.fullmatch(session_id):  # engines differ in what text they take: PostgreSQL wants no NUL
        raise NotInStore(_NOT_HERE)
    shared = wanted.with_for_update(read=True, of=patient)
    found = connection.execute(shared if locked else wanted).mappings().first()
    if found is None:
        raise NotInStore(_NOT_HERE)
    require_rows(session, [dict(found)])
    return dict(found)


def _stored(connection: Connection, row: dict[str, Stored], *, n: int | None = None) -> StoredSession:
    session_id = str(row["id"])
    (head,) = revisions_of(connection, session_id, n=n or cast("int", row["version"]))
    return StoredSession(session_id, str(row["patient_id"]), str(row["created_at"]), head)


def _saved_elsewhere(connection: Connection, session_id: str, new: NewRevision) -> SavedElsewhere:
    version = connection.execute(sa.select(session.c.version).where(session.c.id == session_id)).scalar_one()
    (head,) = revisions_of(connection, session_id, n=version)
    return SavedElsewhere(
        f"{head.author} saved this session meanwhile, as revision {head.n}: compare both and choose.",
        mine=new.body,
        theirs=head.body or "",
        version=head.n,
    )


def _require_step(before: SessionState, new: NewRevision) -> None:
    if before is SessionState.CLOSED and not new.reason.strip():
        raise StepNotAllowed("A closed session is changed only by an amendment with a reason.")
    if _LIFE.index(new.state) - _LIFE.index(before) not in {0, 1}:
        raise StepNotAllowed(
            f"A session that is {before.value} cannot become {new.state.value}: "
            f"it goes {', '.join(_LIFE[:-1])}, {_LIFE[-1]}."
        )


def _note(connection: Connection, who: Principal, action: str, row: dict[str, Stored], at: datetime) -> None:
    note(connection, who, action, str(row["id"]), at=at, detail=f"revision {row['version']}")
