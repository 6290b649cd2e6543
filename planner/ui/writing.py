"""The amendment that this screen is writing: named in the page's address, and kept with every field."""

import hashlib
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.files.amendment_file import Amendment
from planner.storage.principal import DESK
from planner.ui import amendments as kept_ones
from planner.ui import state as screen
from planner.ui.amendments import Amendments, Entries, change_amendments, find_amendments, without
from planner.ui.last_read import read
from planner.ui.store import now, opened_store

AMENDMENT = "amendment"  # its name in the address
_IS_ID = re.compile(r"[0-9a-f]{1,32}")
_TOLD, _TURN, _OWN, _KNOWN = "amendment.told", "amendment.turn", "amendment.own", "amendment.known"


@dataclass(frozen=True, slots=True)
class Told:
    """When the amendment was last kept, or why it is not, and whether another screen entered more in it."""

    kept_at: datetime | None = None
    failure: str = ""
    is_shared: bool = False


def find(session_id: str) -> tuple[Amendment | None, Amendments]:
    """Return this screen's amendment of a session, if any is kept, and those that were begun elsewhere.

    Raises
    ------
    StorageRefused, FileRefused
    """
    found = read("amendments", session_id, lambda: find_amendments(opened_store(), DESK, session_id))
    own = _own(session_id)
    return kept_ones.find(found, own), without(found, own)


def told() -> Told:
    """Return what became of the last field that was entered."""
    found = screen.held(_TOLD)
    return found if isinstance(found, Told) else Told()


def turn() -> int:
    """Return a number that rises when the fields are to be shown afresh."""
    found = screen.held(_TURN)
    return found if isinstance(found, int) else 0


def know(entries: Entries) -> None:
    """Note what this screen shows of the amendment before anything is entered; not for callbacks."""
    screen.hold(_KNOWN, entries)


def keep(session_id: str, of: int, entries: Entries) -> bool:
    """Keep what was entered here and tell whether another screen entered more; for callbacks, as all below.

    If it cannot be kept, the form tries again. What another screen entered is shown with fresh fields.
    """
    an_id = _own(session_id) or secrets.token_hex(8)
    screen.hold(_OWN, (session_id, an_id))
    one, known = Amendment(an_id, of, entries), _known()
    try:
        after = change_amendments(
            opened_store(), DESK, session_id, lambda found: kept_ones.put_entered(found, one, known), at=now()
        )
    except (StorageRefused, FileRefused) as refusal:
        screen.hold(_TOLD, Told(failure=str(refusal)))
        return False
    kept = kept_ones.find(after, an_id)
    is_shared = dict(kept.entries if kept is not None else ()) != dict(entries)
    screen.hold(_KNOWN, entries)
    screen.hold(_TURN, turn() + int(is_shared))
    screen.hold(_TOLD, Told(now(), is_shared=is_shared))
    return is_shared


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
    """Let an amendment go, this screen's own if none is named."""
    gone = an_id or _own(session_id)
    _drop(session_id, gone, lambda found: without(found, gone))


def drop_sent(session_id: str) -> None:
    """Drop this screen's own amendment, which is sent; what another screen entered in it since stays."""
    own, known = _own(session_id), _known()
    _drop(session_id, own, lambda found: kept_ones.without_sent(found, own, known))


def _drop(session_id: str, gone: str, step: Callable[[Amendments], Amendments]) -> None:
    if gone == _own(session_id):
        screen.hold(_OWN, (session_id, ""))
        screen.hold(_TURN, turn() + 1)
        screen.hold(_TOLD, None)
    with suppress(StorageRefused, FileRefused):  # sent a second time it is saved once, and then dropped
        change_amendments(opened_store(), DESK, session_id, step, at=now())


def write_id_of(session_id: str, text: str) -> str:
    """Return the id under which an amendment is saved: the same one saves the same text once."""
    return hashlib.sha256(f"{session_id} {_own(session_id)} {text}".encode()).hexdigest()[:32]


def _own(session_id: str) -> str:
    """Return the id of this screen's amendment; empty: it writes none."""
    known = screen.held(_OWN)
    if isinstance(known, tuple) and known[0] == session_id:
        return str(known[1])
    named = st.query_params.get(AMENDMENT, "")
    return named if _IS_ID.fullmatch(named) else ""


def _known() -> Entries:
    """Return the entries as this screen knows them to be kept."""
    found = screen.held(_KNOWN)
    return found if isinstance(found, tuple) else ()
