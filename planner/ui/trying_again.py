"""Tries again in the background whatever could not be kept, whether anybody looks at it or not."""

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain, repeat
from threading import Lock, Thread

from planner.errors import PlannerError, StoreUnreachable
from planner.ui.keeper import RETRY_S

_log = logging.getLogger(__name__)


class TryingAgain:
    """Tries again for each name that waits, all on one thread, which lives for as long as one does.

    A store that does not answer for one name would let those who tap wait for each of the others too, so
    that round is over; in the next one the others come first.

    Parameters
    ----------
    attempt
        Tries once for a name, which then waits no longer, unless `wait_for` is told of it anew. A refusal
        that it lets fly has the name wait on: the silence of the store as said above, any other one in the
        log, and the round goes on.
    pauses_s
        The pauses before each round; the last one is repeated for good. [s]

    Attributes
    ----------
    is_running
        Whether there is a thread.
    """

    def __init__(self, attempt: Callable[[str], None], pauses_s: Iterable[float] = RETRY_S) -> None:
        self._attempt, self._pauses_s = attempt, tuple(pauses_s)
        self._waiting: dict[str, None] = {}  # in the order in which they began to wait
        self.is_running = False
        self._lock = Lock()

    def wait_for(self, name: str) -> None:
        """Have a name tried for after a while."""
        with self._lock:
            self._waiting[name] = None
            if not self.is_running:
                self.is_running = True
                Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        is_over = False
        try:
            for pause_s in chain(self._pauses_s, repeat(self._pauses_s[-1])):
                time.sleep(pause_s)
                with suppress(StoreUnreachable):
                    for name in self._names():
                        self._try(name)
                if is_over := self._is_over():
                    return
        finally:
            if not is_over:  # a mistake flies into the log, and the next name begins anew
                self.is_running = False

    def _names(self) -> tuple[str, ...]:
        with self._lock:
            return tuple(self._waiting)

    def _try(self, name: str) -> None:
        with self._lock:
            self._waiting.pop(name, None)  # before: whoever is refused meanwhile waits once more
        try:
            self._attempt(name)
        except StoreUnreachable:
            self.wait_for(name)
            raise
        except PlannerError:
            _log.exception("Refused; tried again later.")
            self.wait_for(name)

    def _is_over(self) -> bool:
        with self._lock:
            self.is_running = bool(self._waiting)
            return not self._waiting
