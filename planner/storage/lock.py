"""The lock beside a database file: one process writes to it, and a second one is told so."""

import fcntl
import os
from pathlib import Path

from planner.errors import StoreInUse, StoreUnreachable


class FileLock:
    """Holds ``<database>.lock`` until it is released or the process ends, however it ends.

    The lock file also remembers that there was a database: see `has_held`.
    """

    def __init__(self, database: Path) -> None:
        self.path = lock_path(database)
        self._is_released = False
        try:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreUnreachable(
                f"{database.parent} cannot be written: {error.strerror}. "
                "Give the folder to the user that runs Mesoplan."
            ) from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = _line(os.pread(self._handle, 200, 0))
            os.close(self._handle)
            raise StoreInUse(
                f"{database} is in use by another Mesoplan ({holder}): close that one first."
            ) from None

    def has_held(self) -> bool:
        """Tell whether a database was ever opened under this lock."""
        return os.fstat(self._handle).st_size > 0

    def remember(self) -> None:
        """Note that there is a database now, and who holds it."""
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, f"process {os.getpid()}\n".encode(), 0)
        os.fsync(self._handle)

    def release(self) -> None:
        """Let another process have the database; once is enough."""
        if not self._is_released:
            self._is_released = True
            os.close(self._handle)


def lock_path(database: Path) -> Path:
    """Return the name of a database's lock file."""
    return database.with_name(f"{database.name}.lock")


def _line(text: bytes) -> str:
    return text.decode("utf-8", "replace").strip() or "it is just starting"


def holder_of(database: Path) -> str:
    """Return who holds a database file at the moment, empty if nobody does."""
    path = lock_path(database)
    if not path.exists():
        return ""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _line(os.pread(handle, 200, 0))
    finally:
        os.close(handle)
    return ""
