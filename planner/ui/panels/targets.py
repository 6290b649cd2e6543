"""The chips of the targets: which one the next marks go to, one more, one less."""

import streamlit as st

from planner.techniques import all_techniques, find_technique
from planner.ui import board as boards
from planner.ui import state, stored_field
from planner.ui.record import FIRST_TECHNIQUE

_CHIPS, _TECHNIQUE = "targets.chips", "targets.technique"


def show_targets() -> None:
    """Show the chips, and the technique of the chosen target."""
    board = state.board()
    titles = {
        target.id: f"{number}. {find_technique(target.technique).title}"
        for number, target in enumerate(board.targets, start=1)
    }
    chips = f"{_CHIPS}.{len(board.targets)}.{board.active_target}"
    stored_field.note_shown(chips, board.active_target)
    with st.container(key="targets", horizontal=True, vertical_alignment="center", gap="small"):
        st.pills(
            "Target that the next marks go to",
            list(titles),
            default=board.active_target,
            required=True,
            format_func=titles.__getitem__,
            key=chips,
            on_change=take_active,
            args=(chips,),
            label_visibility="collapsed",
        )
        st.button("Add target", key="targets.add", on_click=_add, icon=":material/add:")
        if len(board.targets) > 1:
            st.button("Drop", key="targets.drop", on_click=_drop, icon=":material/delete:", help=None)
    _show_technique(board)


def _show_technique(board: boards.Board) -> None:
    target = board.target(board.active_target)
    techniques = {technique.id: technique for technique in all_techniques()}
    choice = f"{_TECHNIQUE}.{target.id}.{target.technique}"
    stored_field.note_shown(choice, target.technique)
    st.segmented_control(
        "Technique",
        list(techniques),
        default=target.technique,
        required=True,
        format_func=lambda an_id: techniques[an_id].title,
        key=choice,
        on_change=take_technique,
        args=(choice, target.id),
        width="stretch",
    )
    st.caption(techniques[target.technique].summary)


def take_active(chips: str) -> None:
    """Have the next marks go to the target that was chosen on the chips of that key."""
    # The key is that of the chips that were touched: the board may have changed under them on another tablet.
    chosen = str(state.value_of(chips))
    if stored_field.is_entered(chips):
        state.change(lambda board: boards.choose_target(board, chosen))


def take_technique(choice: str, target_id: str) -> None:
    """Give a target the technique that was chosen on the buttons of that key."""
    chosen = state.value_of(choice)
    if chosen is not None and stored_field.is_entered(choice):
        state.change(lambda board: boards.change_technique(board, target_id, str(chosen)))


def _add() -> None:
    """Add the technique that the session does not use yet, so that one tap mixes techniques."""
    board = state.board()
    used = {target.technique for target in board.targets}
    unused = [technique.id for technique in all_techniques() if technique.id not in used]
    technique = (unused or [FIRST_TECHNIQUE])[0]
    state.change(lambda board: boards.add_target(board, technique))


def _drop() -> None:
    state.change(lambda board: boards.drop_target(board, board.active_target))
