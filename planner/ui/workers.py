"""Processes beside the server's own that work out plans, since Python runs one thread at a time in each.

What a worker returns is what the page would have worked out: the same function of the same session. So no
page depends on one. If it is busy, starting or dead, the page does the work itself.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, Generic, TypeVar

from planner.errors import ServerSettingWrong

SETTING = "PLANNER_WORKERS"
PATIENCE_S = 0.1  # ours: then a busy worker has a large plan, and most plans are done sooner than it
REST_S = 60.0  # ours: a mistake that ends a worker again and again costs a start a minute, not one a tap
LONGEST_S = 20.0  # ours: ten times what the largest plan takes; a worker that is stopped would never tell
_ENOUGH = 3  # ours: each takes some 100 MB, and with three the pages are what is waited for
_MOST = 32
_END_S = 5.0

Result = TypeVar("Result")
Task = tuple[Callable[..., Any], tuple[Hashable, ...]]


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """What a worker has worked out, which may be anything, even nothing."""

    result: Result


class Worker:
    """One process that works out one thing after the other; safe for many threads.

    Parameters
    ----------
    first
        What it does before it is asked for anything, so that it has loaded all it needs.
    """

    def __init__(self, first: Sequence[Task]) -> None:
        self._first = first
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._start()

    def ask(self, function: Callable[..., Result], *of: Hashable) -> Answer[Result] | None:
        """Return what the function returns, or None if the worker cannot tell soon.

        Parameters
        ----------
        function
            A pure function of a module.
        """
        if not self._lock.acquire(timeout=PATIENCE_S):
            return None
        try:
            return Answer(self._told(function, of)) if self._is_ready() else None
        except (
            EOFError,
            OSError,
        ):  # it has ended; if the function is to blame, the page will say so
            self._end(self._process)
            self._process = None
            return None
        finally:
            self._lock.release()

    def end(self) -> None:
        """End the process, whatever it does."""
        self._end(self._process)

    @staticmethod
    def _end(process: subprocess.Popen[bytes] | None) -> None:
        if process is not None:
            process.kill()  # it holds nothing, and one that is stopped hears nothing else
            process.wait(_END_S)

    def _start(self) -> None:
        self._line, theirs = Pipe()
        # A program of its own: multiprocessing would run again whatever this process was started with.
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        theirs.close()  # else neither would see the other's end
        self._started_s, self._awaited = time.monotonic(), len(self._first)
        for task in self._first:
            self._line.send(task)

    def _is_ready(self) -> bool:
        """Tell whether it has done what it does first; one that has ended is started again, after a rest."""
        if self._process is None:
            if time.monotonic() - self._started_s >= REST_S:
                self._line.close()
                self._start()
            return False
        while self._awaited and self._line.poll():
            self._line.recv()
            self._awaited -= 1
        return not self._awaited

    def _told(self, function: Callable[..., Result], of: tuple[Hashable, ...]) -> Result:
        self._line.send((function, of))
        if not self._line.poll(LONGEST_S):
            raise TimeoutError(f"A worker told nothing for {LONGEST_S:g} s")
        told: Result = self._line.recv()
        return told


class Workers:
    """The workers of this process; none, until `working` starts some."""

    def __init__(self) -> None:
        self._workers: list[Worker] = []

    def ask(self, function: Callable[..., Result], *of: Hashable, about: Hashable) -> Answer[Result] | None:
        """Return what a worker says that the function returns, or None if the page is to work it out.

        Parameters
        ----------
        about
            All about the same thing is asked of the same worker, which remembers what it did before.
        """
        workers = self._workers
        return workers[hash(about) % len(workers)].ask(function, *of) if workers else None

    @contextmanager
    def working(self, count: int, *, first: Sequence[Task] = ()) -> Iterator[None]:
        """Keep so many workers while the block runs."""
        self._workers = [Worker(first) for _ in range(count)]
        try:
            yield
        finally:
            ended, self._workers = self._workers, []
            for worker in ended:
                worker.end()


WORKERS = Workers()


def wanted_workers() -> int:
    """Return how many workers there shall be: as the setting says, or one less than there are processors.

    Raises
    ------
    ServerSettingWrong
    """
    told = os.environ.get(SETTING, "")
    if not told:
        return min((os.cpu_count() or 1) - 1, _ENOUGH)
    if not (told.isascii() and told.isdecimal() and int(told) <= _MOST):
        raise ServerSettingWrong(
            f"{told!r} is no number of workers: set a whole number from 0 to {_MOST}, or nothing.",
            field=SETTING,
        )
    return int(told)


def _work(line: Connection) -> None:
    """Do what the line asks for until its other end is gone, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this one
    with suppress(EOFError, OSError):
        while True:
            function, of = line.recv()
            line.send(function(*of))


if __name__ == "__main__":
    _work(Connection(int(sys.argv[1])))
