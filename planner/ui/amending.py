"""One amendment on its way into the store: saved, to be tried again, or met by what another tablet saved."""

import hashlib
from dataclasses import dataclass, replace

from planner.errors import SavedElsewhere, StorageRefused
from planner.storage.database import Database
from planner.storage.principal import Principal
from planner.storage.revisions import NewRevision
from planner.storage.sessions import amend_session, find_session


@dataclass(frozen=True, slots=True)
class Attempt:
    """An amendment that is not saved yet.

    Parameters
    ----------
    version
        The state that it was made from, or that the user saw beside it.
    failure
        Why it is not saved; empty before it was tried.
    theirs
        What another tablet saved meanwhile; empty: nothing that is known of.
    """

    session_id: str
    version: int
    new: NewRevision
    failure: str = ""
    theirs: str = ""


def attempted(database: Database, who: Principal, attempt: Attempt) -> Attempt | None:
    """Try to save an amendment; None once it is saved. Trying again saves once."""
    try:
        amend_session(database, who, attempt.session_id, attempt.version, attempt.new)
    except SavedElsewhere as clash:
        return replace(attempt, version=clash.version, theirs=clash.theirs, failure=str(clash))
    except StorageRefused as refusal:
        return replace(attempt, failure=str(refusal))
    return None


def over_theirs(attempt: Attempt) -> Attempt:
    """Return the amendment as a new state on top of the one that it met, which stays below it.

    On top of the same state it is the same save, however often it is asked for: it is saved once.
    """
    # Another id than that of the save that was refused.
    name = f"{attempt.new.write_id} on {attempt.version}"
    write_id = hashlib.sha256(name.encode()).hexdigest()[:32]
    return replace(attempt, new=replace(attempt.new, write_id=write_id), theirs="", failure="")


def looked_again(database: Database, who: Principal, attempt: Attempt) -> Attempt | None:
    """Return the amendment beside what is stored by now; None if that is the amendment itself.

    That is so if it was saved and this screen never heard so.
    """
    try:
        head = find_session(database, who, attempt.session_id).head
    except StorageRefused as refusal:
        return replace(attempt, failure=str(refusal))
    if (head.body, head.reason) == (attempt.new.body, attempt.new.reason):
        return None
    return replace(attempt, version=head.n, theirs=head.body or "", failure="")
