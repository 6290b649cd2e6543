"""Ids for what buttons write: the same one until it is known what became of it, so nothing is written twice.

An id that is held for too long does worse: the next patient would be taken for the one before her. So all
are let go as soon as the store has answered, or has shown what is in it.
"""

import hashlib
import secrets

from planner.ui import state

_BYTES = 16
_IDS, _DOUBT = "write_ids", "write_ids.doubt"


def write_id(button: str) -> str:
    """Return an id for what a button will write: a second tap on it writes under the same one."""
    ids = state.held(_IDS)
    if not isinstance(ids, dict):
        ids = {}
        state.hold(_IDS, ids)
    return str(ids.setdefault(button, secrets.token_hex(_BYTES)))


def of_entry(an_id: str, entry: object) -> str:
    """Return the id of one entry among those that a button sends: what says something else is another one."""
    return hashlib.sha256(f"{an_id} {entry!r}".encode()).hexdigest()[: 2 * _BYTES]


def doubt() -> None:
    """Note that nobody knows whether something got through: its id stays until what is stored was read."""
    state.hold(_DOUBT, "yes")


def let_go() -> None:
    """Let all ids go: the store has answered."""
    state.hold(_IDS, None)
    state.hold(_DOUBT, None)


def let_go_of_doubtful() -> None:
    """Let go of ids in doubt: what is stored was read, so whatever got through is seen."""
    if state.held(_DOUBT):
        let_go()
