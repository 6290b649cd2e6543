"""Where the pages about patients find what is stored, and what they enter into it."""

import secrets
from collections.abc import Callable

from planner.series.visit import Visit
from planner.storage.heads import search_heads
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from planner.ui import not_saved
from planner.ui.entered import Part
from planner.ui.last_read import read
from planner.ui.seen_records import SeenVisit
from planner.ui.store import now, opened_store
from planner.ui.stored_visits import (
    Series,
    StoredVisit,
    all_series,
    as_saved,
    find_stored_series,
    stored_visit,
)

BATCH_SEARCHED = "batch searched"
_WRITE_ID_BYTES = 16


def codes() -> tuple[str, ...]:
    """Return the codes of all patients.

    Raises
    ------
    StorageRefused
    """
    return read("codes", "", lambda: tuple(one.code for one in find_patients(opened_store(), DESK)))


def series_of(code: str) -> Series:
    """Return a patient's sessions.

    Raises
    ------
    PatientEntryRefused, StorageRefused, FileRefused
    """
    return read("series", code, lambda: find_stored_series(opened_store(), DESK, code))


def everybody() -> dict[str, tuple[StoredVisit, ...]]:
    """Return the sessions of every patient, by code.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return read("everybody", "", lambda: all_series(opened_store(), DESK))


def search(is_wanted: Callable[[str], bool]) -> tuple[StoredVisit, ...]:
    """Return the sessions whose stored text is wanted; that somebody searched is noted in the audit.

    Raises
    ------
    StorageRefused, FileRefused
    """
    found = search_heads(opened_store(), DESK, is_wanted, action=BATCH_SEARCHED, at=now())
    return tuple(stored_visit(head) for head in found)


def enter(before: StoredVisit, *parts: Part[Visit], reason: str) -> bool:
    """Enter something about a visit, for callbacks; tell whether it was taken: see `not_saved.enter`.

    Parameters
    ----------
    reason
        Stands on the amendment if the session is closed, or was meanwhile.
    """
    seen = SeenVisit(as_saved(before), reason, secrets.token_hex(_WRITE_ID_BYTES))
    return not_saved.enter(seen, parts)
