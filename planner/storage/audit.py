"""Who did what to whom and when: insert-only and chained, with no content of any record in it."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.storage.chain import Stored, first_sha
from planner.storage.database import Database, with_sha
from planner.storage.moment import moment_text
from planner.storage.principal import Principal
from planner.storage.tables import audit, chain_head

CHAIN = "audit"
_POSTGRES_LOCK = 7_304_118  # any number: one writer at a time puts the next link on the chain


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit."""

    n: int
    at_utc: str
    author: str
    action: str
    subject: str
    detail: str


def note(
    connection: Connection, who: Principal, action: str, subject: str, *, at: datetime, detail: str = ""
) -> None:
    """Add a line to the audit, in the transaction of what it tells.

    Parameters
    ----------
    subject
        Id of the patient or session.
    detail
        Numbers and digests; never words of a record, since a line of the audit is never erased.
    """
    hold_chain(connection)
    last = connection.execute(sa.select(audit.c.n, audit.c.sha).order_by(audit.c.n.desc()).limit(1)).first()
    entry: dict[str, Stored] = {
        "n": 1 if last is None else last.n + 1,
        "at_utc": moment_text(at),
        "author": who.name,
        "clinic": who.clinic,
        "action": action,
        "subject": subject,
        "detail": detail,
        "prev_sha": first_sha(CHAIN) if last is None else last.sha,
    }
    line = with_sha(audit, entry)
    connection.execute(audit.insert().values(line))
    _move_head(connection, line)


def _move_head(connection: Connection, line: dict[str, Stored]) -> None:
    """Name the line as the last one: that lines were taken off the end is seen by nothing else."""
    head = with_sha(chain_head, {"name": CHAIN, "n": line["n"], "link_sha": line["sha"]})
    moved = chain_head.update().where(chain_head.c.name == CHAIN).values(head)
    if connection.execute(moved).rowcount == 0:
        connection.execute(chain_head.insert().values(head))


def hold_chain(connection: Connection) -> None:
    """Keep other writers from the chain until the transaction ends; in a file the transaction itself does."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_POSTGRES_LOCK)))


def find_audit(database: Database, who: Principal, subject: str = "") -> tuple[AuditEntry, ...]:
    """Return the audit of the user's clinic, of one patient or session or of all, oldest first."""
    with database.reading() as connection:
        return audit_of(connection, who, (subject,) if subject else ())


def audit_of(connection: Connection, who: Principal, subjects: tuple[str, ...]) -> tuple[AuditEntry, ...]:
    """Return the audit of these subjects, or of all if none is named."""
    wanted = sa.select(
        audit.c.n, audit.c.at_utc, audit.c.author, audit.c.action, audit.c.subject, audit.c.detail
    ).where(audit.c.clinic == who.clinic)
    if subjects:
        wanted = wanted.where(audit.c.subject.in_(subjects))
    return tuple(AuditEntry(*row) for row in connection.execute(wanted.order_by(audit.c.n)))
