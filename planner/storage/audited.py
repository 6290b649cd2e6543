"""What the audit tells of, held against what is there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.storage.audit import CHAIN
from planner.storage.tables import audit, chain_head, patient, session


@dataclass(slots=True)
class _Told:
    """What the lines of the audit add up to."""

    added: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    changes: Counter[str] = field(default_factory=Counter)
    revisions: dict[str, int] = field(default_factory=dict)

    def take(self, action: str, subject: str, detail: str) -> None:
        """Take in one line."""
        number = detail.rpartition(" ")[2]
        if action == "patient added":
            self.added.add(subject)
        elif action == "patient changed":
            self.changes[subject] += 1
        elif action == "patient erased":
            self.erased.add(subject)
        elif action.startswith("session ") and number.isdecimal():
            self.revisions[subject] = max(int(number), self.revisions.get(subject, 0))


def find_untold(connection: Connection) -> Iterator[str]:
    """Yield in words where patients and sessions are not what the audit tells of them.

    A chain shows that a link is missing in it; that a whole patient or session was taken away, with every
    row of it, or put back to an earlier state, shows only here.
    """
    told = _Told()
    for row in connection.execute(sa.select(audit.c.action, audit.c.subject, audit.c.detail)):
        told.take(*(str(value) for value in row))
    patients = {row.id: row for row in connection.execute(sa.select(patient))}
    sessions = {row.id: row for row in connection.execute(sa.select(session))}
    yield from (f"Patient {an_id} was added and is gone" for an_id in sorted(told.added - set(patients)))
    yield from (
        f"Session {an_id} was begun and is gone" for an_id in sorted(set(told.revisions) - set(sessions))
    )
    yield from (problem for row in patients.values() for problem in _patient_problems(row, told))
    for row in sessions.values():
        last = told.revisions.get(row.id, 0)
        if row.version != last:
            yield f"Session {row.id} names revision {row.version}, and the audit tells of {last}"


def find_lost_end(connection: Connection) -> Iterator[str]:
    """Yield in words that the audit's last lines are gone.

    Lines after the one that is named are let be: while a new version comes to several servers, an older one
    may still add lines and name none.
    """
    heads = connection.execute(sa.select(chain_head.c.n, chain_head.c.link_sha)).all()
    shas = {row.n: row.sha for row in connection.execute(sa.select(audit.c.n, audit.c.sha))}
    if shas and len(heads) != 1:
        yield f"The last line of the {CHAIN} is named {len(heads)} times instead of once"
    yield from (
        f"Audit: line {head.n} was the last one and is gone, or another one"
        for head in heads
        if shas.get(head.n) != head.link_sha
    )


def _patient_problems(row: Any, told: _Told) -> Iterator[str]:
    if row.id not in told.added:
        yield f"Patient {row.id} is there, and the audit tells of nobody adding her"
    elif row.version != 1 + told.changes[row.id]:
        yield f"Patient {row.id} is at version {row.version}, and was changed {told.changes[row.id]} times"
    if (row.erased_at is not None) is not (row.id in told.erased):
        yield f"Patient {row.id} is {'' if row.erased_at else 'not '}erased, and the audit tells otherwise"
