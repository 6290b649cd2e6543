"""What waits of all screens to be saved, in this server's memory, and for how long."""

import time
from collections.abc import Callable, Collection
from threading import Lock
from typing import Any, TypeAlias

from planner.ui.entered import Entered

LONGEST_S = 72 * 3600.0  # ours: a tablet laid aside on Friday evening finds its entries on Monday
MOST_ENTRIES = 1_000  # ours: of all screens; one tablet has a handful

Waiting: TypeAlias = tuple[Entered[Any], ...]


class NotSaved:
    """What waits of all screens; safe for the threads of many users.

    A screen at which nobody has looked for `LONGEST_S` is taken for closed, and what waits of it goes. Beyond
    `MOST_ENTRIES` the screens go at which nobody has looked for longest.

    Parameters
    ----------
    clock_s
        Tells the time. [s]
    """

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._waiting: dict[str, Waiting] = {}  # the screen that was looked at last comes last
        self._looked_at_s: dict[str, float] = {}
        self._erased: int | None = None
        self._lock = Lock()

    def of(self, screen: str) -> Waiting:
        """Return what waits of one screen, in the order in which it was entered."""
        with self._lock:
            self._let_go_of_closed()
            self._keep(screen, self._waiting.get(screen, ()))
            return self._waiting.get(screen, ())

    def everything(self) -> Waiting:
        """Return what waits of all screens."""
        with self._lock:
            self._let_go_of_closed()
            return tuple(one for waiting in self._waiting.values() for one in waiting)

    def put(self, screen: str, one: Entered[Any]) -> None:
        """Have something wait, in the place of what it was before."""
        with self._lock:
            before = self._waiting.get(screen, ())
            is_known = any(other.id == one.id for other in before)
            same = tuple(one if other.id == one.id else other for other in before)
            self._keep(screen, same if is_known else (*before, one))
            self._erased = None  # it may be about somebody who was erased before it came
            self._let_go_of_closed()

    def drop(self, screen: str, an_id: str) -> None:
        """Let something go."""
        with self._lock:
            self._keep(screen, tuple(one for one in self._waiting.get(screen, ()) if one.id != an_id))

    def forget(self, ids: Collection[str]) -> None:
        """Let go of what is about a patient or a session of those ids, whatever screen entered it."""
        with self._lock:
            for screen, waiting in self._waiting.items():
                self._waiting[screen] = tuple(one for one in waiting if one.seen.about not in ids)
            self._let_go_of_closed()

    def is_to_look_into(self, erased: int) -> bool:
        """Tell once whether patients were erased, or anything came, since this was asked last."""
        with self._lock:
            is_other, self._erased = erased != self._erased, erased
            return is_other

    def look_again(self) -> None:
        """Have it looked into again, whatever was told."""
        with self._lock:
            self._erased = None

    def _keep(self, screen: str, waiting: Waiting) -> None:
        self._waiting.pop(screen, None)
        self._looked_at_s.pop(screen, None)
        if waiting:
            self._waiting[screen] = waiting
            self._looked_at_s[screen] = self._clock_s()

    def _let_go_of_closed(self) -> None:
        oldest_s = self._clock_s() - LONGEST_S
        count = sum(len(waiting) for waiting in self._waiting.values())
        for screen, waiting in tuple(self._waiting.items()):
            is_too_much = count > MOST_ENTRIES and len(self._waiting) > 1
            if not waiting or self._looked_at_s[screen] < oldest_s or is_too_much:
                self._keep(screen, ())
                count -= len(waiting)
