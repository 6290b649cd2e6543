"""Changes of a store that were not made through Mesoplan, within one transaction that is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.storage.chain import Stored
from planner.storage.database import Database, with_sha
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.export import export_patient
from planner.storage.patients import PatientEntry, change_patient, find_patient_of
from planner.storage.principal import DESK
from planner.storage.tables import audit, metadata
from tests.storage.records import NOON, a_body, a_closed_session, a_patient


@dataclass(frozen=True, slots=True)
class Undone(Database):
    """A store seen from within one transaction, which is taken back in the end."""

    connection: Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        assert self.connection is not None
        yield self.connection


def fill(database: Database) -> None:
    """Put something into every table, an erased patient too, and at the audit's end an export."""
    kept = find_patient_of(database, DESK, a_closed_session(database).patient_id)
    change_patient(database, DESK, kept, PatientEntry(1985), at=NOON)
    save_draft(database, DESK, NewDraft("c" * 16, 0, a_body("draft")), at=NOON)
    erase_patient(database, DESK, a_patient(database).id, at=NOON)
    export_patient(database, DESK, kept.id, at=NOON)


def without_guards(connection: Connection | None, *statements: sa.Executable) -> None:
    """Do behind our back what the triggers forbid, and put the triggers back."""
    assert connection is not None
    if connection.dialect.name == "postgresql":
        tables = [table.name for table in metadata.sorted_tables]
        away = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in tables]
        back = [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tables]
    else:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = list(connection.exec_driver_sql(asked))
        away = [f"DROP TRIGGER {name}" for name, _ in triggers]
        back = [made for _, made in triggers]
    for text in away:
        connection.exec_driver_sql(text)
    for statement in statements:
        connection.execute(statement)
    for text in back:
        connection.exec_driver_sql(text)


def the_first(table: sa.Table) -> sa.ColumnElement[bool]:
    return table.c.n == 1 if "n" in table.primary_key.columns else sa.true()


def the_last_line(store: Undone) -> int:
    assert store.connection is not None
    return int(store.connection.execute(sa.select(sa.func.max(audit.c.n))).scalar_one())


def forged(store: Undone, table: sa.Table, where: sa.ColumnElement[bool], **values: Stored) -> sa.Update:
    """Return what gives a row other values, and the digest that they should have."""
    assert store.connection is not None
    (row,) = store.connection.execute(sa.select(table).where(where)).mappings().all()
    return table.update().where(where).values(with_sha(table, dict(row) | values))
