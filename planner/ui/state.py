"""The one place that touches Streamlit's session state: a board, and what was understood."""

import secrets

import streamlit as st

from planner.errors import PlannerError
from planner.files.pad_document import read_pad_document
from planner.ui import board as boards
from planner.ui.board import Board
from planner.ui.strings import INTENDED_USE_VERSION

_BOARD = "board"
FIRST_TECHNIQUE = "point_by_point"


def board() -> Board:
    """Return the user's board, an empty one on her first visit."""
    if _BOARD not in st.session_state:
        st.session_state[_BOARD] = boards.new_board(secrets.token_hex(8), FIRST_TECHNIQUE)
    kept: Board = st.session_state[_BOARD]
    return kept


def keep(changed: Board) -> None:
    """Keep the board as the user's."""
    st.session_state[_BOARD] = changed


def value_of(widget_key: str) -> object:
    """Return what a widget holds, for its callback."""
    return st.session_state.get(widget_key)


def take_document(document: object) -> bool:
    """Take what the pad sent and tell whether it changed anything.

    Something unreadable leaves the marks as they are and is said.
    """
    if document is None:
        return False
    before = board()
    try:
        keep(boards.accept_document(before, read_pad_document(document)))
    except PlannerError as refusal:
        keep(boards.refuse(before, str(refusal)))
    return board() != before


def is_understood() -> bool:
    """Tell whether the intended use was acknowledged, in its present wording."""
    return st.query_params.get("understood") == INTENDED_USE_VERSION


def understand() -> None:
    """Remember the acknowledgement in the page's address, where a reload finds it."""
    st.query_params["understood"] = INTENDED_USE_VERSION
