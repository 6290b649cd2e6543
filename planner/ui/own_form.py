"""Forms that their own button sends: what stands in one stays, whatever another tablet saves meanwhile.

A form in which nothing was entered yet shows what is stored by now. One that was begun stays on what it was
begun on, and what is sent from it is compared with that.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from planner.ui import state

Stored = TypeVar("Stored")


def begun_on(name: str, stored: Stored, is_begun: Callable[[str, Stored], bool]) -> tuple[str, Stored]:
    """Return how the keys of a form's fields begin, and what was stored when it was begun.

    Parameters
    ----------
    is_begun
        Tells whether anything was entered in the fields of such keys, which show what was stored then.
    """
    number, shown = _known(name)
    if shown is None or (shown != stored and not is_begun(f"{name}.{number}", cast("Stored", shown))):
        number, shown = (number if shown is None else number + 1), stored
        state.hold(_holding(name), (number, shown))
    return f"{name}.{number}", cast("Stored", shown)


def begin_afresh(name: str) -> None:
    """Have the form begin afresh, on what is stored then: what stood in it was taken."""
    state.hold(_holding(name), (_known(name)[0] + 1, None))


def _known(name: str) -> tuple[int, object]:
    known = state.held(_holding(name))
    return known if isinstance(known, tuple) else (0, None)


def _holding(name: str) -> str:
    return f"own_form.{name}"
