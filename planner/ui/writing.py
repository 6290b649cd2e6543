"""The amendment that this screen is writing: named in the page's address, and kept with every field."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.files.amendment_file import Amendment, Entry
from planner.storage.principal import DESK
from planner.ui import state as screen
from planner.ui.amendments import Amendments, change_amendments, find_amendments, put, without
from planner.ui.store import now, opened_store

AMENDMENT = "amendment"  # its name in the address
_TOLD, _TURN, _OWN = "amendment.told", "amendment.turn", "amendment.own"


@dataclass(frozen=True, slots=True)
class Told:
    """When the amendment was last kept, or why it is not."""

    kept_at: datetime | None = None
    failure: str = ""


def find(session_id: str) -> tuple[Amendment | None, Amendments]:
    """Return this screen's amendment of a session, if any is kept, and those that were begun elsewhere.

    Raises
    ------
    StorageRefused, FileRefused
    """
    found, own = find_amendments(opened_store(), DESK, session_id), _own(session_id)
    mine = next((one for one in found if one.id == own), None)
    return mine, without(found, own)


def told() -> Told:
    """Return what became of the last field that was entered."""
    found = screen.held(_TOLD)
    return found if isinstance(found, Told) else Told()


def turn() -> int:
    """Return a number that rises when the fields are to be shown afresh."""
    found = screen.held(_TURN)
    return found if isinstance(found, int) else 0


def keep(session_id: str, of: int, entries: tuple[tuple[str, Entry], ...]) -> None:
    """Keep all that is entered, for callbacks, as all below; if that cannot be, the next field keeps it."""
    an_id = _own(session_id) or secrets.token_hex(8)
    screen.hold(_OWN, (session_id, an_id))
    try:
        change_amendments(
            opened_store(),
            DESK,
            session_id,
            lambda amendments: put(amendments, Amendment(an_id, of, entries)),
            at=now(),
        )
    except (StorageRefused, FileRefused) as refusal:
        screen.hold(_TOLD, Told(failure=str(refusal)))
    else:
        screen.hold(_TOLD, Told(now()))


def name_in_address(session_id: str) -> None:
    """Name this screen's amendment in the page's address as long as it has one; not for callbacks.

    Streamlit may end a callback wherever it tells the browser something: so callbacks only note the name.
    """
    known = screen.held(_OWN)
    own = known[1] if isinstance(known, tuple) and known[0] == session_id else None
    if own == "":
        st.query_params.pop(AMENDMENT, None)
    elif own is not None and st.query_params.get(AMENDMENT) != own:
        st.query_params[AMENDMENT] = own


def go_on_with(session_id: str, an_id: str) -> None:
    """Go on with an amendment that was begun elsewhere."""
    screen.hold(_OWN, (session_id, an_id))
    screen.hold(_TURN, turn() + 1)
    screen.hold(_TOLD, None)


def drop(session_id: str, an_id: str = "") -> None:
    """Drop an amendment, this screen's own if none is named: it is sent, or let go."""
    own = _own(session_id)
    gone = an_id or own
    if gone == own:
        screen.hold(_OWN, (session_id, ""))
        screen.hold(_TURN, turn() + 1)
        screen.hold(_TOLD, None)
    with suppress(StorageRefused, FileRefused):  # sent a second time it is saved once, and then dropped
        change_amendments(
            opened_store(), DESK, session_id, lambda amendments: without(amendments, gone), at=now()
        )


def write_id_of(session_id: str, text: str) -> str:
    """Return the id under which an amendment is saved: the same one saves the same text once."""
    return hashlib.sha256(f"{session_id} {_own(session_id)} {text}".encode()).hexdigest()[:32]


def _own(session_id: str) -> str:
    """Return the id of this screen's amendment; empty: it writes none."""
    known = screen.held(_OWN)
    if isinstance(known, tuple) and known[0] == session_id:
        return str(known[1])
    return str(st.query_params.get(AMENDMENT, ""))
