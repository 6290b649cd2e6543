"""A PostgreSQL server of our own: in a temporary folder, as an unprivileged user, on the loopback only."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import OperationalError

from planner.storage.address import StoreAddress

DEBIAN = Path("/usr/lib/postgresql")
USER = "postgres"  # Debian's user; the server refuses to run as root
SUPERUSER = "owner"
DATABASE = "test"
START_S = 60


def program(name: str) -> str | None:
    """Return where a program of the server lies; the newest version that is installed."""
    found = [str(path) for path in sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))]
    return found[-1] if found else shutil.which(name)


def require_postgres() -> None:
    """Fail in CI if there is no server to start; elsewhere say loudly that its tests did not run."""
    if program("initdb") and program("postgres"):
        return
    sentence = "POSTGRESQL TESTS DID NOT RUN: the server is missing. On Debian: sudo apt install postgresql"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


class PostgresServer:
    """Starts, stops and kills one server, and makes databases on it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mesoplan-pg-"))
        self.port = _free_port()
        self.password = secrets.token_hex(8)
        self._has_database = False
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER)
            shutil.chown(password_file, USER)
        command = [
            str(program("initdb")), "-D", str(self.data), "-U", SUPERUSER, "-A", "scram-sha-256",
            f"--pwfile={password_file}", "-E", "UTF8", "--locale=C",
        ]  # fmt: skip
        subprocess.run(command, stdout=subprocess.DEVNULL, cwd=self.folder, check=True, **_as_user())
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]
        command = [str(program("postgres")), "-D", str(self.data), "-p", str(self.port), *settings]
        with (self.folder / "log").open("a") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **_as_user())
        end = time.monotonic() + START_S
        while not self._answers():
            if time.monotonic() > end or self._server.poll() is not None:
                pytest.fail(f"The server did not start:\n{(self.folder / 'log').read_text()[-3000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill the server and every process of it at once, as when the machine runs out of memory."""
        self._server.send_signal(signal.SIGSTOP)  # or it would make new ones while they are counted
        family = [*_children(self._server.pid), self._server.pid]
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._server.wait()
        while any(_is_alive(process) for process in family):
            time.sleep(0.01)

    def close(self) -> None:
        self._server.send_signal(signal.SIGQUIT)  # at once: nothing of it is wanted any more
        self._server.wait()
        shutil.rmtree(self.folder)

    def url(self, database: str, *, user: str = SUPERUSER, port: int = 0) -> URL:
        return URL.create("postgresql+psycopg", user, self.password, "127.0.0.1", port or self.port, database)

    def empty_database(self) -> StoreAddress:
        """Return the address of the one database for tests, emptied: to make one takes seconds."""
        if not self._has_database:
            self.execute("postgres", f"CREATE DATABASE {DATABASE}")
            self._has_database = True
        self.execute(DATABASE, "DROP SCHEMA public CASCADE")
        self.execute(DATABASE, "CREATE SCHEMA public")
        return StoreAddress(url=self.url(DATABASE))

    def execute(self, database: str, statement: str) -> None:
        engine = create_engine(self.url(database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _answers(self) -> bool:
        try:
            self.execute("postgres", "SELECT 1")
        except OperationalError:
            return False
        return True


def _as_user() -> dict[str, Any]:
    """Return what makes a process run as Debian's user, if we are root."""
    return {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}


def served_postgres() -> Iterator[PostgresServer]:
    """Yield a running server, or say that there is none to run."""
    require_postgres()
    server = PostgresServer()
    yield server
    server.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _children(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(status.parent.name))
    return found


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
