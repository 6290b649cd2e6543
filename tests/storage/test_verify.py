"""Whatever is changed behind our back shows: in any table, in any column, in any chain."""

import pytest
import sqlalchemy as sa

from planner.errors import StoreDamaged
from planner.storage.address import StoreAddress
from planner.storage.database import Database, make_engine
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import find_revisions, find_session
from planner.storage.tables import audit, draft, metadata, patient, revision, revision_body, session
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_closed_session

COLUMNS = [
    (table.name, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if not column.primary_key and column.name != "sha"
]


FIRST = sa.text("rowid = 1")


@pytest.fixture
def used(file_database: Database) -> Database:
    """A store with something in every table, whose guards were taken away."""
    a_closed_session(file_database)
    save_draft(file_database, DESK, NewDraft("c" * 16, 0, a_body("draft")), at=NOON)
    assert verify(file_database).problems == ()
    return file_database


def without_guards(database: Database, *statements: sa.Executable) -> None:
    """Do behind our back what the triggers forbid, and put the triggers back."""
    with database.engine.begin() as connection:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = list(connection.exec_driver_sql(asked))
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name, _ in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, made in triggers:
            connection.exec_driver_sql(made)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_changed_value_shows(used: Database, table: str, column: str) -> None:
    is_number = isinstance(metadata.tables[table].c[column].type, sa.Integer)
    value = f"coalesce({column}, 0) + 5" if is_number else f"coalesce({column}, '') || 'x'"
    if (table, column) in {("session", "patient_id"), ("draft", "session_id")}:
        value = "NULL" if table == "draft" else f"(SELECT {column})"

    without_guards(used, metadata.tables[table].update().where(FIRST).values({column: sa.text(value)}))

    is_unchanged = (table, column) in {("session", "patient_id"), ("draft", "session_id")}
    assert verify(used).is_sound is is_unchanged


@pytest.mark.parametrize("table", ["revision_body", "audit", "store"])
def test_a_row_that_was_taken_out_shows(used: Database, table: str) -> None:
    without_guards(used, metadata.tables[table].delete().where(FIRST))

    assert not verify(used).is_sound


def test_the_last_revision_taken_out_shows(used: Database) -> None:
    without_guards(used, *(table.delete().where(table.c.n == 4) for table in (revision_body, revision)))

    assert "names revision 4, and 3 are kept" in verify(used).problems[0]


def test_a_missing_guard_shows(used: Database) -> None:
    with used.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")

    assert "triggers" in verify(used).problems[0]


def test_what_is_damaged_is_not_shown_as_if_it_were_sound(used: Database) -> None:
    with used.reading() as connection:
        (an_id,) = connection.execute(sa.select(session.c.id)).scalars()
    without_guards(
        used,
        patient.update().values(note="x"),
        draft.update().values(body="x"),
        revision_body.update().values(body="x"),
    )

    for asked in (
        lambda: find_patients(used, DESK),
        lambda: find_draft(used, DESK, "c" * 16),
        lambda: find_session(used, DESK, an_id),
        lambda: find_revisions(used, DESK, an_id),
    ):
        with pytest.raises(StoreDamaged, match="verify"):
            asked()
    assert len(verify(used).problems) == 6


def test_the_counts_tell_what_was_looked_at(used: Database) -> None:
    counts = dict(verify(used).counts)

    assert set(counts) == {table.name for table in metadata.sorted_tables}
    assert (counts[patient.name], counts[revision.name], counts[revision_body.name]) == (1, 4, 4)
    assert (counts[draft.name], counts[audit.name]) == (1, 6)


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(used: Database) -> None:
    path = used.address.path
    assert path is not None
    used.engine.dispose()
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)

    found = verify(Database(used.address, make_engine(StoreAddress(path=path, key=used.address.key))))

    assert not found.is_sound
