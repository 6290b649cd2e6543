"""What a screen entered that is not in the record yet: tried again while it is open, or to be chosen from.

It waits in the memory of this server, under letters in the page's address: a reload finds it, a restart does
not.
"""

import re
import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import streamlit as st

from planner.errors import NotInStore, PlannerError, StoreUnreachable
from planner.storage.principal import DESK
from planner.ui import other_sessions, state
from planner.ui.entered import (
    Entered,
    Part,
    Seen,
    attempted,
    beside_theirs,
    in_place_of,
    not_replaced,
    over_theirs,
)
from planner.ui.store import now, opened_store
from planner.ui.waiting import NotSaved, Waiting

WAITING = "waiting"  # its name in the address
_IS_NAME = re.compile(r"[0-9a-f]{16}")


@st.cache_resource
def _all() -> NotSaved:
    return NotSaved()


def waiting() -> Waiting:
    """Return what this screen entered and is not saved."""
    return _all().of(_screen())


def name_in_address() -> None:
    """Name this screen in the page's address as long as something of it waits; not for callbacks."""
    if not waiting():
        st.query_params.pop(WAITING, None)
    elif st.query_params.get(WAITING) != _screen():
        st.query_params[WAITING] = _screen()


def enter(seen: Seen[Any], parts: tuple[Part[Any], ...]) -> bool:
    """Enter something, for callbacks, and tell whether it was taken: then its form begins afresh.

    What cannot be saved yet, or contradicts what another tablet saved, waits on this screen. What is refused
    for what it says is told in a sentence, and stays in its form.
    """
    one, before = Entered(secrets.token_hex(8), seen, parts), waiting()
    for older in before:
        one = in_place_of(older, one)
    try:
        left = _attempted(one)
    except PlannerError as refusal:
        state.leave_word(str(refusal))
        return False
    for older in before:
        if (rest := not_replaced(older, one)) is not older:
            _leave(older, rest)
    _leave(one, left)
    return True


def try_again() -> bool:
    """Try again what may go through as it is; tell whether anything came of it."""
    before = waiting()
    for one in before:
        if one.is_to_try:
            _try(one)
    return waiting() != before


def keep_mine(an_id: str) -> None:
    """Save what waits over what it contradicts, for callbacks, as all below."""
    _choose(an_id, over_theirs)


def keep_theirs(an_id: str) -> None:
    """Let go of what contradicts theirs; the rest is saved beside it."""
    _choose(an_id, beside_theirs)


def let_go(an_id: str) -> None:
    """Let something that waits go."""
    _all().drop(_screen(), an_id)


def forget(ids: Collection[str]) -> None:
    """Let go of what waits, on any screen, of an erased patient: her id, and those of her sessions."""
    _all().forget(ids)


def let_go_of_erased(erased: int | None) -> None:
    """Let go of what waits, on any screen, of patients that were erased elsewhere.

    Parameters
    ----------
    erased
        How many there are by now; None if nobody can tell. Only another number than last time is looked into.
    """
    if erased is not None and _all().is_to_look_into(erased):
        try:
            _all().forget([one.seen.about for one in _all().everything() if _is_gone(one)])
        except StoreUnreachable:
            _all().look_again()


def _is_gone(one: Entered[Any]) -> bool:
    try:
        one.seen.read_again(opened_store(), DESK)
    except NotInStore:
        return True
    except StoreUnreachable:
        raise
    except PlannerError:  # kept, and unreadable
        return False
    return False


def _choose(an_id: str, choice: Callable[[Entered[Any]], Entered[Any] | None]) -> None:
    for one in waiting():
        if one.id == an_id:
            chosen = choice(one)
            _leave(one, chosen)
            if chosen is not None:
                _try(chosen)


def _try(one: Entered[Any]) -> None:
    try:
        left = _attempted(one)
    except NotInStore as gone:  # erased: nothing of it stays on any screen
        let_go(one.id)
        state.leave_word(f"{one.seen.title}: {gone}")
        return
    except PlannerError as refusal:
        left = replace(one, failure=str(refusal), is_refused=True)
    _leave(one, left)


def _attempted(one: Entered[Any]) -> Entered[Any] | None:
    try:
        database = opened_store()
    except StoreUnreachable as refusal:
        return replace(one, failure=str(refusal))
    return attempted(database, DESK, one, at=now())


def _leave(one: Entered[Any], left: Entered[Any] | None) -> None:
    """Have wait what is left of something that was entered; nothing is once it is saved."""
    if left is None:
        let_go(one.id)
        other_sessions.look_again()
    else:
        _all().put(_screen(), left)


def _screen() -> str:
    """Return the letters under which this screen's entries wait."""
    name = str(state.held(WAITING) or st.query_params.get(WAITING, ""))
    if not _IS_NAME.fullmatch(name):
        name = secrets.token_hex(8)
    state.hold(WAITING, name)
    return name
