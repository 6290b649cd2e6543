"""The last saved state of every session of a clinic: what a question over all patients is put to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.storage.audit import note
from planner.storage.database import Database, require_rows
from planner.storage.principal import Principal
from planner.storage.revisions import Revision, last_revisions_of
from planner.storage.tables import patient, session
from planner.storage.under_way import UnderWay, under_way


@dataclass(frozen=True, slots=True)
class Head:
    """A session's last saved state, and whose session it is.

    Parameters
    ----------
    treatment
        What is kept of its treatment while it is not done; None: no treatment was begun, or it is done.
    """

    code: str
    revision: Revision
    treatment: UnderWay | None = None

    @property
    def bodies(self) -> tuple[str, ...]:
        """All that is known of the session by now."""
        found = (self.revision.body, self.treatment.body if self.treatment else None)
        return tuple(body for body in found if body)


def find_heads(database: Database, who: Principal) -> tuple[Head, ...]:
    """Return the last state of every session of the user's clinic, by patient's code and in their order.

    Sessions of erased patients are left out.

    Raises
    ------
    StoreDamaged
    """
    with database.reading() as connection:
        return _heads(connection, who)


def search_heads(
    database: Database, who: Principal, is_wanted: Callable[[str], bool], *, action: str, at: datetime
) -> tuple[Head, ...]:
    """Return the heads whose body is wanted, and note in the audit that somebody searched and how many came.

    Parameters
    ----------
    is_wanted
        Told each body; what it looks for is no part of the audit.
    action
        What the audit calls the search.

    Raises
    ------
    StoreDamaged, StoreUnreachable
        If the search cannot be noted, nothing is given.
    """
    heads = find_heads(database, who)
    found = tuple(head for head in heads if any(map(is_wanted, head.bodies)))
    with database.writing() as connection:
        note(connection, who, action, "", at=at, detail=f"{len(found)} of {len(heads)} sessions")
    return found


def _heads(connection: Connection, who: Principal) -> tuple[Head, ...]:
    wanted = (
        sa.select(session, patient.c.code)
        .join(patient, patient.c.id == session.c.patient_id)
        .where(session.c.clinic == who.clinic, patient.c.erased_at.is_(None))
        .order_by(patient.c.code, session.c.created_at, session.c.id)
    )
    rows = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(session, rows)
    treatments = under_way(connection, who)  # first: of what ends after this look the revision tells all
    revisions = last_revisions_of(connection, who)
    return tuple(Head(row["code"], revisions[row["id"]], treatments.get(row["id"])) for row in rows)
