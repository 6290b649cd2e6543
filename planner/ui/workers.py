"""Processes beside the server's own that work out plans, since Python runs one thread at a time in each.

What a worker returns is what the page would have worked out: the same function of the same session. So no
page depends on one. If it is busy, starting or dead, the page does the work itself.
"""

import os
import signal
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, Generic, TypeVar

SETTING = "PLANNER_WORKERS"
PATIENCE_S = 0.1  # ours: then a busy worker has a large plan, and most plans are done sooner than it
REST_S = 60.0  # ours: a mistake that ends a worker again and again costs a start a minute, not one a tap
_MOST = 3  # ours: each takes some 100 MB, and with three the pages are what is waited for
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
        self._process: BaseProcess | None = None
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
        except (EOFError, OSError):  # it has ended; if the function is to blame, the page will say so
            self._process = None
            return None
        finally:
            self._lock.release()

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(_END_S)
            self._line.close()

    def _start(self) -> None:
        spawning = get_context("spawn")  # a fork would copy locks that other threads hold
        self._line, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_work, args=(theirs,), name="plans", daemon=True)
        self._process.start()
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
        told: Result = self._line.recv()
        return told


class Workers:
    """The workers of this process; none, until `working` starts some."""

    def __init__(self) -> None:
        self._workers: list[Worker] = []

    def ask(self, function: Callable[..., Result], *of: Hashable) -> Answer[Result] | None:
        """Return what a worker says that the function returns, or None if the page is to work it out.

        All about the same first argument is asked of the same worker, which remembers what it did before.
        """
        if not self._workers:
            return None
        return self._workers[hash(of[0]) % len(self._workers)].ask(function, *of)

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
    """Return how many workers there shall be: as the setting says, or one less than there are processors."""
    told = os.environ.get(SETTING, "")
    return int(told) if told.isdecimal() else min((os.cpu_count() or 1) - 1, _MOST)


def _work(line: Connection) -> None:
    """Do what the line asks for until its other end is gone, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this one
    with suppress(EOFError, OSError):
        while True:
            function, of = line.recv()
            line.send(function(*of))
