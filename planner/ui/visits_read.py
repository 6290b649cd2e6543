"""Visits that were read from saved states: of each session the last one alone, and never more than fits."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

from planner.errors import FileRefused
from planner.files import read_visit
from planner.series.visit import Visit
from planner.storage.revisions import Revision

MOST_CHARACTERS = 20_000_000  # ours: some 1,000 visits with a hundred steps each


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
        self._held: OrderedDict[str, tuple[str, int, Visit]] = OrderedDict()
        self._lock = Lock()

    def visit_of(self, revision: Revision) -> Visit:
        """Return the visit that was saved as this state.

        Raises
        ------
        FileRefused
            If it was erased, or this version cannot read it.
        """
        if revision.body is None:
            raise FileRefused("What was saved of this session was erased.")
        with self._lock:
            sha, _, visit = self._held.get(revision.session_id, ("", 0, None))
            if sha == revision.sha and visit is not None:
                self._held.move_to_end(revision.session_id)
                return visit
        visit = read_visit(revision.body)
        with self._lock:
            self._held[revision.session_id] = revision.sha, len(revision.body), visit
            self._held.move_to_end(revision.session_id)
            self._make_room()
        return visit

    def keep_only(self, session_ids: Iterable[str]) -> None:
        """Let go of every visit of another session: it is no longer there."""
        kept = set(session_ids)
        with self._lock:
            for session_id in self._held.keys() - kept:
                del self._held[session_id]

    def held(self) -> frozenset[str]:
        """Return the sessions of which a visit is held."""
        with self._lock:
            return frozenset(self._held)

    def _make_room(self) -> None:
        while sum(size for _, size, _ in self._held.values()) > self._most_characters:
            self._held.popitem(last=False)


@lru_cache(maxsize=1)
def visits_read() -> VisitsRead:
    """Return the visits that this server has read."""
    return VisitsRead()
