"""A folder that cannot be written is refused in one sentence, and what lies in it stays as it is."""

import errno
import os
from pathlib import Path

import pytest

from planner.errors import StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.opening import open_store
from tests.storage.records import NOON


def make_read_only(folder: Path, why: int, patch: pytest.MonkeyPatch) -> None:
    """Refuse to open anything in a folder for writing, as the kernel does; it would let root pass."""
    as_before = os.open

    def opened(path: str | Path, flags: int, *words: int, **named: int) -> int:
        if Path(path).parent == folder and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(why, os.strerror(why), str(path))
        return as_before(path, flags, *words, **named)

    patch.setattr(os, "open", opened)


@pytest.mark.parametrize("why", [errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("is_there", [True, False], ids=["with a store", "without"])
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: int, *, is_there: bool
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    address = StoreAddress(path=folder / "store.sqlite3")
    if is_there:
        open_store(address, at=NOON).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    make_read_only(folder, why, monkeypatch)

    with pytest.raises(StoreUnreachable) as refused:
        open_store(address, at=NOON)

    assert str(refused.value) == (
        f"{folder} cannot be written: {os.strerror(why)}. Give the folder to the user that runs Mesoplan."
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
