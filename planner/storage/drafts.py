"""Drafts: what stands on a desk, kept after every edit, under the case that the page's address names."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from planner.errors import NotInStore, SavedElsewhere
from planner.storage.chain import Stored
from planner.storage.database import Database, require_rows, with_sha
from planner.storage.moment import moment_text
from planner.storage.patients import row_of
from planner.storage.principal import Principal
from planner.storage.sessions import require_no_session, require_session_of
from planner.storage.settled import require_open
from planner.storage.tables import draft, session


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A state of a desk to be kept.

    Parameters
    ----------
    version
        The version that the state was made from; 0 if nothing is kept under the case yet.
    body
        Text; whoever keeps it, reads it.
    session_id
        The session that the draft belongs to; empty: none yet. A session's own id names its first desk.
    write_id
        Keeping twice under one id keeps once.
    while_open
        Whether it is refused once its session is closed.
    """

    case: str
    version: int
    body: str
    session_id: str = ""
    write_id: str = field(default_factory=lambda: secrets.token_hex(8))
    while_open: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept state of a desk."""

    case: str
    version: int
    body: str
    session_id: str
    author: str
    at_utc: str


def save_draft(
    database: Database, who: Principal, new: NewDraft, *, at: datetime, also: Sequence[NewDraft] = ()
) -> Draft:
    """Keep a state of a desk in the place of the one that it was made from.

    Parameters
    ----------
    also
        Other drafts that are kept with it or not at all.

    Raises
    ------
    SavedElsewhere
        If another state was kept meanwhile; both bodies come with it.
    NotInStore
        If the case belongs to another clinic, or its session is not kept any more.
    """
    with database.writing() as connection:
        for other in also:
            _keep(connection, who, other, at)
        return _draft(_keep(connection, who, new, at))


def _keep(connection: Connection, who: Principal, new: NewDraft, at: datetime) -> dict[str, Stored]:
    row: dict[str, Stored] = {
        "case_id": new.case,
        "clinic": who.clinic,
        "session_id": new.session_id or None,
        "version": new.version + 1,
        "body": new.body,
        "author": who.name,
        "at_utc": moment_text(at),
        "write_id": new.write_id,
    }
    if new.session_id:
        require_session_of(connection, who, new.session_id)
    elif not new.version:
        require_no_session(connection, new.case.partition(".")[0])
    _swap(connection, who, new, with_sha(draft, row))
    return row


def find_draft(database: Database, who: Principal, case: str) -> Draft | None:
    """Return what is kept under a case of the user's clinic, if anything is.

    Raises
    ------
    StoreDamaged
    """
    with database.reading() as connection:
        row = _row(connection, who, case)
    return None if row is None else _draft(row)


def draft_version(database: Database, who: Principal, case: str) -> int:
    """Return the version that is kept under a case, 0 for none: a short question to a shared store."""
    wanted = sa.select(draft.c.version).where(draft.c.case_id == case, draft.c.clinic == who.clinic)
    with database.reading() as connection:
        return connection.execute(wanted).scalar() or 0


def draft_versions(database: Database, who: Principal, cases: Sequence[str]) -> tuple[int, ...]:
    """Return the versions that are kept under some cases, 0 for none, in one question."""
    wanted = sa.select(draft.c.case_id, draft.c.version).where(
        draft.c.case_id.in_(cases), draft.c.clinic == who.clinic
    )
    with database.reading() as connection:
        found = {row.case_id: row.version for row in connection.execute(wanted)}
    return tuple(found.get(case, 0) for case in cases)


def find_drafts(database: Database, who: Principal, patient_id: str) -> tuple[Draft, ...]:
    """Return the desks and treatments of a patient's sessions, the latest first.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        row_of(connection, who, patient_id)
        return drafts_of(connection, patient_id)


def drafts_of(connection: Connection, patient_id: str) -> tuple[Draft, ...]:
    """Return the drafts of a patient's sessions, the latest first."""
    wanted = (
        sa.select(draft)
        .join(session, session.c.id == draft.c.session_id)
        .where(session.c.patient_id == patient_id)
        .order_by(draft.c.at_utc.desc(), draft.c.case_id)
    )
    rows = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(draft, rows)
    return tuple(_draft(row) for row in rows)


def _swap(connection: Connection, who: Principal, new: NewDraft, row: dict[str, Stored]) -> None:
    if new.version:
        swap = draft.update().where(
            draft.c.case_id == new.case, draft.c.clinic == who.clinic, draft.c.version == new.version
        )
        is_kept = bool(connection.execute(swap.values(row)).rowcount)
    else:
        is_kept = _is_inserted(connection, row)
    if is_kept:
        if new.while_open:
            require_open(connection, new.session_id)
        return
    found = _row(connection, who, new.case)
    if found is None:
        raise NotInStore("That draft is no longer kept here: start a new one.")
    if found["write_id"] != new.write_id:
        raise SavedElsewhere(
            "Another tab or tablet changed this draft meanwhile: reload the page to see it.",
            mine=new.body,
            theirs=str(found["body"]),
            version=cast("int", found["version"]),
        )


def _is_inserted(connection: Connection, row: dict[str, Stored]) -> bool:
    """Insert the row unless its case is taken, by whomever and however late."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # Not the count of rows: PostgreSQL's driver does not tell it of an insert.
    wanted = insert(draft).values(row).on_conflict_do_nothing().returning(draft.c.case_id)
    return connection.execute(wanted).first() is not None


def _row(connection: Connection, who: Principal, case: str) -> dict[str, Stored] | None:
    wanted = sa.select(draft).where(draft.c.case_id == case, draft.c.clinic == who.clinic)
    found = connection.execute(wanted).mappings().first()
    if found is None:
        return None
    require_rows(draft, [dict(found)])
    return dict(found)


def _draft(row: dict[str, Stored]) -> Draft:
    return Draft(
        str(row["case_id"]),
        cast("int", row["version"]),
        str(row["body"]),
        str(row["session_id"] or ""),
        str(row["author"]),
        str(row["at_utc"]),
    )
