"""Lines of a list whose form opens right below them, one at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from planner.ui import board as boards
from planner.ui import state


@contextmanager
def one_form(label: str, name: str) -> Iterator[bool]:
    """Show a line of the list and tell whether its form is open, which then stands right below it."""
    st.button(label, key=name, width="stretch", on_click=_turn, args=(name,))
    if state.board().open_form == name:
        with st.container(key="open_form", border=True):
            yield True
    else:
        yield False


def and_show(take: Callable[..., None]) -> Callable[..., None]:
    """Return a callback that takes what was entered and then has the whole page show it, the pad included."""

    def taken(*args: str) -> None:
        take(*args)
        state.show_again()

    return taken


def _turn(name: str) -> None:
    state.change(lambda board: boards.turn_form(board, name))
