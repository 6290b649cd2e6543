"""The note that was written on a session's desk, whose case is the session's id, as the store has it."""

from dataclasses import replace

from planner.files.beside_file import read_beside
from planner.series.visit import Visit
from planner.storage.database import Database
from planner.storage.drafts import find_draft
from planner.storage.principal import Principal
from planner.ui.beside import ENDING


def note_beside(database: Database, who: Principal, session_id: str) -> str | None:
    """Return the note; None if nothing was ever written there.

    Raises
    ------
    StorageRefused, FileRefused
    """
    beside = find_draft(database, who, session_id + ENDING)
    return None if beside is None else read_beside(beside.body).note


def with_note(database: Database, who: Principal, session_id: str, visit: Visit) -> Visit:
    """Return the visit with the note of its desk; where nothing was written, with its own.

    Raises
    ------
    StorageRefused, FileRefused
    """
    note = note_beside(database, who, session_id)
    return visit if note is None else replace(visit, note=note)
