"""The tables brought to this version, each step whole or not at all."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from planner.errors import NewerDatabase, StoreDamaged
from planner.storage.database import named_failures
from planner.storage.tables import INSERT_ONLY, metadata, revision_body

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"
STEP_FOLDERS = (VERSIONS,)
_MIGRATING = 7_304_119  # any number: one process at a time brings a shared store to this version

Noting = Callable[[Connection, int, int], None]


def nothing_noted(_connection: Connection, _before: int, _after: int) -> None:
    """Let it be: nobody wants to know."""


def newest_version() -> int:
    """Return the number of the last step."""
    return _last_step(STEP_FOLDERS)


@cache
def _last_step(_folders: tuple[Path, ...]) -> int:
    return int(ScriptDirectory.from_config(_config()).get_current_head() or 0)


def version_of(connection: Connection) -> int:
    """Return the number of the last step that the database has taken, 0 for none.

    Raises
    ------
    StoreDamaged
        If what stands there is the name of no step.
    """
    current = MigrationContext.configure(connection).get_current_revision() or "0"
    if not (current.isascii() and current.isdecimal()):
        raise StoreDamaged(f"{current!r} stands where the version of the tables stood: restore a backup.")
    return int(current)


def bring_up_to_date(engine: Engine, noting: Noting = nothing_noted) -> int:
    """Take every step that is missing and return how many were taken.

    Parameters
    ----------
    noting
        Told the versions before and after, in the transaction of the last step: both are kept or neither.

    Raises
    ------
    NewerDatabase
        If the database has taken steps that this version does not know.
    StoreUnreachable
        If it cannot be written; the steps before the one that failed stay taken.
    """
    newest = newest_version()
    with named_failures(), engine.connect().execution_options(mesoplan_writes=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_lock(_MIGRATING)))
            connection.commit()
        before = version_of(connection)
        connection.rollback()
        if before > newest:
            raise NewerDatabase(
                f"The database was written by a newer Mesoplan (tables {before}, this one knows {newest}): "
                "update Mesoplan. The database was left as it is."
            )
        if before < newest:
            config = _config()
            config.attributes["connection"] = connection
            config.attributes["on_step"] = _at_the_last_step(
                lambda: noting(connection, before, newest), newest
            )
            command.upgrade(config, "head")
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_MIGRATING)))
            connection.commit()
    return newest - before


def grant_to(engine: Engine, role: str) -> None:
    """Let a PostgreSQL role use the tables, and add to history without changing it.

    The role can be the app's: it makes no tables, and what is insert-only it can only read and add to.
    """
    name = engine.dialect.identifier_preparer.quote(role)
    only = {*INSERT_ONLY, revision_body}
    with named_failures(), engine.begin() as connection:
        connection.execute(sa.text(f"GRANT USAGE ON SCHEMA public TO {name}"))
        connection.execute(sa.text(f"GRANT SELECT ON alembic_version TO {name}"))
        for table in metadata.sorted_tables:
            verbs = "SELECT, INSERT" if table in only else "SELECT, INSERT, UPDATE, DELETE"
            connection.execute(sa.text(f"REVOKE ALL ON {table.name} FROM {name}"))
            connection.execute(sa.text(f"GRANT {verbs} ON {table.name} TO {name}"))
        # A body goes when its patient is erased; the trigger on the table lets no other one go.
        connection.execute(sa.text(f"GRANT DELETE ON {revision_body.name} TO {name}"))


def _at_the_last_step(told: Callable[[], None], newest: int) -> Callable[..., None]:
    def on_step(*, step: MigrationInfo, **_rest: object) -> None:
        if int(step.up_revision_id or 0) == newest:
            told()

    return on_step


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = "\n".join(str(folder) for folder in STEP_FOLDERS)
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    return config
