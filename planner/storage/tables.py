"""The tables as they stand after the last migration. All text and whole numbers: the same on every engine."""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _column(name: str, kind: type[Text | Integer] = Text, *, key: bool = False) -> Column[Any]:
    return Column(name, kind, primary_key=key, nullable=False)


store = Table(
    "store",
    metadata,
    _column("id", key=True),
    _column("application"),
    _column("is_demo", Integer),
    _column("created_at"),
    _column("sha"),
    sqlite_strict=True,
)

patient = Table(
    "patient",
    metadata,
    _column("id", key=True),
    _column("clinic"),
    _column("code"),
    Column("birth_from_year", Integer),
    _column("sex"),
    _column("note"),
    _column("version", Integer),
    _column("created_at"),
    _column("changed_at"),
    _column("author"),
    Column("erased_at", Text),
    _column("sha"),
    UniqueConstraint("clinic", "code", name="one_code"),
    sqlite_strict=True,
)

session = Table(
    "session",
    metadata,
    _column("id", key=True),
    Column("patient_id", Text, ForeignKey("patient.id", name="session_patient"), nullable=False, index=True),
    _column("clinic"),
    _column("state"),
    _column("version", Integer),
    _column("created_at"),
    _column("sha"),
    sqlite_strict=True,
)

revision = Table(
    "revision",
    metadata,
    Column("session_id", Text, ForeignKey("session.id", name="revision_session"), primary_key=True),
    _column("n", Integer, key=True),
    _column("state"),
    _column("schema_version", Integer),
    _column("author"),
    _column("at_utc"),
    _column("write_id"),
    _column("body_sha"),
    _column("prev_sha"),
    _column("sha"),
    UniqueConstraint("write_id", name="one_write"),
    sqlite_strict=True,
)

revision_body = Table(
    "revision_body",
    metadata,
    _column("session_id", key=True),
    _column("n", Integer, key=True),
    _column("body"),
    _column("reason"),
    _column("salt"),
    ForeignKeyConstraint(["session_id", "n"], ["revision.session_id", "revision.n"], name="body_revision"),
    sqlite_strict=True,
)

draft = Table(
    "draft",
    metadata,
    _column("case_id", key=True),
    _column("clinic"),
    Column("session_id", Text, ForeignKey("session.id", name="draft_session"), index=True),
    _column("version", Integer),
    _column("body"),
    _column("author"),
    _column("at_utc"),
    _column("write_id"),
    _column("sha"),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    _column("at_utc"),
    _column("author"),
    _column("clinic"),
    _column("action"),
    _column("subject"),
    _column("detail"),
    _column("prev_sha"),
    _column("sha"),
    sqlite_strict=True,
)

chain_head = Table(
    "chain_head",
    metadata,
    _column("name", key=True),
    _column("n", Integer),
    _column("link_sha"),
    _column("sha"),
    sqlite_strict=True,
)

INSERT_ONLY = (store, revision, audit)
