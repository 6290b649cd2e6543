"""Treatments that are not ended: needles went in, and the record does not have them yet."""

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import PlannerError
from planner.files import read_visit
from planner.storage.database import Database, is_sound
from planner.storage.principal import Principal
from planner.storage.revisions import SessionState
from planner.storage.tables import draft, session

TREATMENT = ".treatment"  # the case of its draft ends so
_OPEN = (SessionState.DRAFT.value, SessionState.PLANNED.value)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is kept of the treatment of a session that is not done; nothing need have been given.

    Parameters
    ----------
    body
        None: it is not what was saved. One damaged treatment is no reason to show nothing of all others.
    hides_unread
        Whether another treatment of the session is kept, and cannot be read.
    """

    session_id: str
    body: str | None
    sha: str
    hides_unread: bool = False


def find_under_way(database: Database, who: Principal, patient_id: str) -> dict[str, UnderWay]:
    """Return what is kept of the treatments of a patient's sessions that are not done, by session."""
    with database.reading() as connection:
        return under_way(connection, who, session.c.patient_id == patient_id)


def under_way(connection: Connection, who: Principal, *only: sa.ColumnElement[bool]) -> dict[str, UnderWay]:
    """Return what is kept of the treatments of a clinic's sessions that are not done, by session.

    Of several treatments of one session it is the last one kept in which a needle went in, if there is any.
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
    found: dict[str, UnderWay] = {}
    for row in rows:
        one = UnderWay(row["session_id"], row["body"] if is_sound(draft, row) else None, str(row["sha"]))
        before = found.get(one.session_id)
        found[one.session_id] = one if before is None else _of_two(before, one)
    return found


def _of_two(before: UnderWay, after: UnderWay) -> UnderWay:
    """Return which of two treatments of one session is told of; an unreadable one is never passed over."""
    was_treated, is_treated = _has_treated(before), _has_treated(after)
    told = after if is_treated or not was_treated else before
    return replace(told, hides_unread=before.hides_unread or was_treated is None or is_treated is None)


def _has_treated(one: UnderWay) -> bool | None:
    """Tell whether a needle went in; None: it cannot be read."""
    try:
        return None if one.body is None else read_visit(one.body).has_treated
    except PlannerError:
        return None
