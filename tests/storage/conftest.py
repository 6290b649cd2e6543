"""A store on each of the three engines: a plain file, an encrypted file, and a real PostgreSQL server."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.opening import open_store
from tests.postgres_server import PostgresServer, served_postgres
from tests.storage.behind_our_back import Undone, fill
from tests.storage.records import KEY, NOON

ENGINES = ["plain", "keyed", "postgres"]

NewAddress = Callable[[str], StoreAddress]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    yield from served_postgres()


@pytest.fixture
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> NewAddress:
    """Return what gives a fresh address on an engine; the server starts when it is first asked for."""

    def made(engine: str) -> StoreAddress:
        if engine == "postgres":
            server: PostgresServer = request.getfixturevalue("postgres")
            return server.empty_database()
        return StoreAddress(path=tmp_path / "store.sqlite3", key=KEY if engine == "keyed" else "")

    return made


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, new_address: NewAddress) -> StoreAddress:
    return new_address(request.param)


@pytest.fixture(params=["plain", "keyed"])
def file_address(request: pytest.FixtureRequest, new_address: NewAddress) -> StoreAddress:
    return new_address(request.param)


@pytest.fixture(scope="session")
def made_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty store of each key, made once."""
    made = {}
    for key in ("", KEY):
        made[key] = tmp_path_factory.mktemp("made") / "store.sqlite3"
        open_store(StoreAddress(path=made[key], key=key), at=NOON).close()
    return made


@pytest.fixture
def database(address: StoreAddress, made_files: dict[str, Path]) -> Iterator[Database]:
    """An open store, empty, on each engine."""
    if address.path is not None:
        shutil.copyfile(made_files[address.key], address.path)
    opened = open_store(address, at=NOON)
    yield opened
    opened.close()


@pytest.fixture
def file_database(file_address: StoreAddress, made_files: dict[str, Path]) -> Iterator[Database]:
    shutil.copyfile(made_files[file_address.key], file_address.path)
    opened = open_store(file_address, at=NOON)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store with something in every table; what a test does to it is taken back."""
    path = tmp_path_factory.mktemp("filled") / "store.sqlite3"
    address = StoreAddress(path=path, key=KEY if request.param == "keyed" else "")
    if request.param == "postgres":
        address = request.getfixturevalue("postgres").empty_database()
    with closing(open_store(address, at=NOON)) as database:
        fill(database)
        yield database


@pytest.fixture
def used(filled: Database) -> Iterator[Undone]:
    with filled.engine.connect() as connection, connection.begin() as transaction:
        if not filled.is_shared:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield Undone(filled.address, filled.engine, connection=connection)
        transaction.rollback()
