"""Fields that show what is stored: once another screen has changed that, a fresh field shows it.

A widget of Streamlit holds on to what it first showed for as long as its key stays.
"""

from planner.ui import state


def key_of(name: str, stored: object) -> str:
    """Return the key of that field: what was entered into it stays until something else is stored.

    Parameters
    ----------
    stored
        What the field is to show by now.
    """
    number, shown = _known(name) or (0, stored)
    if stored not in (shown, state.value_of(_key(name, number))):
        number += 1
    state.hold(_holding(name), (number, stored))
    note_shown(_key(name, number), stored)
    return _key(name, number)


def note_shown(key: str, value: object) -> None:
    """Note what a field shows whose key changes with that: only something else is entered into it."""
    state.hold(_showing(key), value)


def is_entered(key: str) -> bool:
    """Tell whether a field holds something that it did not show and that was not taken yet, for callbacks.

    A browser names a field once more that has just left the page. Streamlit has forgotten it by then and
    takes what it showed for something new: a choice of *Fill* would bring the spacing of the pattern before.
    """
    value = state.value_of(key)
    if value == state.held(_showing(key)):
        return False
    state.hold(_showing(key), value)
    return True


def value_of(name: str) -> object:
    """Return what the field of that name holds, for callbacks."""
    known = _known(name)
    return state.value_of(_key(name, known[0])) if known else None


def _known(name: str) -> tuple[int, object] | None:
    known = state.held(_holding(name))
    return known if isinstance(known, tuple) else None


def _holding(name: str) -> str:
    return f"field.{name}"


def _showing(key: str) -> str:
    return f"shown.{key}"


def _key(name: str, number: int) -> str:
    return f"{name}.{number}" if number else name
