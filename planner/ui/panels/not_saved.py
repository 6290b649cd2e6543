"""What this screen entered that is not saved: in red while it is tried again, beside what contradicts it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from planner.ui import not_saved, strings
from planner.ui.by_clock import RETRY_S, is_by_clock, shown
from planner.ui.entered import Entered
from planner.ui.panels.differences import show_differences

KEY = "not_saved"


def show_not_saved() -> None:
    """Show it above a page, which calls it itself: a part shown by the entry would lead to the first page.

    Nothing is shown if there is nothing.
    """
    not_saved.name_in_address()
    waiting = not_saved.waiting()
    with st.container(key=KEY, gap="small"):  # an empty one takes no room
        for one in waiting:
            with st.container(key=f"{KEY}.{one.id}", border=True, gap="small"):
                _show(one)
        if any(one.is_to_try for one in waiting):
            shown(KEY)
            _retry()


def _show(one: Entered[Any]) -> None:
    if one.theirs is not None:
        _show_both(one)
        return
    said = strings.NOT_SAVED if one.is_to_try else strings.NOT_SAVED_YET.rstrip(".")
    st.markdown(f":red[**{said}**]: {one.seen.title}")
    st.text("\n".join(f"{difference.what}: {difference.becomes}" for difference in one.differences()))
    st.caption(f"{one.failure} {strings.IS_TRIED_AGAIN}" if one.is_to_try else one.failure)
    with st.container(horizontal=True, gap="small"):
        if one.is_to_try:
            st.button(strings.TRY_AGAIN, key=f"{KEY}.again.{one.id}", on_click=_try_again)
        _button(one, "Let it go", "drop", not_saved.let_go)


def _show_both(one: Entered[Any]) -> None:
    st.markdown(
        f":orange[**Another tablet entered something else meanwhile**]: {one.seen.title}. Nothing of yours "
        "is saved yet, and nothing of theirs is lost: look at both and choose."
    )
    show_differences(one.differences(), says="What differs", was="theirs", becomes="yours")
    with st.container(horizontal=True, gap="small"):
        _button(one, "Keep theirs", "theirs", not_saved.keep_theirs)
        _button(one, "Keep yours", "mine", not_saved.keep_mine)


def _button(one: Entered[Any], label: str, name: str, step: Callable[[str], None]) -> None:
    st.button(label, key=f"{KEY}.{name}.{one.id}", on_click=partial(step, one.id))


def _try_again() -> None:
    not_saved.try_again()


@st.fragment(run_every=RETRY_S)
def _retry() -> None:
    if is_by_clock(KEY) and not_saved.try_again():
        st.rerun()
