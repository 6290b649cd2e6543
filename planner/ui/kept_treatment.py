"""A treatment as it is kept in the store, and what is read from there."""

from dataclasses import dataclass
from datetime import datetime

from planner.errors import FileRefused
from planner.series.visit import Visit
from planner.storage.drafts import Draft, NewDraft
from planner.storage.moment import moment_of
from planner.ui.readable import stored_text, visit_in
from planner.ui.treatment import Treatment


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


def kept_of(treatment: Treatment, draft: Draft) -> Kept:
    """Return a treatment of which all is in the store, as this draft."""
    return Kept(treatment, draft.version, moment_of(draft.at_utc), session_id=draft.session_id)


def new_draft(name: str, kept: Kept) -> NewDraft:
    """Return what is to be kept of a treatment, under the name of its draft.

    Raises
    ------
    StepNotAllowed
        If nobody could read it any more.
    """
    body, is_patients = stored_text(kept.treatment.visit), bool(kept.session_id)
    return NewDraft(name, kept.version, body, kept.session_id, while_open=is_patients)


def visit_of(draft: Draft) -> Visit:
    """Return the visit that a treatment's draft holds.

    Raises
    ------
    FileRefused
    """
    visit = visit_in(draft.body)
    if visit.course is None or visit.delivery is None:
        raise FileRefused("What is kept of this treatment has no course: begin it from the plan again.")
    return visit
