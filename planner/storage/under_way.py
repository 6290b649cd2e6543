"""Treatments that are not ended: needles went in, and the record does not have them yet."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import PlannerError
from planner.files import read_visit
from planner.storage.database import Database, require_rows
from planner.storage.principal import Principal
from planner.storage.revisions import SessionState
from planner.storage.tables import draft, session

TREATMENT = ".treatment"  # the case of its draft ends so
_OPEN = (SessionState.DRAFT.value, SessionState.PLANNED.value)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is kept of the treatment of a session that is not done; nothing need have been given."""

    session_id: str
    body: str
    sha: str


def find_under_way(database: Database, who: Principal, patient_id: str) -> dict[str, UnderWay]:
    """Return what is kept of the treatments of a patient's sessions that are not done, by session.

    Raises
    ------
    StoreDamaged
    """
    with database.reading() as connection:
        return under_way(connection, who, session.c.patient_id == patient_id)


def under_way(connection: Connection, who: Principal, *only: sa.ColumnElement[bool]) -> dict[str, UnderWay]:
    """Return what is kept of the treatments of a clinic's sessions that are not done, by session.

    Of several treatments of one session it is the last one kept in which a needle went in, if there is any.

    Raises
    ------
    StoreDamaged
    """
    wanted = (
        sa.select(draft)
        .join(session, session.c.id == draft.c.session_id)
        .where(
            session.c.clinic == who.clinic,
            session.c.state.in_(_OPEN),
            draft.c.case_id.endswith(TREATMENT, autoescape=True),
            *only,
        )
        .order_by(draft.c.at_utc, draft.c.case_id)
    )
    rows: list[dict[str, Any]] = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(draft, rows)
    found: dict[str, UnderWay] = {}
    for row in rows:
        one = UnderWay(row["session_id"], row["body"], row["sha"])
        before = found.get(one.session_id)
        if before is None or _has_treated(one) or not _has_treated(before):
            found[one.session_id] = one
    return found


def _has_treated(one: UnderWay) -> bool:
    """Tell whether a needle went in; if that cannot be read, whoever reads the visit says so."""
    try:
        return read_visit(one.body).has_treated
    except PlannerError:
        return False
