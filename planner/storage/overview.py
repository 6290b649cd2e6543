"""The patients of a clinic with how far their sessions have come, without what any of them holds."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from planner.storage.database import Database, require_rows
from planner.storage.patients import StoredPatient, find_patients
from planner.storage.principal import Principal
from planner.storage.revisions import SessionState
from planner.storage.tables import patient, session


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session by its state alone."""

    id: str
    state: SessionState
    created_at: str


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A patient with her sessions, oldest first."""

    patient: StoredPatient
    sessions: tuple[SessionLine, ...]

    @property
    def last_at(self) -> str:
        """When her last session was begun, or she came, if she has none yet."""
        return self.sessions[-1].created_at if self.sessions else self.patient.created_at


def find_overview(database: Database, who: Principal) -> tuple[PatientLine, ...]:
    """Return the patients of the user's clinic, those that were seen last first.

    Raises
    ------
    StoreDamaged
    """
    wanted = (
        sa.select(session)
        .join(patient, patient.c.id == session.c.patient_id)
        .where(patient.c.clinic == who.clinic, patient.c.erased_at.is_(None))
        .order_by(session.c.created_at, session.c.id)
    )
    with database.reading() as connection:
        rows: list[dict[str, Any]] = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(session, rows)
    theirs: dict[str, list[SessionLine]] = defaultdict(list)
    for row in rows:
        theirs[row["patient_id"]].append(
            SessionLine(row["id"], SessionState(row["state"]), row["created_at"])
        )
    lines = [PatientLine(one, tuple(theirs[one.id])) for one in find_patients(database, who)]
    return tuple(sorted(lines, key=lambda line: line.last_at, reverse=True))
