"""How the commands give back a document: printed as UTF-8, or written whole or not at all."""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from planner.errors import FileRefused


def print_document(text: str) -> None:
    """Print ``text`` as UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def require_other_file(target: Path, source: Path) -> None:
    """Refuse to write over the file that is read.

    Raises
    ------
    FileRefused
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise FileRefused(f"{target} is the session itself: give the plan another name.", field="--output")


def write_document(target: Path, text: str) -> None:
    """Write ``text`` to ``target``: afterwards the file is complete, or it is what it was before.

    Raises
    ------
    FileRefused
        If the place cannot be written.
    """
    try:
        whole = target.resolve()
        if whole.exists() and not whole.is_file():
            whole.write_bytes(text.encode("utf-8"))  # a pipe or a terminal; a folder raises
        else:
            _replace(whole, text.encode("utf-8"))
    except OSError as error:
        raise FileRefused(f"{target} cannot be written: {error.strerror}.", field="--output") from None


def _replace(target: Path, content: bytes) -> None:
    mode = _mode_of(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        raise


def _mode_of(target: Path) -> int:
    """Return the permissions for the new file; a file that may not be written is not replaced either."""
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    with target.open("ab"):
        return stat.S_IMODE(target.stat().st_mode)
