"""Whatever is changed behind our back shows: in any table, in any column, in any chain, on every engine."""

import pytest
import sqlalchemy as sa

from planner.errors import StoreDamaged
from planner.storage.database import Database, make_engine
from planner.storage.drafts import find_draft
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.storage.sessions import find_revisions, find_session
from planner.storage.tables import audit, draft, metadata, patient, revision, revision_body, session
from planner.storage.verify import verify
from tests.storage.behind_our_back import Undone, the_first, without_guards
from tests.storage.records import a_closed_session

COLUMNS = [
    (table.name, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if not column.primary_key and column.name != "sha"
]
TIES = {("session", "patient_id"), ("draft", "session_id")}  # refuse what is the key of no row
MISSING = "The tables, indices or triggers are not those that Mesoplan made"
ON_A_FILE = (
    "DROP TRIGGER audit_no_delete",
    "CREATE TRIGGER mine AFTER INSERT ON draft BEGIN SELECT 1; END",
    "DROP INDEX ix_session_patient_id",
    "ALTER TABLE draft ADD COLUMN colour TEXT",
)
ON_A_SERVER = (
    "ALTER TABLE audit DISABLE TRIGGER audit_insert_only",
    "DROP TRIGGER revision_body_kept ON revision_body",
    "CREATE TRIGGER mine BEFORE INSERT ON draft FOR EACH ROW EXECUTE FUNCTION mesoplan_refuse()",
    "CREATE OR REPLACE FUNCTION mesoplan_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD;END'",
    "CREATE RULE mine AS ON INSERT TO audit DO INSTEAD NOTHING",
    "ALTER TABLE revision DISABLE TRIGGER ALL",
    "ALTER TABLE revision DROP CONSTRAINT one_write",
    "DROP INDEX ix_session_patient_id",
    "ALTER TABLE draft ADD COLUMN colour text",
    "ALTER TABLE patient ALTER COLUMN note DROP NOT NULL",
)


def test_a_store_that_is_used_as_it_should_be_is_sound(used: Undone) -> None:
    assert verify(used).problems == ()


@pytest.mark.parametrize(("table", "column"), [one for one in COLUMNS if one not in TIES])
def test_a_changed_value_shows(used: Undone, table: str, column: str) -> None:
    changed = metadata.tables[table]
    is_number = isinstance(changed.c[column].type, sa.Integer)
    value = f"coalesce({column}, 0) + 5" if is_number else f"coalesce({column}, '') || 'x'"

    without_guards(
        used.connection, changed.update().where(the_first(changed)).values({column: sa.text(value)})
    )

    assert not verify(used).is_sound


def test_a_session_of_another_patient_and_a_draft_of_another_session_show(used: Undone) -> None:
    other = sa.select(patient.c.id).where(patient.c.erased_at.is_not(None)).scalar_subquery()
    whose = sa.select(session.c.id).scalar_subquery()

    without_guards(
        used.connection, draft.update().values(session_id=whose), session.update().values(patient_id=other)
    )

    said = verify(used).problems
    assert any(problem.startswith("A session is not what was saved") for problem in said)
    assert any(problem.startswith("A draft is not what was saved") for problem in said)


@pytest.mark.parametrize("table", ["revision_body", "audit", "store", "chain_head"])
def test_a_row_that_was_taken_out_shows(used: Undone, table: str) -> None:
    taken = metadata.tables[table]

    without_guards(used.connection, taken.delete().where(the_first(taken)))

    assert not verify(used).is_sound


def test_the_last_revision_taken_out_shows(used: Undone) -> None:
    without_guards(
        used.connection, *(table.delete().where(table.c.n == 4) for table in (revision_body, revision))
    )

    assert "names revision 4, and 3 are kept" in verify(used).problems[0]


def test_guards_that_are_missing_switched_off_or_others_show(used: Undone) -> None:
    assert used.connection is not None
    for statement in ON_A_SERVER if used.is_shared else ON_A_FILE:
        taken_back = used.connection.begin_nested()
        used.connection.exec_driver_sql(statement)

        assert verify(used).problems == (MISSING,), statement
        taken_back.rollback()

    assert verify(used).problems == ()


def test_what_is_damaged_is_not_shown_as_if_it_were_sound(used: Undone) -> None:
    assert used.connection is not None
    (an_id,) = used.connection.execute(sa.select(session.c.id)).scalars()
    without_guards(
        used.connection,
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
    assert len(verify(used).problems) == 7


def test_the_counts_tell_what_was_looked_at(used: Undone) -> None:
    counts = dict(verify(used).counts)

    assert set(counts) == {table.name for table in metadata.sorted_tables}
    assert (counts[patient.name], counts[revision.name], counts[revision_body.name]) == (2, 4, 4)
    assert (counts[draft.name], counts[audit.name]) == (1, 10)


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(file_database: Database) -> None:
    path = file_database.address.path
    assert path is not None
    a_closed_session(file_database)
    file_database.engine.dispose()
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)

    found = verify(Database(file_database.address, make_engine(file_database.address)))

    assert not found.is_sound
