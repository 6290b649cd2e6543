"""The first tables, and the triggers that keep history from being rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSERT_ONLY = ("store", "revision", "audit")
_SQLITE_ONLY = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'history is insert-only'); END
"""
_SQLITE_BODY = """
CREATE TRIGGER revision_body_no_{verb} BEFORE {verb} ON revision_body {condition}
BEGIN SELECT RAISE(ABORT, 'a body goes only when its patient is erased'); END
"""
_NOT_ERASED = """(SELECT patient.erased_at FROM session JOIN patient ON patient.id = session.patient_id
  WHERE session.id = OLD.session_id) IS NULL"""
_POSTGRES_REFUSE = """
CREATE FUNCTION mesoplan_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history is insert-only'; END $$
"""
_POSTGRES_ONLY = """
CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION mesoplan_refuse()
"""
_POSTGRES_BODY_FUNCTION = f"""
CREATE FUNCTION mesoplan_refuse_body() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {_NOT_ERASED} THEN RAISE EXCEPTION 'a body goes only when its patient is erased'; END IF;
  RETURN OLD;
END $$
"""
_POSTGRES_BODY = (
    """CREATE TRIGGER revision_body_kept BEFORE DELETE ON revision_body
    FOR EACH ROW EXECUTE FUNCTION mesoplan_refuse_body()""",
    """CREATE TRIGGER revision_body_insert_only BEFORE UPDATE OR TRUNCATE ON revision_body
    FOR EACH STATEMENT EXECUTE FUNCTION mesoplan_refuse()""",
)


def upgrade() -> None:
    """Make the tables and their triggers."""
    _make_patients()
    _make_sessions()
    _make_drafts_and_audit()
    for statement in _postgres() if op.get_bind().dialect.name == "postgresql" else _sqlite():
        op.execute(statement)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=key, nullable=False, autoincrement=False)


def _make_patients() -> None:
    op.create_table(
        "store",
        _text("id", key=True),
        _text("application"),
        _number("is_demo"),
        _text("created_at"),
        _text("sha"),
        sqlite_strict=True,
    )
    op.create_table(
        "patient",
        _text("id", key=True),
        _text("clinic"),
        _text("code"),
        sa.Column("birth_from_year", sa.Integer),
        _text("sex"),
        _text("note"),
        _number("version"),
        _text("created_at"),
        _text("changed_at"),
        _text("author"),
        sa.Column("erased_at", sa.Text),
        _text("sha"),
        sa.UniqueConstraint("clinic", "code", name="one_code"),
        sqlite_strict=True,
    )


def _make_sessions() -> None:
    op.create_table(
        "session",
        _text("id", key=True),
        sa.Column("patient_id", sa.Text, sa.ForeignKey("patient.id", name="session_patient"), nullable=False),
        _text("clinic"),
        _text("state"),
        _number("version"),
        _text("created_at"),
        _text("sha"),
        sqlite_strict=True,
    )
    op.create_index("ix_session_patient_id", "session", ["patient_id"])
    op.create_table(
        "revision",
        sa.Column(
            "session_id", sa.Text, sa.ForeignKey("session.id", name="revision_session"), primary_key=True
        ),
        _number("n", key=True),
        _text("state"),
        _number("schema_version"),
        *(_text(name) for name in ("author", "at_utc", "write_id", "body_sha", "prev_sha", "sha")),
        sa.UniqueConstraint("write_id", name="one_write"),
        sqlite_strict=True,
    )
    op.create_table(
        "revision_body",
        _text("session_id", key=True),
        _number("n", key=True),
        *(_text(name) for name in ("body", "reason", "salt")),
        sa.ForeignKeyConstraint(
            ["session_id", "n"], ["revision.session_id", "revision.n"], name="body_revision"
        ),
        sqlite_strict=True,
    )


def _make_drafts_and_audit() -> None:
    op.create_table(
        "draft",
        _text("case_id", key=True),
        _text("clinic"),
        sa.Column("session_id", sa.Text, sa.ForeignKey("session.id", name="draft_session")),
        _number("version"),
        *(_text(name) for name in ("body", "author", "at_utc", "write_id", "sha")),
        sqlite_strict=True,
    )
    op.create_index("ix_draft_session_id", "draft", ["session_id"])
    op.create_table(
        "audit",
        _number("n", key=True),
        *(_text(name) for name in ("at_utc", "author", "clinic", "action", "subject", "detail")),
        *(_text(name) for name in ("prev_sha", "sha")),
        sqlite_strict=True,
    )


def _sqlite() -> list[str]:
    guards = [
        _SQLITE_ONLY.format(table=table, verb=verb) for table in INSERT_ONLY for verb in ("UPDATE", "DELETE")
    ]
    body = [
        _SQLITE_BODY.format(verb="UPDATE", condition=""),
        _SQLITE_BODY.format(verb="DELETE", condition=f"WHEN {_NOT_ERASED}"),
    ]
    return [*guards, *body, "PRAGMA user_version = 1"]


def _postgres() -> list[str]:
    guards = [_POSTGRES_ONLY.format(table=table) for table in INSERT_ONLY]
    return [_POSTGRES_REFUSE, *guards, _POSTGRES_BODY_FUNCTION, *_POSTGRES_BODY]
