"""What patients' records have of their treatments: each state of one is saved there once."""

from collections.abc import Callable
from datetime import datetime

from planner.errors import NotInStore, StepNotAllowed, StorageRefused
from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.storage.sessions import find_session
from planner.storage.settled import as_kept
from planner.storage.under_way import TREATMENT
from planner.ui.kept_treatment import Kept
from planner.ui.record import keep_treated


class TreatedRecord:
    """Saves treatments in the record, and knows which state of each it has.

    Parameters
    ----------
    opened
        Returns the open store; raises a `StorageRefused` while it cannot be reached.
    """

    def __init__(self, opened: Callable[[], Database]) -> None:
        self._opened = opened
        self._versions: dict[str, int] = {}

    def keep(self, case: str, kept: Kept, *, at: datetime, is_latest: Callable[[], bool]) -> bool:
        """Save a treatment if need be; False: another server kept a later state, to be saved instead.

        Raises
        ------
        StorageRefused, FileRefused
        """
        if self._versions.get(case) == kept.version:
            return True
        require = as_kept(f"{case}{TREATMENT}", kept.version)
        try:
            keep_treated(self._opened(), DESK, kept.session_id, kept.treatment.visit, at=at, require=require)
        except StepNotAllowed:
            if is_latest():
                raise
            return False
        self._versions[case] = kept.version
        return True

    def forget(self, case: str) -> None:
        """Let go of what is known of a case."""
        self._versions.pop(case, None)

    def is_erased(self, session_id: str) -> bool:
        """Tell whether a session is not kept any more, since its patient was erased."""
        try:
            find_session(self._opened(), DESK, session_id)
        except NotInStore:
            return True
        except StorageRefused:
            return False
        return False
