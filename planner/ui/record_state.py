"""Where the pages about patients find what is stored, and what they save into it."""

from collections.abc import Callable

from planner.errors import PlannerError, SavedElsewhere
from planner.series.visit import Visit
from planner.storage.heads import search_heads
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.ui import other_sessions
from planner.ui.store import now, opened_store
from planner.ui.stored_visits import (
    Series,
    StoredVisit,
    all_series,
    change_visit,
    find_stored_series,
    stored_visit,
)

VisitStep = Callable[[Visit], Visit]
BATCH_SEARCHED = "batch searched"
_MEANWHILE = "Somebody saved this session meanwhile: look at it as it stands now, and enter it again."


def codes() -> tuple[str, ...]:
    """Return the codes of all patients.

    Raises
    ------
    StorageRefused
    """
    return tuple(one.code for one in find_patients(opened_store(), DESK))


def series_of(code: str) -> Series:
    """Return a patient's sessions.

    Raises
    ------
    PatientEntryRefused, StorageRefused, FileRefused
    """
    return find_stored_series(opened_store(), DESK, code)


def everybody() -> dict[str, tuple[StoredVisit, ...]]:
    """Return the sessions of every patient, by code.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return all_series(opened_store(), DESK)


def search(is_wanted: Callable[[str], bool]) -> tuple[StoredVisit, ...]:
    """Return the sessions whose stored text is wanted; that somebody searched is noted in the audit.

    Raises
    ------
    StorageRefused, FileRefused
    """
    found = search_heads(opened_store(), DESK, is_wanted, action=BATCH_SEARCHED, at=now())
    return tuple(stored_visit(head) for head in found)


def save(before: StoredVisit, step: VisitStep, *, reason: str) -> str:
    """Save what a step makes of a visit, for callbacks; return why it is not saved, empty if it is."""
    try:
        change_visit(opened_store(), DESK, before, step, reason=reason, at=now())
    except SavedElsewhere:
        return _MEANWHILE
    except PlannerError as refusal:
        return str(refusal)
    other_sessions.look_again()
    return ""
