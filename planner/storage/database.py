"""The open database: one engine, and transactions for reading and for writing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from planner.errors import StoreDamaged, StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.chain import Stored, sha_of
from planner.storage.lock import FileLock

WAIT_S = 10
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {WAIT_S * 1000}",
    "recursive_triggers = ON",  # without it INSERT OR REPLACE slips past the triggers that forbid deleting
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",  # what is erased is overwritten in the file
)
_WRITES = "mesoplan_writes"
_DAMAGE = ("malformed", "not a database", "could not decode", "hmac")
_RAW_KEY_DIGITS = 64
_POSTGRES_ARGUMENTS: dict[str, str | int] = {
    "connect_timeout": 5,
    "application_name": "mesoplan",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": WAIT_S * 1000,
    # A server that acknowledges before its disk has it is asked not to, as SQLite with `synchronous = FULL`.
    "options": "-c statement_timeout=10000 -c lock_timeout=10000 -c synchronous_commit=on",
}


@dataclass(frozen=True, slots=True)
class Database:
    """An open store.

    Parameters
    ----------
    lock
        Held for a file that is written to; None for a server, and for a file that is only read.
    """

    address: StoreAddress
    engine: Engine
    lock: FileLock | None = None

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may write to it at the same time."""
        return self.address.path is None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the store.

        Raises
        ------
        StoreUnreachable, StoreDamaged
        """
        one_moment = {"isolation_level": "REPEATABLE READ"} if self.is_shared else {}
        with named_failures(), self.engine.connect().execution_options(**one_moment) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose writes are all stored when the block ends, or none of them.

        Raises
        ------
        StoreUnreachable
            If the store cannot be written. When the line broke at the very end, nobody can tell whether the
            writes are in: repeat them with the same ``write_id``.
        StoreDamaged
        """
        to_write = {_WRITES: True}
        with (
            named_failures(),
            self.engine.connect().execution_options(**to_write) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Close every connection and let another process have the file."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()


def make_engine(address: StoreAddress) -> Engine:
    """Return the engine of a store; nothing is opened yet."""
    return _server_engine(address.url) if address.url is not None else _file_engine(address)


def _server_engine(url: URL) -> Engine:
    engine = create_engine(
        url, pool_pre_ping=True, pool_size=10, pool_timeout=WAIT_S, connect_args=_POSTGRES_ARGUMENTS
    )
    from planner.storage.postgres_line import ImpatientConnection

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, words: Any, named: Any) -> ImpatientConnection:
        return ImpatientConnection.connect(*words, **named)

    return engine


def _file_engine(address: StoreAddress) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(address.path)),
        module=sqlcipher3.dbapi2,
        pool_size=10,
        pool_timeout=WAIT_S,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        if address.key:
            connection.execute(key_pragma(address.key))
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write lock taken at once cannot end in a deadlock of two readers that both want to write.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection, for what only SQLite can do."""
    return connection.connection.driver_connection


def key_pragma(key: str) -> str:
    """Return the statement that gives SQLCipher its key: 64 hexadecimal digits, or else a passphrase."""
    is_raw = len(key) == _RAW_KEY_DIGITS and not set(key.lower()) - set("0123456789abcdef")
    quoted = key.replace("'", "''")
    return f"PRAGMA key = \"x'{key}'\"" if is_raw else f"PRAGMA key = '{quoted}'"


@contextmanager
def named_failures() -> Iterator[None]:
    """Turn what the driver says of a failing disk, file or line into a refusal by name; let our bugs fly.

    Raises
    ------
    StoreUnreachable, StoreDamaged
    """
    try:
        yield
    except PoolTimeout:
        raise StoreUnreachable("The store is too busy: try again in a moment.") from None
    except DBAPIError as error:
        is_failure = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
        _raise_named(error.orig, is_failure=is_failure)
        raise
    except sqlcipher3.dbapi2.Error as error:  # from a step that is SQLite's alone, such as a backup
        _raise_named(error, is_failure=isinstance(error, sqlcipher3.dbapi2.OperationalError))
        raise
    except UnicodeDecodeError as error:  # the driver cannot read its own sentence about a damaged schema
        raise StoreDamaged(
            "The store is damaged: run python -m planner verify, then restore a backup."
        ) from error


def _raise_named(error: BaseException | None, *, is_failure: bool) -> None:
    said = " ".join(str(error).split())
    if any(sign in said.lower() for sign in _DAMAGE):
        raise StoreDamaged(
            f"The store is damaged ({said}): run python -m planner verify, then restore a backup."
        ) from error
    if is_failure:
        raise StoreUnreachable(f"The store cannot be reached or written: {said}.") from error


def row_sha(table: Table, values: dict[str, Stored]) -> str:
    """Return the digest of a whole row, in the order of the table's columns."""
    return sha_of(*(values[column.name] for column in table.columns if column.name != "sha"))


def with_sha(table: Table, values: dict[str, Stored]) -> dict[str, Stored]:
    """Return the row with its digest."""
    return values | {"sha": row_sha(table, values)}


def is_sound(table: Table, values: dict[str, Stored]) -> bool:
    """Tell whether a row is what its digest says; after damage a value may be of no kind that is stored."""
    try:
        return values["sha"] == row_sha(table, values)
    except TypeError:
        return False


def require_rows(table: Table, rows: Sequence[dict[str, Stored]]) -> None:
    """Raise unless every row is what its digest says.

    Raises
    ------
    StoreDamaged
    """
    for row in rows:
        if not is_sound(table, row):
            raise StoreDamaged(
                f"A {table.name} in the store is not what was saved: run python -m planner verify, "
                "then restore a backup."
            )
