"""What was found at the session before: each line asks if it is still there, by keyboard as on the map."""

from dataclasses import replace

import streamlit as st

from planner.body import FittedMap
from planner.files.pad_document import Marked
from planner.session import Finding
from planner.soundness import INTENSITY_MOST
from planner.ui import board as boards
from planner.ui import state, strings
from planner.ui.board import Board
from planner.ui.panels.findings import place_said
from planner.ui.panels.one_form import and_show, one_form


def show_ghosts(board: Board, fitted: FittedMap) -> None:
    """Show what waits to be confirmed, if anything does."""
    if not board.ghosts:
        return
    with st.container(key="ghosts", gap="small"):
        st.markdown(f"**From the session before: {len(board.ghosts)} to confirm**")
        st.caption(
            "Dashed on the map, and in no plan until found again. Tap one there, or here. An intensity of 0 "
            "puts it into the plan too: press *Gone* if it is not tender."
        )
        for ghost in board.ghosts:
            _show_ghost(ghost, fitted)


def _show_ghost(ghost: Finding, fitted: FittedMap) -> None:
    stem = f"ghost.{ghost.id}"
    kind = strings.FINDING_KINDS[ghost.kind].lower()
    label = f"{ghost.id} · last time {ghost.intensity} · {kind} · {place_said(ghost, fitted)}"
    with one_form(label, stem) as is_open:
        if is_open:
            st.segmented_control(
                f"Still there? As it feels today, 0 to {INTENSITY_MOST}",
                list(range(INTENSITY_MOST + 1)),
                key=f"{stem}.intensity",
                on_change=and_show(_confirm),
                args=(ghost.id,),
            )
            st.button("Gone", key=f"{stem}.gone", on_click=and_show(_let_go), args=(ghost.id,))


def _confirm(ghost_id: str) -> None:
    """Put the finding under the ghost's id; a ghost that somebody settled meanwhile is left alone."""
    board = state.board()
    ghost = next((one for one in board.ghosts if one.id == ghost_id), None)
    intensity = state.value_of(f"ghost.{ghost_id}.intensity")
    if ghost is not None and isinstance(intensity, int):
        mark = Marked(replace(ghost, intensity=intensity), (board.active_target,))
        state.change_if_planned(lambda board: boards.put_mark(board, mark))


def _let_go(ghost_id: str) -> None:
    if any(ghost.id == ghost_id for ghost in state.board().ghosts):
        state.change(lambda board: boards.remove(board, ghost_id))
