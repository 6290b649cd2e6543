"""What was found at the session before: each line asks if it is still there, by keyboard as on the map."""

from dataclasses import replace

import streamlit as st

from planner.body import FittedMap
from planner.session import Marked
from planner.soundness import INTENSITY_MOST
from planner.ui import board as boards
from planner.ui import state, strings
from planner.ui.board import Board
from planner.ui.panels.findings import place_said, targets_text
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


def _show_ghost(ghost: Marked, fitted: FittedMap) -> None:
    stem = f"ghost.{ghost.id}"
    finding = ghost.finding
    kind = strings.FINDING_KINDS[finding.kind].lower()
    treated_by = targets_text(_found_again(state.board(), ghost, finding.intensity))
    label = (
        f"{ghost.id} · last time {finding.intensity} · {kind} · {place_said(finding, fitted)} · {treated_by}"
    )
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
    ghost = next((one for one in state.board().ghosts if one.id == ghost_id), None)
    intensity = state.value_of(f"ghost.{ghost_id}.intensity")
    if ghost is not None and isinstance(intensity, int):
        state.change_if_planned(lambda board: boards.put_mark(board, _found_again(board, ghost, intensity)))


def _found_again(board: Board, ghost: Marked, intensity: int) -> Marked:
    """Return what a ghost becomes: treated as last time, or by the chosen target if none of those is left."""
    treating = ghost.still_in(board.targets) or (board.active_target,)
    return Marked(replace(ghost.finding, intensity=intensity), treating)


def _let_go(ghost_id: str) -> None:
    if any(ghost.id == ghost_id for ghost in state.board().ghosts):
        state.change(lambda board: boards.remove(board, ghost_id))
