"""The treatments of all users by case: kept in the store after every deed, and shown from it again."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock

from planner.errors import FileRefused, SavedElsewhere, StorageRefused
from planner.files import read_visit, visit_json
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, draft_version, find_draft, save_draft
from planner.storage.moment import moment_of
from planner.storage.principal import DESK
from planner.ui.record import keep_treated
from planner.ui.treatment import Treatment

MOST = 500  # ours: then the one that was not looked at for longest is let go, and read again when asked for
_TRIES = 5
_ENDING = ".treatment"  # a case's treatment is a draft of its own, beside that of the desk


@dataclass(frozen=True, slots=True)
class Kept:
    """A treatment, and whether all that was done is in the store.

    Parameters
    ----------
    version
        The version in the store that it was made from.
    failure
        Why its last deeds are not in the store yet; empty once they are.
    session_id
        The patient's session that is treated; empty: none, it is practice.
    """

    treatment: Treatment
    version: int = 0
    saved_at: datetime | None = None
    failure: str = ""
    session_id: str = ""


class Treatments:
    """Keeps each treatment under the case of its desk; safe for the threads of many users.

    Every step is taken on what is kept last, whoever kept it: steps name the number that they give, so that
    of two tablets neither loses what the other noted.

    Parameters
    ----------
    opened
        Returns the open store; raises a `StorageRefused` while it cannot be reached.
    """

    def __init__(self, opened: Callable[[], Database]) -> None:
        self._opened = opened
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._recorded: dict[str, int] = {}  # the version of each treatment that the patient's record has
        self._lock = RLock()

    def find(self, case: str) -> Kept | None:
        """Return the treatment of a case, if one was begun.

        Raises
        ------
        StorageRefused, FileRefused
            If the store cannot be read and this server does not know the case, or reads something else.
        """
        with self._lock:
            kept = self._kept.get(case)
            if kept is not None and (kept.failure or self._is_latest(case, kept.version)):
                self._kept.move_to_end(case)
                return kept
            return self._read(case)

    def begin(self, case: str, treatment: Treatment, *, at: datetime, session_id: str = "") -> None:
        """Keep the beginning of a treatment; one of which something was done already stays.

        Parameters
        ----------
        session_id
            The session that the desk of the case belongs to, if any.

        Raises
        ------
        StorageRefused, FileRefused
        """
        with self._lock:
            before = self.find(case)
            if before is None or not before.treatment.delivery.deeds:
                version = before.version if before else 0
                self._store(case, Kept(treatment, version, session_id=session_id), at)

    def change(self, case: str, step: Callable[[Treatment], Treatment], *, at: datetime) -> None:
        """Take a step on the treatment of a case and keep what comes of it; nothing if there is none.

        What cannot be kept stays on the screen, and is kept with the next step or look at it.

        Raises
        ------
        StorageRefused, FileRefused
            As `find` does.
        """
        with self._lock:
            for _ in range(_TRIES):
                before = self.find(case)
                if before is None:
                    return
                after = replace(before, treatment=step(before.treatment))
                if self._is_stored(case, after, at, before):
                    return

    def forget(self, case: str) -> None:
        """Let go of a treatment whose draft was erased."""
        with self._lock:
            self._kept.pop(case, None)
            self._recorded.pop(case, None)

    def keep_in_record(self, case: str, *, at: datetime) -> None:
        """Save what the treatment of a patient's session came to in her record, once for each state of it.

        Raises
        ------
        StorageRefused, FileRefused
        """
        with self._lock:
            kept = self.find(case)
            if kept is None or kept.failure or not kept.session_id:
                return
            if self._recorded.get(case) != kept.version:
                keep_treated(self._opened(), DESK, kept.session_id, kept.treatment.visit, at=at)
                self._recorded[case] = kept.version

    def keep_again(self, case: str, *, at: datetime) -> None:
        """Try to keep what could not be kept."""
        with self._lock:
            kept = self._kept.get(case)
            if kept is not None and kept.failure:
                self._is_stored(case, kept, at, None)

    def _is_stored(self, case: str, after: Kept, at: datetime, before: Kept | None) -> bool:
        """Keep a treatment and tell whether that was its turn: if not, a later one is to be looked at."""
        is_same = before is not None and before.treatment.visit == after.treatment.visit
        if is_same and not after.failure:
            self._hold(case, after)
            return True
        try:
            self._store(case, after, at)
        except SavedElsewhere:
            self._kept.pop(case, None)
            return False
        except StorageRefused as refusal:
            self._hold(case, replace(after, failure=str(refusal)))
        return True

    def _store(self, case: str, kept: Kept, at: datetime) -> None:
        body = visit_json(kept.treatment.visit)
        new = NewDraft(f"{case}{_ENDING}", kept.version, body, kept.session_id)
        draft = save_draft(self._opened(), DESK, new, at=at)
        self._hold(case, _kept(kept.treatment, draft))

    def _read(self, case: str) -> Kept | None:
        draft = find_draft(self._opened(), DESK, f"{case}{_ENDING}")
        if draft is None:
            self.forget(case)
            return None
        known = self._kept.get(case)
        shown = known.treatment if known is not None else None
        visit = read_visit(draft.body)
        if visit.course is None or visit.delivery is None:
            raise FileRefused("What is kept of this treatment has no course: begin it from the plan again.")
        treatment = Treatment(visit) if shown is None else replace(shown, visit=visit)
        return self._hold(case, _kept(treatment, draft))

    def _is_latest(self, case: str, version: int) -> bool:
        try:
            return draft_version(self._opened(), DESK, f"{case}{_ENDING}") == version
        except StorageRefused:
            return True  # what this server knows is the best there is

    def _hold(self, case: str, kept: Kept) -> Kept:
        self._kept[case] = kept
        self._kept.move_to_end(case)
        while len(self._kept) > MOST:
            self._drop_oldest()
        return kept

    def _drop_oldest(self) -> None:
        """Let go of one treatment that is in the store whole."""
        safe = next((case for case, kept in self._kept.items() if not kept.failure), None)
        del self._kept[safe if safe is not None else next(iter(self._kept))]


def _kept(treatment: Treatment, draft: Draft) -> Kept:
    return Kept(treatment, draft.version, moment_of(draft.at_utc), session_id=draft.session_id)
