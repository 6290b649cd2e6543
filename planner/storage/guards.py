"""Are the tables, indices and triggers those that Mesoplan made? On a file and on a server."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table, UniqueConstraint

from planner.storage.address import StoreAddress
from planner.storage.database import make_engine
from planner.storage.migrate import bring_up_to_date, newest_version
from planner.storage.tables import INSERT_ONLY, metadata, revision_body

Facts = frozenset[tuple[Any, ...]]

# What a PostgreSQL trigger fires on, as its catalogue has it.
_EACH_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32
_ENABLED = "O"
_REFUSE = "BEGIN RAISE EXCEPTION 'history is insert-only'; END"
_REFUSE_BODY = (
    "BEGIN IF (SELECT patient.erased_at FROM session JOIN patient ON patient.id = session.patient_id "
    "WHERE session.id = OLD.session_id) IS NULL "
    "THEN RAISE EXCEPTION 'a body goes only when its patient is erased'; END IF; RETURN OLD; END"
)
_OURS = """WITH ours AS (
  SELECT name, CAST(to_regclass(name) AS oid) AS id FROM unnest(CAST(:names AS text[])) AS name
) """
_COLUMNS = """SELECT name, attname, format_type(atttypid, NULL), attnotnull
  FROM ours JOIN pg_attribute ON attrelid = id WHERE attnum > 0 AND NOT attisdropped"""
_CONSTRAINTS = """SELECT name, conname, CAST(contype AS text)
  FROM ours JOIN pg_constraint ON conrelid = id WHERE contype <> 'n' AND convalidated"""
_INDICES = """SELECT name, relname FROM ours JOIN pg_index ON indrelid = id
  JOIN pg_class ON pg_class.oid = indexrelid"""
_TRIGGERS = """SELECT name, tgname, tgtype, CAST(tgenabled AS text), prosrc
  FROM ours JOIN pg_trigger ON tgrelid = id JOIN pg_proc ON pg_proc.oid = tgfoid
  WHERE NOT tgisinternal OR tgenabled <> 'O'"""
_RULES = "SELECT name, rulename FROM ours JOIN pg_rewrite ON ev_class = id"


def is_guarded(connection: Connection) -> bool:
    """Tell whether tables, indices and triggers are those of a fresh store, and nothing stands between."""
    if connection.dialect.name == "postgresql":
        return _is_server_guarded(connection)
    return _schema_of(connection) == _fresh_schema(newest_version())


def _schema_of(connection: Connection) -> list[tuple[Any, ...]]:
    asked = (
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
    )
    return [tuple(row) for row in connection.exec_driver_sql(asked)]


@cache
def _fresh_schema(_version: int) -> list[tuple[Any, ...]]:
    with TemporaryDirectory() as folder:
        engine = make_engine(StoreAddress(path=Path(folder) / "fresh.sqlite3"))
        bring_up_to_date(engine)
        with engine.connect() as fresh:
            schema = _schema_of(fresh)
        engine.dispose()
    return schema


def _is_server_guarded(connection: Connection) -> bool:
    """Compare with the catalogue: the app's role can make no fresh store on the server to compare with."""
    asked = (_COLUMNS, _CONSTRAINTS, _INDICES, _TRIGGERS, _RULES)
    names = {"names": [table.name for table in metadata.sorted_tables]}
    found = [
        frozenset(
            tuple(map(_on_one_line, row)) for row in connection.execute(sa.text(_OURS + question), names)
        )
        for question in asked
    ]
    return found == [_columns(), _constraints(), _indices(), _triggers(), frozenset()]


def _on_one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _columns() -> Facts:
    return frozenset(
        (table.name, column.name, str(column.type).lower(), not column.nullable)
        for table in metadata.sorted_tables
        for column in table.columns
    )


def _constraints() -> Facts:
    tables = metadata.sorted_tables
    keys = {(table.name, f"{table.name}_pkey", "p") for table in tables}
    ones = {(table.name, str(one.name), "u") for table in tables for one in _uniques(table)}
    ties = {(table.name, str(one.name), "f") for table in tables for one in table.foreign_key_constraints}
    return frozenset(keys | ones | ties)


def _indices() -> Facts:
    tables = metadata.sorted_tables
    named = {(table.name, str(index.name)) for table in tables for index in table.indexes}
    return frozenset(named | {fact[:2] for fact in _constraints() if fact[2] != "f"})


def _uniques(table: Table) -> list[UniqueConstraint]:
    return [one for one in table.constraints if isinstance(one, UniqueConstraint)]


def _triggers() -> Facts:
    always, each = _BEFORE | _UPDATE | _TRUNCATE, _EACH_ROW | _BEFORE | _DELETE
    whole = {
        (table.name, f"{table.name}_insert_only", always | _DELETE, _ENABLED, _REFUSE)
        for table in INSERT_ONLY
    }
    body = revision_body.name
    return frozenset(
        whole
        | {
            (body, f"{body}_insert_only", always, _ENABLED, _REFUSE),
            (body, f"{body}_kept", each, _ENABLED, _REFUSE_BODY),
        }
    )
