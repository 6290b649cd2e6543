"""All of a session's treatment brought into its record before it is closed, wherever it was noted."""

from dataclasses import dataclass
from datetime import datetime

from planner.errors import StepNotAllowed, StoreUnreachable
from planner.series.visit import Visit
from planner.storage.database import Database
from planner.storage.revisions import Requirement
from planner.storage.settled import all_of, as_settled, find_versions
from planner.ui import beside
from planner.ui.kept_treatment import Kept
from planner.ui.treatment_drafts import ENDING
from planner.ui.treatments import Treatments


@dataclass(frozen=True, slots=True)
class Settled:
    """A session's treatments as they were kept last.

    Parameters
    ----------
    require
        Raises, in the transaction that closes the session, if something was noted since, or written beside
        one of its desks.
    """

    treated: tuple[Visit, ...]
    require: Requirement


def settle(treatments: Treatments, database: Database, session_id: str, *, at: datetime) -> Settled:
    """Keep what is known of a session's treatment, here or in the store, and return what was kept last.

    Raises
    ------
    StorageRefused, FileRefused
        If some of it cannot be kept, or a step of it is open.
    """
    stored = find_versions(database, session_id, ENDING)
    cases = treatments.cases_of(session_id) | {case.removesuffix(ENDING) for case in stored}
    noted = find_versions(database, session_id, beside.ENDING)
    known = {case: _settled_one(treatments, case, at) for case in sorted(cases)}
    kept = {f"{case}{ENDING}": one for case, one in known.items() if one is not None}
    versions = {case: one.version for case, one in kept.items()}
    require = all_of(as_settled(session_id, ENDING, versions), as_settled(session_id, beside.ENDING, noted))
    return Settled(tuple(one.treatment.visit for one in kept.values()), require)


def _settled_one(treatments: Treatments, case: str, at: datetime) -> Kept | None:
    """Return one treatment that is in the store, its session done; None if there is none."""
    treatments.keep_again(case, at=at)
    kept = treatments.find(case)
    if kept is None:
        return None
    if kept.failure:
        raise StoreUnreachable(f"Not closed, for its last deeds are not saved yet: {kept.failure}")
    if step := kept.treatment.delivery.next_step:
        raise StepNotAllowed(
            f"Not closed: step {step} is neither marked as given nor as skipped, perhaps since another "
            "tablet took it back. Mark what was really done, or end the treatment on its page, then close."
        )
    treatments.keep_in_record(case, at=at)
    return kept
