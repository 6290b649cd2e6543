"""Every saved state of a session, also where one of them is damaged or erased."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import StoreDamaged
from planner.storage.database import Database
from planner.storage.principal import Principal
from planner.storage.revisions import Revision, revisions_of
from planner.storage.sessions import require_session_of
from planner.storage.tables import session

State = Revision | StoreDamaged


@dataclass(frozen=True, slots=True)
class History:
    """A session with all that was ever saved of it.

    Parameters
    ----------
    states
        Oldest first; in the place of one that cannot be trusted the sentence why.
    """

    session_id: str
    patient_id: str
    states: tuple[State, ...]

    @property
    def version(self) -> int:
        """What the next save has to name."""
        return len(self.states)

    @property
    def head(self) -> State:
        """The last saved state."""
        return self.states[-1]


def find_history(database: Database, who: Principal, session_id: str) -> History:
    """Return every saved state of a session.

    Raises
    ------
    NotInStore
    StoreDamaged
        If the session's own row is damaged.
    """
    wanted = sa.select(session.c.patient_id, session.c.version).where(session.c.id == session_id)
    with database.reading() as connection:
        require_session_of(connection, who, session_id)
        patient_id, version = connection.execute(wanted).one()
        states = tuple(_state(connection, session_id, n) for n in range(1, version + 1))
    return History(session_id, str(patient_id), states)


def _state(connection: Connection, session_id: str, n: int) -> State:
    try:
        (found,) = revisions_of(connection, session_id, n=n)
    except StoreDamaged as refusal:
        return refusal
    return found
