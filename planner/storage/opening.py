"""The way into the store: locked, known to be ours, brought to this version, or refused as it is."""

import secrets
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.errors import DatabaseMissing, NotOurDatabase, OlderDatabase, StoreSettingWrong, StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.audit import hold_chain, note
from planner.storage.backup import back_up
from planner.storage.chain import Stored
from planner.storage.copies import MIGRATION_ENDING, backup_path, move_aside
from planner.storage.database import Database, make_engine, named_failures, with_sha
from planner.storage.identity import APPLICATION_ID, require_ours
from planner.storage.lock import FileLock, lock_path
from planner.storage.migrate import Noting, bring_up_to_date, newest_version, version_of
from planner.storage.moment import moment_text
from planner.storage.principal import Principal
from planner.storage.tables import store
from planner.storage.whole_file import sync_folder

APPLICATION = "mesoplan"
KEEPER = Principal("mesoplan", "")  # who acts when the program does something by itself


def open_store(address: StoreAddress, *, at: datetime) -> Database:
    """Open the store for reading and writing; the first time it is made.

    Raises
    ------
    StorageRefused
        By name, if the store is in use, not ours, damaged, newer, gone, or cannot be reached.
    """
    return _open_server(address, at) if address.path is None else _open_file(address, address.path, at)


def open_to_read(address: StoreAddress) -> Database:
    """Open the store for looking at it, beside whoever writes to it; nothing is made and nothing migrated.

    Raises
    ------
    StorageRefused
        By name, as `open_store` does; an older one is refused as well.
    """
    path = address.path
    if path is not None:
        _require_there(path)
        require_ours(path, address.key, newest_version())
    database = Database(address, make_engine(address))
    try:
        _require_newest(database)
    except BaseException:
        database.close()
        raise
    return database


def _open_file(address: StoreAddress, path: Path, at: datetime) -> Database:
    _make_folder(path.parent)
    lock = FileLock(path)
    database = Database(address, make_engine(address), lock)
    try:
        if not path.exists():
            if lock.has_held():
                raise DatabaseMissing(
                    f"{path} was here and is gone: restore a backup with python -m planner restore, "
                    f"or delete {lock_path(path)} to start anew."
                )
            _make_file(address, path, at)
        require_ours(path, address.key, newest_version())
        if not _is_newest(database):  # the head of the file may be behind its log
            back_up(database, at=at, target=backup_path(path, at, MIGRATION_ENDING))
            bring_up_to_date(database.engine, step_noted(at))
        _require_newest(database)
        lock.remember()
    except BaseException:
        database.close()
        raise
    return database


def _make_file(address: StoreAddress, path: Path, at: datetime) -> None:
    """Make the database under another name and move it into place once it is whole."""
    part = path.with_name(f".{path.name}.new")
    for leftover in path.parent.glob(f"{part.name}*"):
        leftover.unlink()
    made = Database(
        StoreAddress(path=part, key=address.key), make_engine(StoreAddress(path=part, key=address.key))
    )
    with named_failures(), made.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
    bring_up_to_date(made.engine)
    _sign(made, at, is_demo=address.is_demo)
    made.close()
    part.chmod(0o600)
    move_aside(path, at)  # a log that lost its database would be taken for that of the new one
    part.rename(path)
    sync_folder(path.parent)


def _open_server(address: StoreAddress, at: datetime) -> Database:
    try:
        engine = make_engine(address)
    except ModuleNotFoundError:
        raise StoreSettingWrong(
            "A PostgreSQL store needs psycopg: install Mesoplan with its extra, pip install '.[postgres]'."
        ) from None
    database = Database(address, engine)
    try:
        is_new = _require_our_server(database)
        if is_new or not _is_newest(database):
            bring_up_to_date(engine, step_noted(at))
            if is_new:
                _sign(database, at, is_demo=False)
        _require_newest(database)
    except BaseException:
        database.close()
        raise
    return database


def _require_our_server(database: Database) -> bool:
    """Return whether the server's database is empty.

    Raises
    ------
    NotOurDatabase
        If it holds something else.
    """
    with database.reading() as connection:
        tables = sa.inspect(connection).get_table_names()
        if set(tables) <= {"alembic_version"}:
            return True
        is_ours = store.name in tables and {"alembic_version", "revision_body"} <= set(tables)
        signed = is_ours and connection.execute(sa.select(store.c.application)).scalars().all()
    if is_ours and not signed:
        return True  # the one who made the tables was stopped before it could sign
    if signed != [APPLICATION]:
        raise NotOurDatabase(f"{database.address.title} is another program's database: name an empty one.")
    return False


def _sign(database: Database, at: datetime, *, is_demo: bool) -> None:
    row: dict[str, Stored] = {
        "id": secrets.token_hex(8),
        "application": APPLICATION,
        "is_demo": int(is_demo),
        "created_at": moment_text(at),
    }
    with database.writing() as connection:
        hold_chain(connection)  # of two that start at the same time, one signs
        if connection.execute(sa.select(store.c.id)).first() is None:
            connection.execute(store.insert().values(with_sha(store, row)))
            note(connection, KEEPER, "store made", str(row["id"]), at=at)


def step_noted(at: datetime) -> Noting:
    """Return what notes in the audit that a store came to newer tables; that one was made is noted anyway."""

    def noting(connection: Connection, before: int, after: int) -> None:
        if connection.execute(sa.select(store.c.id)).first() is not None:
            note(connection, KEEPER, "store migrated", "", at=at, detail=f"tables {before} to {after}")

    return noting


def _is_newest(database: Database) -> bool:
    with database.reading() as connection:
        return version_of(connection) == newest_version()


def _require_newest(database: Database) -> None:
    with database.reading() as connection:
        version = version_of(connection)
    if version != newest_version():
        raise OlderDatabase(
            f"{database.address.title} has tables {version}, this Mesoplan needs {newest_version()}: "
            "run python -m planner migrate."
        )


def _require_there(path: Path) -> None:
    if not path.exists():
        raise DatabaseMissing(f"There is no database at {path}: start Mesoplan once, or restore a backup.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(f"{folder} cannot be made: {error.strerror}. Name another folder.") from None
