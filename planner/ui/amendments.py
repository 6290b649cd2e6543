"""Amendments that are being written: kept beside their session with every field, until they are sent."""

from collections.abc import Callable
from datetime import datetime

from planner.errors import SavedElsewhere, StoreUnreachable
from planner.files.amendment_file import Amendment, amendments_json, read_amendments
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, find_draft, save_draft
from planner.storage.principal import Principal

ENDING = ".amendment"  # a draft of its own, as the desk and what is beside it
_TRIES = 5

Amendments = tuple[Amendment, ...]


def find_amendments(database: Database, who: Principal, session_id: str) -> Amendments:
    """Return all that are being written of a session, the one that was begun last at the end.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return _read(find_draft(database, who, session_id + ENDING))


def change_amendments(
    database: Database,
    who: Principal,
    session_id: str,
    step: Callable[[Amendments], Amendments],
    *,
    at: datetime,
) -> None:
    """Keep what a step makes of them; taken again on what another screen kept meanwhile.

    Raises
    ------
    StorageRefused, FileRefused
    """
    for _ in range(_TRIES):
        draft = find_draft(database, who, session_id + ENDING)
        before = _read(draft)
        after = step(before)
        if after == before:
            return
        version = 0 if draft is None else draft.version
        new = NewDraft(session_id + ENDING, version, amendments_json(after), session_id)
        try:
            save_draft(database, who, new, at=at)
        except SavedElsewhere:
            continue
        return
    raise StoreUnreachable("Others write amendments of this session faster than they can be kept.")


def put(amendments: Amendments, one: Amendment) -> Amendments:
    """Return them with one in the place of what it was before; without entries it is gone."""
    others = without(amendments, one.id)
    return (*others, one) if one.entries else others


def without(amendments: Amendments, an_id: str) -> Amendments:
    """Return them without the one of that id."""
    return tuple(one for one in amendments if one.id != an_id)


def _read(draft: Draft | None) -> Amendments:
    return () if draft is None else read_amendments(draft.body)
