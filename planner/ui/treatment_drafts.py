"""The drafts that treatments are kept in: each one of its own, beside that of the desk of its case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from planner.errors import StorageRefused
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, draft_version, find_draft, save_draft
from planner.storage.principal import DESK
from planner.storage.under_way import TREATMENT
from planner.ui.kept_treatment import Kept, kept_of, new_draft, visit_of
from planner.ui.treatment import Treatment

ENDING = TREATMENT


class TreatmentDrafts:
    """Finds and saves the draft of the treatment of each case.

    Parameters
    ----------
    opened
        Returns the open store; raises a `StorageRefused` while it cannot be reached.
    """

    def __init__(self, opened: Callable[[], Database]) -> None:
        self._opened = opened

    def find(self, case: str) -> Draft | None:
        """Return the draft of a treatment, if one was begun.

        Raises
        ------
        StorageRefused
        """
        return find_draft(self._opened(), DESK, f"{case}{ENDING}")

    def read(self, case: str, shown: Treatment | None) -> Kept | None:
        """Return the treatment as the store has it, with what is shown of it beside, if one was begun.

        Raises
        ------
        StorageRefused, FileRefused
        """
        draft = self.find(case)
        if draft is None:
            return None
        visit = visit_of(draft)
        treatment = Treatment(visit) if shown is None else replace(shown, visit=visit)
        return kept_of(treatment, draft)

    def save(self, new: NewDraft, *, at: datetime) -> Draft:
        """Save a draft of a treatment, as `save_draft` does.

        Raises
        ------
        StorageRefused
        """
        return save_draft(self._opened(), DESK, new, at=at)

    def is_latest(self, case: str, version: int) -> bool:
        """Tell whether nothing later is in the store, as far as that can be told."""
        try:
            return draft_version(self._opened(), DESK, f"{case}{ENDING}") == version
        except StorageRefused:
            return True  # what this server knows is the best there is


def draft_of(case: str, kept: Kept) -> NewDraft:
    """Return the draft that keeps a treatment of a case."""
    return new_draft(f"{case}{ENDING}", kept)
