"""Files that are there whole or not at all, also after the power was cut."""

import os
from pathlib import Path


def move_into_place(part: Path, target: Path) -> None:
    """Give a finished file its name, in the place of an older one."""
    sync(part)
    part.replace(target)
    sync_folder(target.parent)


def sync(path: Path) -> None:
    """Have the disk keep what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, so that a file that was moved stays where it is now."""
    sync(folder)
