"""A disk whose n-th write fails: SQLite's own system calls are replaced, so that its own error paths run."""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlcipher3 import _sqlite3

_LIBRARY = ctypes.CDLL(_sqlite3.__file__)
_LIBC = ctypes.CDLL(None, use_errno=True)
_SIZE, _OFFSET = ctypes.c_size_t, ctypes.c_int64
# Name of the call, what it returns, what it takes.
_CALLS: dict[str, tuple[type, tuple[type, ...]]] = {
    "write": (ctypes.c_ssize_t, (ctypes.c_int, ctypes.c_void_p, _SIZE)),
    "pwrite": (ctypes.c_ssize_t, (ctypes.c_int, ctypes.c_void_p, _SIZE, _OFFSET)),
    "pwrite64": (ctypes.c_ssize_t, (ctypes.c_int, ctypes.c_void_p, _SIZE, _OFFSET)),
    "ftruncate": (ctypes.c_int, (ctypes.c_int, _OFFSET)),
}


class _Vfs(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("version", "file_size", "path_size")),
        *((f"unused_{n}", ctypes.c_void_p) for n in range(3)),
        *((f"method_{n}", ctypes.c_void_p) for n in range(13)),
        (
            "set_system_call",
            ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p),
        ),
    )


class FailingDisk:
    """Counts the writes and lets those from the n-th on fail, as often as it is told to."""

    def __init__(self, first: int, failures: int, error: int) -> None:
        self.first, self.failures, self.error = first, failures, error
        self.writes = self.failed = 0

    def is_to_fail(self) -> bool:
        self.writes += 1
        fails = self.first <= self.writes < self.first + self.failures
        self.failed += fails
        return fails


@contextmanager
def failing_disk(first: int, *, failures: int = 1, error: int = errno.ENOSPC) -> Iterator[FailingDisk]:
    """Let the writes of SQLite fail from the ``first`` one on until the block ends."""
    disk = FailingDisk(first, failures, error)
    vfs = _vfs()
    hooks = {name: _hook(name, disk) for name in _CALLS}
    for name, hook in hooks.items():
        vfs.set_system_call(ctypes.addressof(vfs), name.encode(), ctypes.cast(hook, ctypes.c_void_p))
    try:
        yield disk
    finally:
        for name in hooks:
            vfs.set_system_call(ctypes.addressof(vfs), name.encode(), None)


def _vfs() -> _Vfs:
    find = _LIBRARY.sqlite3_vfs_find
    find.restype = ctypes.POINTER(_Vfs)
    found: _Vfs = find(None).contents
    return found


def _hook(name: str, disk: FailingDisk) -> Callable[..., int]:
    returned, taken = _CALLS[name]
    real = getattr(_LIBC, name)
    real.restype, real.argtypes = returned, taken

    def call(*words: int) -> int:
        if disk.is_to_fail():
            ctypes.set_errno(disk.error)
            return -1
        done = real(*words)
        return int(done)

    return ctypes.CFUNCTYPE(returned, *taken, use_errno=True)(call)


def name_of(error: int) -> str:
    return errno.errorcode[error] + f" ({os.strerror(error)})"
