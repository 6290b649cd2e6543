"""A session is closed with all that is kept of its treatment: what comes later is refused, never left out."""

from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import StepNotAllowed
from planner.storage.database import Database
from planner.storage.tables import draft, session

CLOSED = "closed"


def find_versions(database: Database, session_id: str, ending: str) -> dict[str, int]:
    """Return the versions of a session's drafts whose cases end so, by case."""
    with database.reading() as connection:
        return _versions(connection, session_id, ending)


def as_settled(session_id: str, ending: str, settled: Mapping[str, int]) -> Callable[[Connection], None]:
    """Return what raises, in the transaction that closes a session, if its drafts are not those any more.

    The transaction has changed the session's row before: whoever keeps a draft meanwhile waits for it.

    Raises
    ------
    StepNotAllowed
    """

    def require(connection: Connection) -> None:
        if _versions(connection, session_id, ending) != dict(settled):
            raise StepNotAllowed(
                "Not closed: another tablet noted something of this treatment just now. Look at it, then "
                "close."
            )

    return require


def all_of(*requirements: Callable[[Connection], None]) -> Callable[[Connection], None]:
    """Return what raises if one of some requirements does."""

    def require(connection: Connection) -> None:
        for one in requirements:
            one(connection)

    return require


def as_kept(case: str, version: int) -> Callable[[Connection], None]:
    """Return what raises, in the transaction that saves a session, if a draft of it was kept anew since.

    The session's row has to be changed before, as for `as_settled`.

    Raises
    ------
    StepNotAllowed
    """

    def require(connection: Connection) -> None:
        wanted = sa.select(draft.c.version).where(draft.c.case_id == case)
        if connection.execute(wanted).scalar() != version:
            raise StepNotAllowed("Not saved: another tablet noted something of this treatment just now.")

    return require


def require_open(connection: Connection, session_id: str) -> None:
    """Raise if a session is closed; it stays as it is till the transaction ends.

    Raises
    ------
    StepNotAllowed
    """
    wanted = sa.select(session.c.state).where(session.c.id == session_id).with_for_update(read=True)
    if connection.execute(wanted).scalar() == CLOSED:
        raise StepNotAllowed(
            "Another tablet closed this session. What you noted here since is not in it: keep this screen, "
            "and enter it on the session's page under *Correct this session*, with the reason."
        )


def _versions(connection: Connection, session_id: str, ending: str) -> dict[str, int]:
    wanted = sa.select(draft.c.case_id, draft.c.version).where(
        draft.c.session_id == session_id, draft.c.case_id.endswith(ending, autoescape=True)
    )
    return {str(case): int(version) for case, version in connection.execute(wanted)}
