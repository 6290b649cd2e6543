"""The treatments of all users by case: kept in the store after every deed, and shown from it again."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import RLock

from planner.errors import (
    FileRefused,
    NotInStore,
    PlannerError,
    SavedElsewhere,
    StepNotAllowed,
    StorageRefused,
    StoreUnreachable,
)
from planner.storage.database import Database
from planner.ui.keeper import RETRY_S
from planner.ui.kept_treatment import Kept, kept_of, visit_of
from planner.ui.store import now as this_moment
from planner.ui.treated_record import TreatedRecord
from planner.ui.treatment import Treatment
from planner.ui.treatment_drafts import TreatmentDrafts, draft_of
from planner.ui.trying_again import TryingAgain
from planner.ui.unsaved_deeds import Attempt, Step, Taken, Unsaved

MOST = 500  # ours: then the one that was not looked at for longest is let go, and read again when asked for
_TRIES = 5
_OVERTAKEN = "Others change this treatment faster than it can be kept."


class Treatments:
    """Keeps each treatment under the case of its desk; safe for the threads of many users.

    Every step is taken on what is kept last, whoever kept it: steps name the number that they give, so that
    of two tablets neither loses what the other noted.

    Parameters
    ----------
    opened
        Returns the open store; raises a `StorageRefused` while it cannot be reached.
    now
        Tells the moment that stands on what is kept although nobody looks.
    pauses_s
        After how long that is tried again. [s]
    """

    def __init__(
        self,
        opened: Callable[[], Database],
        now: Callable[[], datetime] = this_moment,
        *,
        pauses_s: Iterable[float] = RETRY_S,
    ) -> None:
        self._drafts, self._now = TreatmentDrafts(opened), now
        self._trying_again = TryingAgain(self._keep_unseen, pauses_s)
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._unsaved: dict[str, Unsaved] = {}
        self._record = TreatedRecord(opened)
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
            if kept is not None and (case in self._unsaved or self._drafts.is_latest(case, kept.version)):
                self._kept.move_to_end(case)
                return kept
            return self._read(case)

    def begin(self, case: str, treatment: Treatment, *, at: datetime, session_id: str = "") -> bool:
        """Keep the beginning of a treatment and tell so; one of which something was done already stays.

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
            if before is not None and before.treatment.delivery.deeds:
                return False
            version = before.version if before else 0
            begun = Kept(treatment, version, session_id=session_id)
            draft = self._drafts.save(draft_of(case, begun), at=at)
            self._unsaved.pop(case, None)
            self._hold(case, kept_of(treatment, draft))
            return True

    def change(self, case: str, step: Step, *, at: datetime) -> None:
        """Take a step on the treatment of a case and keep what comes of it; nothing if there is none.

        What cannot be kept stays on the screen, and is tried again until the store takes it.

        Raises
        ------
        StorageRefused, FileRefused
            As `find` does.
        """
        with self._lock:
            before = self.find(case)
            if before is None:
                return
            shown = before.treatment
            after = self._hold(case, replace(before, treatment=step(shown)))
            if after.treatment.visit != shown.visit:
                unsaved = self._unsaved.setdefault(case, Unsaved(shown.visit))
                unsaved.steps.append(Taken(step, shown))
            self.keep_again(case, at=at)

    def forget(self, case: str) -> None:
        """Let go of a treatment whose draft was erased."""
        with self._lock:
            for known in (self._kept, self._unsaved):
                known.pop(case, None)
            self._record.forget(case)

    def keep_in_record(self, case: str, *, at: datetime) -> None:
        """Save what the treatment of a patient's session came to in her record, once for each state of it.

        Raises
        ------
        StorageRefused, FileRefused
        """
        with self._lock:
            try:
                for _ in range(_TRIES):
                    kept = self.find(case)
                    if kept is None or kept.failure or not kept.session_id:
                        return
                    is_latest = partial(self._drafts.is_latest, case, kept.version)
                    if self._record.keep(case, kept, at=at, is_latest=is_latest):
                        return
                raise StoreUnreachable(_OVERTAKEN)
            except (StorageRefused, FileRefused) as refusal:
                self._try_later(case, refusal)
                raise

    def cases_of(self, session_id: str) -> frozenset[str]:
        """Return the cases of the treatments of a session that this server knows."""
        with self._lock:
            return frozenset(case for case, kept in self._kept.items() if kept.session_id == session_id)

    def keep_again(self, case: str, *, at: datetime) -> None:
        """Keep what is not kept yet; if that fails, note why.

        An attempt of which nobody knows whether it got through is repeated as it was. If the store has a
        later state, the steps are taken on that one. Those of an erased patient are let go.
        """
        with suppress(StorageRefused, FileRefused):  # that is noted
            self._keep_unkept(case, at)

    def _keep_unkept(self, case: str, at: datetime) -> None:
        with self._lock:
            try:
                for _ in range(_TRIES):
                    if not self._try(case, at):
                        return
                raise StoreUnreachable(_OVERTAKEN)
            except (StorageRefused, FileRefused) as refusal:
                self._take_refusal(case, refusal)
                raise

    def _try(self, case: str, at: datetime) -> bool:
        """Try once to keep what is not kept, and tell whether there was any."""
        kept, unsaved = self._kept.get(case), self._unsaved.get(case)
        if kept is None or unsaved is None:
            return False
        attempt = unsaved.attempt = unsaved.attempt or self._attempt(case, kept, unsaved)
        try:
            draft = self._drafts.save(attempt.new, at=at)
        except SavedElsewhere:
            self._take_later(case, kept, unsaved)
        else:
            unsaved.drop_kept(attempt.visit)
            self._hold_rest(case, kept_of(kept.treatment, draft), unsaved, kept.failure)
        return True

    def _attempt(self, case: str, kept: Kept, unsaved: Unsaved) -> Attempt:
        visit = kept.treatment.visit
        return Attempt(draft_of(case, kept), unsaved.base, visit, len(unsaved.steps))

    def _take_later(self, case: str, kept: Kept, unsaved: Unsaved) -> None:
        draft = self._drafts.find(case)
        if draft is not None:
            treatment = unsaved.take_on(kept.treatment, visit_of(draft))
            self._hold_rest(case, kept_of(treatment, draft), unsaved, kept.failure)

    def _hold_rest(self, case: str, kept: Kept, unsaved: Unsaved, failure: str) -> None:
        """Hold a treatment of which the steps that are left, if any, are still to be kept."""
        if not unsaved.steps:
            del self._unsaved[case]
        self._hold(case, replace(kept, failure=failure if unsaved.steps else ""))

    def _take_refusal(self, case: str, refusal: PlannerError) -> None:
        kept = self._kept[case]
        if isinstance(refusal, NotInStore) and kept.session_id and self._record.is_erased(kept.session_id):
            self.forget(case)
        else:
            self._hold(case, replace(kept, failure=str(refusal)))
            self._try_later(case, refusal)

    def _try_later(self, case: str, refusal: PlannerError) -> None:
        """Have it tried again, whether somebody looks or not, unless time changes nothing of the refusal."""
        if not isinstance(refusal, StepNotAllowed | NotInStore | FileRefused):
            self._trying_again.wait_for(case)

    def _keep_unseen(self, case: str) -> None:
        try:
            self._keep_unkept(case, self._now())
            self.keep_in_record(case, at=self._now())
        except StoreUnreachable:  # for the other cases as well
            raise
        except (StorageRefused, FileRefused):
            return  # then it waits again

    def _read(self, case: str) -> Kept | None:
        known = self._kept.get(case)
        kept = self._drafts.read(case, known.treatment if known is not None else None)
        if kept is None:
            self.forget(case)
            return None
        return self._hold(case, kept)

    def _hold(self, case: str, kept: Kept) -> Kept:
        self._kept[case] = kept
        self._kept.move_to_end(case)
        if len(self._kept) > MOST:
            self._drop_oldest(but=case)
        return kept

    def _drop_oldest(self, *, but: str) -> None:
        """Let go of treatments that are in the store whole; what is not kept yet is only here."""
        in_store = [case for case in self._kept if case != but and case not in self._unsaved]
        for oldest in in_store[: len(self._kept) - MOST]:
            self._kept.pop(oldest)
