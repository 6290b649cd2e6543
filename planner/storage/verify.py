"""Is everything in the store what was saved? Every row against its digest, every chain link by link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from planner.errors import StoreDamaged, StoreUnreachable
from planner.storage.audit import CHAIN
from planner.storage.audited import find_lost_end, find_untold
from planner.storage.chain import find_break
from planner.storage.database import Database, is_sound
from planner.storage.guards import is_guarded
from planner.storage.migrate import newest_version, version_of
from planner.storage.revisions import SESSION_CHAIN, body_sha
from planner.storage.tables import (
    audit,
    chain_head,
    draft,
    metadata,
    patient,
    revision,
    revision_body,
    session,
    store,
)

DIGESTED = (store, patient, session, revision, draft, audit, chain_head)
_MOST_SAID = 20


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: how many rows of each table, and what is wrong, if anything."""

    counts: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def verify(database: Database) -> Verification:
    """Look at everything that is kept, and say all that is wrong.

    Raises
    ------
    StoreUnreachable
        If the store cannot be reached; damage is no refusal here but a problem in the answer.
    """
    try:
        with database.reading() as connection:
            return _verified(connection, database)
    except StoreDamaged as damage:
        return Verification((), (str(damage),))
    except StoreUnreachable as failure:
        if database.is_shared:
            raise
        return Verification((), (str(failure),))
    except DBAPIError as error:
        return Verification((), (f"The database cannot be read: {' '.join(str(error.orig).split())}",))


def _verified(connection: Connection, database: Database) -> Verification:
    problems = (
        [] if database.is_shared else list(_file_problems(connection, is_keyed=bool(database.address.key)))
    )
    if version_of(connection) < newest_version():
        return Verification((), tuple(problems))  # an older one, kept before it was migrated
    if not is_guarded(connection):
        problems.append("The tables, indices or triggers are not those that Mesoplan made")
    counts = {}
    for table in metadata.sorted_tables:
        rows = connection.execute(sa.select(table)).mappings().all()
        counts[table.name] = len(rows)
        problems += _row_problems(table, rows)
    problems += _store_problems(connection)
    problems += _session_problems(connection)
    problems += _audit_problems(connection)
    problems += find_lost_end(connection)
    problems += find_untold(connection)
    more = len(problems) - _MOST_SAID
    said = problems[:_MOST_SAID] + ([f"and {more} more"] if more > 0 else [])
    return Verification(tuple(counts.items()), tuple(said))


def _file_problems(connection: Connection, *, is_keyed: bool) -> Iterator[str]:
    if is_keyed:
        for (said,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
            yield f"Encrypted page: {said}"
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"File: {said}"
    for broken in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A {broken[0]} belongs to nothing"


def _row_problems(table: Table, rows: Sequence[Any]) -> Iterator[str]:
    for row in rows:
        if table in DIGESTED and not is_sound(table, dict(row)):
            yield f"A {table.name} is not what was saved: {_name_of(table, row)}"


def _name_of(table: Table, row: Any) -> str:
    return " ".join(str(row[column.name]) for column in table.primary_key)


def _store_problems(connection: Connection) -> Iterator[str]:
    count = connection.execute(sa.select(sa.func.count()).select_from(store)).scalar_one()
    if count != 1:
        yield f"The store is signed {count} times instead of once"


def _session_problems(connection: Connection) -> Iterator[str]:
    erased = set(
        connection.execute(sa.select(patient.c.id).where(patient.c.erased_at.is_not(None))).scalars()
    )
    links: dict[str, list[Any]] = {}
    for row in connection.execute(sa.select(revision).order_by(revision.c.session_id, revision.c.n)):
        links.setdefault(row.session_id, []).append(row)
    bodies = {(row.session_id, row.n): row for row in connection.execute(sa.select(revision_body))}
    for row in connection.execute(sa.select(session)):
        chain = links.pop(row.id, [])
        broken = find_break(f"{SESSION_CHAIN}{row.id}", [(link.n, link.prev_sha, link.sha) for link in chain])
        if broken is not None:
            yield f"Session {row.id}: revision {broken} does not follow on the one before it"
        if len(chain) != row.version or (chain and chain[-1].state != row.state):
            yield f"Session {row.id} names revision {row.version}, and {len(chain)} are kept"
        for link in chain:
            yield from _body_problems(
                link, bodies.pop((link.session_id, link.n), None), is_erased=row.patient_id in erased
            )
    yield from (f"Revisions of no session: {an_id}" for an_id in links)
    yield from (f"A body of no revision: {an_id} {n}" for an_id, n in bodies)


def _body_problems(link: Any, body: Any, *, is_erased: bool) -> Iterator[str]:
    name = f"Session {link.session_id}, revision {link.n}"
    if body is None and not is_erased:
        yield f"{name}: its body is gone"
    elif body is not None and is_erased:
        yield f"{name}: its patient was erased and its body is still there"
    elif body is not None:
        try:
            is_sound = body_sha(body.salt, body.reason, body.body) == link.body_sha
        except TypeError:
            is_sound = False
        if not is_sound:
            yield f"{name}: its body is not what was saved"


def _audit_problems(connection: Connection) -> Iterator[str]:
    wanted = sa.select(audit.c.n, audit.c.prev_sha, audit.c.sha).order_by(audit.c.n)
    broken = find_break(CHAIN, [(row.n, row.prev_sha, row.sha) for row in connection.execute(wanted)])
    if broken is not None:
        yield f"Audit: line {broken} does not follow on the one before it"
