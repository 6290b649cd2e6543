"""Visits that were read from saved states: of each session the last one alone, and never more than fits."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import Protocol, TypeAlias

from planner.errors import FileRefused
from planner.series.visit import Visit
from planner.ui.readable import visit_in

MOST_CHARACTERS = 20_000_000  # ours: some 1,000 visits with a hundred steps each


class Saved(Protocol):
    """A saved state, or what is kept of a treatment: a visit file of a session, and its digest."""

    @property
    def session_id(self) -> str:
        """The session that it is about."""
        ...

    @property
    def body(self) -> str | None:
        """The file; None once it was erased."""
        ...

    @property
    def sha(self) -> str:
        """What tells it from every other one."""
        ...


_Entry: TypeAlias = tuple[str, int, Visit | None]
_NOTHING: _Entry = ("", 0, None)


class VisitsRead:
    """Reads each saved state once while its session is there; safe for the threads of many users.

    Whoever asks has just read the state from the store, so nothing that was erased can come from here. What
    another server of the store erased goes with the next question over all sessions.

    Parameters
    ----------
    most_characters
        Of all bodies whose visits are held; beyond it the one that was not asked for for longest goes.
    """

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        self._most_characters = most_characters
        self._held: OrderedDict[str, _Entry] = OrderedDict()
        self._characters = 0  # of all that is held
        self._lock = Lock()

    def visit_of(self, saved: Saved) -> Visit:
        """Return the visit that was saved as this state.

        Raises
        ------
        FileRefused
            If it was erased, or this version cannot read it.
        """
        return self._read(saved, takes_place=True)

    def in_a_row(self, saved: Saved) -> Visit:
        """Return the visit that was saved as this state, for a question over all sessions.

        It takes nobody's place. If it did, a row that is a little longer than what fits would push out, one
        after the other, just those that the next question asks for first, and find none of them again.

        Raises
        ------
        FileRefused
            As `visit_of` does.
        """
        return self._read(saved, takes_place=False)

    def keep_only(self, session_ids: Iterable[str]) -> None:
        """Let go of every visit of another session: it is no longer there."""
        kept = set(session_ids)
        with self._lock:
            for session_id in self._held.keys() - kept:
                self._let_go(session_id)

    def held(self) -> frozenset[str]:
        """Return the sessions of which a visit is held."""
        with self._lock:
            return frozenset(self._held)

    def _read(self, saved: Saved, *, takes_place: bool) -> Visit:
        if saved.body is None:
            raise FileRefused("What was saved of this session was erased.")
        with self._lock:
            sha, _, visit = self._held.get(saved.session_id, _NOTHING)
            if sha == saved.sha and visit is not None:
                if takes_place:
                    self._held.move_to_end(saved.session_id)
                return visit
        read = visit_in(saved.body)
        with self._lock:
            self._hold(saved, (saved.sha, len(saved.body), read), takes_place=takes_place)
        return read

    def _hold(self, saved: Saved, entry: _Entry, *, takes_place: bool) -> None:
        _, characters_before, _ = self._held.pop(saved.session_id, _NOTHING)
        self._characters -= characters_before
        if not takes_place and self._characters + entry[1] > self._most_characters:
            return
        self._held[saved.session_id] = entry
        self._characters += entry[1]
        while self._characters > self._most_characters:
            self._let_go(next(iter(self._held)))

    def _let_go(self, session_id: str) -> None:
        _, characters, _ = self._held.pop(session_id)
        self._characters -= characters


@lru_cache(maxsize=1)
def visits_read() -> VisitsRead:
    """Return the visits that this server has read."""
    return VisitsRead()


@lru_cache(maxsize=1)
def treatments_read() -> VisitsRead:
    """Return the treatments under way that this server has read."""
    return VisitsRead()
