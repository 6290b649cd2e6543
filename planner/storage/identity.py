"""Is this file ours, whole, and of a version that we know? Asked before anything opens it for writing."""

import struct
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2

from planner.errors import NewerDatabase, NotOurDatabase, StoreUnreachable, WrongKey
from planner.storage.address import KEY_FILE_SETTING, KEY_SETTING
from planner.storage.database import key_pragma

APPLICATION_ID = 0x4D65736F  # "Meso"
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_LEAST_BYTES = 4096  # a page; the pages of an encrypted file are that long


@dataclass(frozen=True, slots=True)
class Identity:
    """What a database file says of itself."""

    application_id: int
    user_version: int


def require_ours(path: Path, key: str, newest: int) -> Identity:
    """Return what the file says of itself; nothing is written, not even beside it.

    Raises
    ------
    NotOurDatabase
        If it is empty, cut off, or another program's.
    WrongKey
        If it is encrypted and ``key`` does not open it, or is plain although a key is given.
    NewerDatabase
        If it was written by a later version, whose tables are beyond ``newest``.
    StoreUnreachable
        If it cannot be read.
    """
    header = _header(path)
    is_plain = header.startswith(_MAGIC)
    _require_whole(path, header, is_plain=is_plain)
    if is_plain and key:
        raise WrongKey(
            f"{path} is not encrypted, but a key is set: unset {KEY_SETTING} and {KEY_FILE_SETTING}, "
            "or name another file."
        )
    identity = _plain_identity(header) if is_plain else _encrypted_identity(path, key)
    if identity.application_id != APPLICATION_ID:
        raise NotOurDatabase(
            f"{path} is another program's database: name another file. It was left as it is."
        )
    if identity.user_version > newest:
        raise NewerDatabase(
            f"{path} was written by a newer Mesoplan (tables {identity.user_version}, known are {newest}): "
            "update Mesoplan. The file was left as it is."
        )
    return identity


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except OSError as error:
        raise StoreUnreachable(f"{path} cannot be read: {error.strerror}.") from None


def _require_whole(path: Path, header: bytes, *, is_plain: bool) -> None:
    """Raise if the file is empty or shorter than it says; SQLite opens either as a valid empty database."""
    size = path.stat().st_size
    if size == 0:
        raise NotOurDatabase(f"{path} is empty: restore a backup, or move the file away to start anew.")
    expected = _plain_bytes(header) if is_plain and size >= _HEADER_BYTES else _LEAST_BYTES
    # While changes wait in the log beside it, the file may be shorter or longer than it says.
    is_settled = not _log(path).exists() or _log(path).stat().st_size == 0
    if size < _LEAST_BYTES or size % _LEAST_BYTES or (is_plain and is_settled and size < expected):
        raise _cut_off(path)


def _cut_off(path: Path) -> NotOurDatabase:
    return NotOurDatabase(
        f"{path} is cut off, or no database of Mesoplan: restore a backup. The file was left as it is."
    )


def _plain_bytes(header: bytes) -> int:
    page_bytes = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    return (65536 if page_bytes == 1 else page_bytes) * pages


def _plain_identity(header: bytes) -> Identity:
    (user_version,) = struct.unpack(">i", header[60:64])
    (application_id,) = struct.unpack(">i", header[68:72])
    return Identity(application_id, user_version)


def _encrypted_identity(path: Path, key: str) -> Identity:
    if not key:
        raise WrongKey(
            f"{path} is encrypted, or no database: set {KEY_FILE_SETTING} to the file with its key."
        )
    # Immutable: read without touching the file, its log or its lock.
    connection = sqlcipher3.dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    try:
        connection.execute(key_pragma(key))
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (user_version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlcipher3.dbapi2.DatabaseError as error:
        if "malformed" in str(error):
            raise _cut_off(path) from None
        raise WrongKey(
            f"The key does not open {path}: set the right one. The file was left as it is."
        ) from None
    finally:
        connection.close()
    return Identity(application_id, user_version)


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
