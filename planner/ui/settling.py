"""All of a session's treatment brought into its record before it is closed, wherever it was noted."""

from datetime import datetime

from planner.errors import StepNotAllowed, StoreUnreachable
from planner.storage.database import Database
from planner.storage.settled import find_versions
from planner.ui.treatments import ENDING, Treatments


def settle(treatments: Treatments, database: Database, session_id: str, *, at: datetime) -> dict[str, int]:
    """Keep what is known of a session's treatment, here or in the store, and return what was kept last.

    Returns
    -------
    dict
        The version of each of its treatments, by the case of its draft.

    Raises
    ------
    StorageRefused, FileRefused
        If some of it cannot be kept, or a step of it is open.
    """
    stored = find_versions(database, session_id, ENDING)
    cases = treatments.cases_of(session_id) | {case.removesuffix(ENDING) for case in stored}
    kept = {f"{case}{ENDING}": _settle_one(treatments, case, at) for case in sorted(cases)}
    return {case: version for case, version in kept.items() if version}


def _settle_one(treatments: Treatments, case: str, at: datetime) -> int:
    """Return the version of one treatment that is in the store and in the record; 0 if there is none."""
    treatments.keep_again(case, at=at)
    kept = treatments.find(case)
    if kept is None:
        return 0
    if kept.failure:
        raise StoreUnreachable(f"Not closed, for its last deeds are not saved yet: {kept.failure}")
    if step := kept.treatment.delivery.next_step:
        raise StepNotAllowed(
            f"Not closed: step {step} is neither marked as given nor as skipped, perhaps since another "
            "tablet took it back. Mark what was really done, then close."
        )
    treatments.keep_in_record(case, at=at)
    return kept.version
