"""Work that takes longer than a tap, done in the background and read by whoever shows it.

A piece of work is asked for under a key that stands for all it depends on, so that the same question is
answered once. It is asked for in a slot, the place on a screen that shows it: a slot that asks for something
else lets go of what it asked for before, and what no slot waits for any more is not worked out. A page that
is closed says nothing: it no longer looks, and what nobody looks at is left.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")

GoOn = Callable[[int, int], bool]
"""Told the step and the count that the work has come to; ``False`` asks it to end with what it has."""

MOST_KEPT = 64  # ours: results are small, and an undo finds its own again
MOST_WAITING = 32
UNSEEN_S = 5.0  # ours: a page looks once a second, and so many looks are missed when it is closed
MOST_UNSEEN_S = 16 * UNSEEN_S  # a browser lets a page that is not in front look once a minute


class JobState(StrEnum):
    """How far a piece of work is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """A piece of work as it stands.

    Parameters
    ----------
    step, count
        What the work last said of itself.
    result
        What it returned, once it is done; until then what it noted, or came to before it was left.
    stopped
        Whether it was asked to end early.
    """

    key: str
    state: JobState
    step: int = 0
    count: int = 0
    result: Result | None = None
    stopped: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is worth looking again."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


@dataclass(slots=True, eq=False)
class _Entry:
    job: Job[Any]
    work: Callable[[GoOn], Any]
    slots: set[str] = field(default_factory=set)
    stop: Event = field(default_factory=Event)
    seen_s: float = 0.0
    patience_s: float = UNSEEN_S
    is_left: bool = False

    @property
    def is_unseen(self) -> bool:
        return time.monotonic() - self.seen_s > self.patience_s

    def anew(self, work: Callable[[GoOn], Any]) -> "_Entry":
        """Return the work of a page that came back: with what there was, and more patience for its looks."""
        job = Job(self.job.key, JobState.WAITING, result=self.job.result)
        return _Entry(job, work, patience_s=min(2 * self.patience_s, MOST_UNSEEN_S))


class Jobs:
    """Does pieces of work in threads, a few at a time, the newest request first; safe for many users.

    Work is a pure function. Prepared geometries are not safe to share in GEOS: it copies those it is given.
    A mistake in it ends its thread like any other, with the traceback in the server's log, and the job says
    that it failed.

    Parameters
    ----------
    workers
        How many pieces of work run at once.
    settle_s
        For how long a piece of work must be the one wanted before it begins, so that a burst of taps starts
        one and not many. [s]
    makes_way
        Whether work that nobody looks at any more goes on until other work waits. Either way it ends with
        what it has, and begins anew for who asks for it again, which has that meanwhile, and twice as long
        between two looks.
    """

    def __init__(
        self, *, workers: int = 1, settle_s: float = 0.0, most_kept: int = MOST_KEPT, makes_way: bool = False
    ) -> None:
        self._workers, self._settle_s, self._most_kept = workers, settle_s, most_kept
        self._makes_way = makes_way
        self._entries: OrderedDict[str, _Entry] = OrderedDict()  # what was looked at last stands last
        self._slots: dict[str, str] = {}
        self._waiting: list[_Entry] = []
        self._running = 0
        self._lock = Lock()

    def ask(self, key: str, work: Callable[[GoOn], Result], *, slot: str) -> Job[Result]:
        """Return how far the work of ``key`` is, which begins with the first to ask."""
        with self._lock:
            if self._slots.get(slot, key) != key:
                self._let_go(slot)
            entry = self._entries.get(key)
            if entry is None or entry.is_left:
                entry = self._begin(key, work, left=entry)
            entry.slots.add(slot)
            self._slots[slot] = key
            self._note_look(key)
            self._entries.move_to_end(key)
            self._make_room()
            self._start()
            return entry.job

    def _begin(self, key: str, work: Callable[[GoOn], Any], *, left: _Entry | None) -> _Entry:
        if left is not None:
            self._forget(left)
        entry = _Entry(Job(key, JobState.WAITING), work) if left is None else left.anew(work)
        self._entries[key] = entry
        self._waiting.append(entry)
        return entry

    def find(self, key: str) -> Job[Any] | None:
        """Return how far the work of ``key`` is, if anyone asked for it; that is no look at it."""
        with self._lock:
            entry = self._entries.get(key)
            return None if entry is None else entry.job

    def look(self, key: str) -> Job[Any] | None:
        """Return how far the work of ``key`` is, for a page that shows it."""
        with self._lock:
            self._note_look(key)
        return self.find(key)

    def stop(self, key: str) -> None:
        """Ask running work to end with what it has; what has not begun is forgotten."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or not entry.job.is_open:
                return
            entry.stop.set()
            entry.job = replace(entry.job, stopped=True)
            if entry.job.state is JobState.WAITING:
                self._forget(entry)

    def forget(self, key: str) -> None:
        """Forget work that has ended: whoever asks for it again has it begun anew."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and not entry.job.is_open:
                self._forget(entry)

    def note(self, key: str, so_far: Any) -> None:
        """Have running work show what it came to so far."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry.job.is_open:
                entry.job = replace(entry.job, result=so_far)

    def let_go(self, slot: str) -> None:
        """Say that nobody looks at a slot any more."""
        with self._lock:
            self._let_go(slot)

    def _note_look(self, key: str) -> None:
        if entry := self._entries.get(key):
            entry.seen_s = time.monotonic()

    def _let_go(self, slot: str) -> None:
        entry = self._entries.get(self._slots.pop(slot, ""))
        if entry is None:
            return
        entry.slots.discard(slot)
        if entry.job.is_open and not entry.slots:
            entry.stop.set()
            self._forget(entry)

    def _forget(self, entry: _Entry) -> None:
        del self._entries[entry.job.key]
        self._waiting = [other for other in self._waiting if other is not entry]
        for slot in entry.slots:
            self._slots.pop(slot, None)

    def _make_room(self) -> None:
        for entry in self._waiting[:-MOST_WAITING]:
            self._forget(entry)
        closed = [entry for entry in self._entries.values() if not entry.job.is_open]
        for entry in closed[: max(len(closed) - self._most_kept, 0)]:
            self._forget(entry)

    def _start(self) -> None:
        while self._running < self._workers and (entry := self._next()):
            self._running += 1
            self._waiting.remove(entry)
            Thread(target=self._run, args=(entry,), name=f"job {entry.job.key}", daemon=True).start()

    def _next(self) -> _Entry | None:
        """Return what is to begin: the newest that somebody looks at, or what may go on without."""
        unseen = [entry for entry in self._waiting if entry.is_unseen]
        for entry in () if self._makes_way else unseen:
            self._forget(entry)
        seen = [entry for entry in self._waiting if entry not in unseen]
        return next(reversed(seen or self._waiting), None)

    def _run(self, entry: _Entry) -> None:
        end = JobState.FAILED
        result = None
        try:
            if not entry.stop.wait(self._settle_s):
                self._update(entry, state=JobState.RUNNING)
                result = entry.work(lambda step, count: self._goes_on(entry, step, count))
                end = JobState.DONE
        finally:
            with self._lock:
                entry.job = replace(entry.job, state=end, result=result)
                self._running -= 1
                self._start()

    def _goes_on(self, entry: _Entry, step: int, count: int) -> bool:
        with self._lock:
            entry.job = replace(entry.job, step=step, count=count)
            if entry.is_unseen and (self._waiting or not self._makes_way):
                entry.is_left = True
                entry.stop.set()
            return not entry.stop.is_set()

    def _update(self, entry: _Entry, **changes: Any) -> None:
        with self._lock:
            entry.job = replace(entry.job, **changes)
