"""Skin that still rests, beside the plan: for how long, and the lattice moved into its gaps if asked for."""

from functools import partial

import streamlit as st

from planner.errors import PlannerError
from planner.evidence.change import FADES_AFTER
from planner.series.rest_map import RestMap
from planner.series.rest_shift import can_shift, shift_into_gaps
from planner.techniques.lattice_shift import ANCHORED, LATTICE, SHIFTED
from planner.ui import board as boards
from planner.ui import state, stored_field
from planner.ui.board import Board
from planner.ui.kept import rest_for
from planner.ui.other_sessions import resting_on
from planner.ui.panels.cited_sources import show_cited
from planner.ui.planned import Planned

_DAYS = "rest.days"
FIELD_PX = 165
_NO_BETTER = "No other place of the lattice spares more skin: it stays where it is."


def show_rest(result: Planned) -> None:
    """Show what rests of earlier sessions, on the desk of a patient who had any treatment lately."""
    board = state.board()
    resting = resting_on(board)
    if not len(resting) and board.rest_days == int(FADES_AFTER.value):
        return
    count = _counted(len(resting))
    said = f"**Punctured lately: {count}** in the last {board.rest_days} days, fading on the map"
    with st.container(key="rest", gap="small"):
        st.markdown(said)
        key = stored_field.key_of(_DAYS, board.rest_days)
        with st.container(key="rest_row", horizontal=True, vertical_alignment="bottom", gap="small"):
            st.number_input(
                "Fades within, days",
                min_value=int(FADES_AFTER.low),
                max_value=int(FADES_AFTER.high),
                value=board.rest_days,
                step=7,
                key=key,
                on_change=_take_days,
                args=(key,),
                width=FIELD_PX,
            )
            show_cited("Ours", "rest.source", (FADES_AFTER,))
        _show_shift(result, board, resting)


def _show_shift(result: Planned, board: Board, resting: RestMap) -> None:
    """Show the button that moves the lattice of the chosen target, or the one that puts it back."""
    chosen = result.target(board.active_target)
    if chosen is None or not can_shift(chosen[0]):
        return
    if chosen[0].settings[LATTICE] == SHIFTED:
        st.button(
            "Put the lattice back on the map", key="rest.back", icon=":material/grid_on:", on_click=_put_back
        )
    elif len(resting):
        st.button(
            "Shift the lattice into the gaps",
            key="rest.shift",
            icon=":material/grid_off:",
            on_click=partial(_shift, result, resting),
        )


def _shift(result: Planned, resting: RestMap) -> None:
    target_id = state.board().active_target
    try:
        moved = shift_into_gaps(result.session, target_id, result.fitted, resting)
    except PlannerError as refusal:
        state.refuse(refusal)
        return
    if moved == result.session:
        state.change(lambda board: boards.refuse(board, _NO_BETTER))
        return
    settings = next(dict(target.settings) for target in moved.targets if target.id == target_id)
    for name, value in settings.items():
        state.change(partial(boards.change_setting, target_id=target_id, name=name, value=value))
    state.show_again()


def _put_back() -> None:
    target_id = state.board().active_target
    state.change(partial(boards.change_setting, target_id=target_id, name=LATTICE, value=ANCHORED))
    state.show_again()


def _take_days(key: str) -> None:
    days = state.value_of(key)
    if stored_field.is_entered(key) and isinstance(days, int):
        state.change(lambda board: rest_for(board, days))
        state.show_again()


def _counted(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
