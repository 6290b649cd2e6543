"""What a screen read last: shown, and said to be so, while the store cannot be reached; forms on it stay."""

from collections.abc import Callable
from typing import TypeVar, cast

from planner.errors import StorageRefused, StoreUnreachable
from planner.ui import state

_READ, _AWAY, _ERASED = "last_read", "last_read.away", "last_read.erased"

Found = TypeVar("Found")


def read(name: str, of: str, reading: Callable[[], Found]) -> Found:
    """Return what is read, or what this screen read last under that name if the store cannot be reached.

    Parameters
    ----------
    of
        What it is about, such as a patient's code: of each name the last one alone is known.

    Raises
    ------
    StorageRefused
        If it was never read, or is refused for another reason: then it is known no more.
    """
    known = _known()
    try:
        found = reading()
    except StoreUnreachable as refusal:
        if name not in known or known[name][0] != of:
            raise
        state.hold(_AWAY, str(refusal))
        return cast("Found", known[name][1])
    except StorageRefused:
        known.pop(name, None)
        raise
    known[name] = of, found
    return found


def take_away() -> str:
    """Return why something was not read anew since this was asked last; empty if all was."""
    refusal = state.held(_AWAY)
    state.hold(_AWAY, None)
    return str(refusal or "")


def begin_run(erased: int | None) -> None:
    """Begin a run of the page: what was read before a patient was erased is forgotten.

    Parameters
    ----------
    erased
        How many there are by now; None if nobody can tell.
    """
    state.hold(_AWAY, None)
    if erased is not None and erased != state.held(_ERASED):
        state.hold(_ERASED, erased)
        state.hold(_READ, {})


def _known() -> dict[str, tuple[str, object]]:
    known = state.held(_READ)
    if not isinstance(known, dict):
        known = {}
        state.hold(_READ, known)
    return known
