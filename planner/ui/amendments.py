"""Amendments that are being written: kept beside their session with every field, until they are sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from planner.errors import SavedElsewhere, StoreUnreachable
from planner.files.amendment_file import Amendment, Entry, amendments_json, read_amendments
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, find_draft, save_draft
from planner.storage.principal import Principal

ENDING = ".amendment"  # a draft of its own, as the desk and what is beside it
_TRIES = 5

Amendments = tuple[Amendment, ...]
Entries = tuple[tuple[str, Entry], ...]


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
) -> Amendments:
    """Keep what a step makes of them, and return it; taken again on what another screen kept meanwhile.

    Raises
    ------
    StorageRefused, FileRefused
    """
    for _ in range(_TRIES):
        draft = find_draft(database, who, session_id + ENDING)
        before = _read(draft)
        after = step(before)
        if after == before:
            return after
        version = 0 if draft is None else draft.version
        new = NewDraft(session_id + ENDING, version, amendments_json(after), session_id)
        try:
            save_draft(database, who, new, at=at)
        except SavedElsewhere:
            continue
        return after
    raise StoreUnreachable("Others write amendments of this session faster than they can be kept.")


def put(amendments: Amendments, one: Amendment) -> Amendments:
    """Return them with one in the place of what it was before; without entries it is gone."""
    others = without(amendments, one.id)
    return (*others, one) if one.entries else others


def put_entered(amendments: Amendments, one: Amendment, known: Entries) -> Amendments:
    """Return them with what one screen entered in one; what another screen entered in it stays.

    Parameters
    ----------
    known
        The entries as this screen knew them: only what differs from them was entered here.
    """
    kept = find(amendments, one.id)
    if kept is None:
        return put(amendments, one)
    before, own = dict(known), dict(one.entries)
    merged = {name: entry for name, entry in kept.entries if name in own or name not in before}
    merged |= {name: own[name] for name in own if name not in before or own[name] != before[name]}
    return put(amendments, replace(one, entries=tuple(merged.items())))


def without_sent(amendments: Amendments, an_id: str, sent: Entries) -> Amendments:
    """Return them without the one that was sent, unless another screen entered more in it."""
    kept = find(amendments, an_id)
    is_sent = kept is None or dict(kept.entries) == dict(sent)
    return without(amendments, an_id) if is_sent else amendments


def find(amendments: Amendments, an_id: str) -> Amendment | None:
    """Return the one of that id, if there is one."""
    return next((one for one in amendments if one.id == an_id), None)


def without(amendments: Amendments, an_id: str) -> Amendments:
    """Return them without the one of that id."""
    return tuple(one for one in amendments if one.id != an_id)


def _read(draft: Draft | None) -> Amendments:
    return () if draft is None else read_amendments(draft.body)
