"""The saved states of a session: insert-only, each chained to the one before it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import StoreDamaged
from planner.storage.body_text import require_body
from planner.storage.chain import Stored, first_sha, sha_of
from planner.storage.database import require_rows, with_sha
from planner.storage.moment import moment_text
from planner.storage.principal import Principal
from planner.storage.tables import revision, revision_body, session

SESSION_CHAIN = "session "
_SALT_BYTES = 16
_WITH_BODY = sa.select(
    revision, revision_body.c.body, revision_body.c.reason, revision_body.c.salt
).select_from(
    revision.outerjoin(
        revision_body,
        (revision.c.session_id == revision_body.c.session_id) & (revision.c.n == revision_body.c.n),
    )
)


Requirement = Callable[[Connection], None]


def nothing_required(_connection: Connection) -> None:
    """Let a save be: nothing else forbids it."""


class SessionState(StrEnum):
    """A session's life, in this order."""

    DRAFT = "draft"
    PLANNED = "planned"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A state of a session to be saved.

    Parameters
    ----------
    body
        A JSON object with a ``schema_version``.
    reason
        Why a closed session is amended; empty otherwise.
    write_id
        Saving twice under one id saves once: keep it when a save has to be repeated because nobody knows
        whether it got through.
    require
        Raises if something else forbids it; asked in the transaction that saves it, once nobody else can.
    """

    body: str
    at: datetime
    state: SessionState = SessionState.DRAFT
    reason: str = ""
    write_id: str = field(default_factory=lambda: secrets.token_hex(16))
    require: Requirement = field(default=nothing_required, compare=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A saved state of a session; of an erased patient only the digests are left.

    Parameters
    ----------
    n
        1 for the first; the order of revisions is that of their numbers, whatever the clocks said.
    body
        None once the patient was erased.
    """

    session_id: str
    n: int
    state: SessionState
    schema_version: int
    author: str
    at_utc: str
    reason: str
    body: str | None
    sha: str


def append(connection: Connection, who: Principal, session_id: str, n: int, new: NewRevision) -> None:
    """Add revision ``n`` to a session, in the transaction that moves the session to it."""
    schema_version = require_body(new.body)
    new.require(connection)
    before = sa.select(revision.c.sha).where(revision.c.session_id == session_id, revision.c.n == n - 1)
    salt = secrets.token_hex(_SALT_BYTES)
    row: dict[str, Stored] = {
        "session_id": session_id,
        "n": n,
        "state": new.state.value,
        "schema_version": schema_version,
        "author": who.name,
        "at_utc": moment_text(new.at),
        "write_id": new.write_id,
        "body_sha": body_sha(salt, new.reason, new.body),
        "prev_sha": first_sha(SESSION_CHAIN + session_id)
        if n == 1
        else connection.execute(before).scalar_one(),
    }
    connection.execute(revision.insert().values(with_sha(revision, row)))
    connection.execute(
        revision_body.insert().values(session_id=session_id, n=n, body=new.body, reason=new.reason, salt=salt)
    )


def body_sha(salt: str, reason: str, body: str) -> str:
    """Return the digest of a body; the salt goes with the body, so that nobody can guess at an erased one."""
    return sha_of(salt, reason, body)


def written_as(connection: Connection, write_id: str) -> tuple[str, int] | None:
    """Return session and number of the revision that was saved under ``write_id``, if one was."""
    wanted = sa.select(revision.c.session_id, revision.c.n).where(revision.c.write_id == write_id)
    found = connection.execute(wanted).first()
    return None if found is None else (found.session_id, found.n)


def revisions_of(connection: Connection, session_id: str, *, n: int | None = None) -> tuple[Revision, ...]:
    """Return the saved states of a session, oldest first, or one of them.

    Raises
    ------
    StoreDamaged
        If one of them is not what was saved.
    """
    wanted = _WITH_BODY.where(revision.c.session_id == session_id).order_by(revision.c.n)
    rows = connection.execute(wanted if n is None else wanted.where(revision.c.n == n)).mappings().all()
    _require_sound(rows)
    return tuple(_revision(row) for row in rows)


def last_revisions_of(connection: Connection, who: Principal) -> dict[str, Revision]:
    """Return the last saved state of every session of a clinic, by the session's id.

    Raises
    ------
    StoreDamaged
    """
    wanted = _WITH_BODY.join(
        session, (session.c.id == revision.c.session_id) & (session.c.version == revision.c.n)
    ).where(session.c.clinic == who.clinic)
    rows = connection.execute(wanted).mappings().all()
    _require_sound(rows)
    return {row["session_id"]: _revision(row) for row in rows}


def _require_sound(rows: Sequence[Any]) -> None:
    require_rows(revision, [dict(row) for row in rows])
    for row in rows:
        if row["body"] is not None and body_sha(row["salt"], row["reason"], row["body"]) != row["body_sha"]:
            raise StoreDamaged(
                f"Revision {row['n']} of a session is not what was saved: run python -m planner verify, "
                "then restore a backup."
            )


def _revision(row: Any) -> Revision:
    return Revision(
        row["session_id"],
        row["n"],
        SessionState(row["state"]),
        row["schema_version"],
        row["author"],
        row["at_utc"],
        row["reason"] or "",
        row["body"],
        row["sha"],
    )
