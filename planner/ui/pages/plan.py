"""The planning desk: the pad with the back on it, and beside it what is planned and what it comes to."""

from pathlib import Path

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import navigation, pad, state, strings
from planner.ui.board import Board
from planner.ui.keeper import Saving
from planner.ui.other_sessions import resting_on
from planner.ui.pad_data import pad_data
from planner.ui.panels.asked import show_asked
from planner.ui.panels.bound import show_bound, shown_witnesses
from planner.ui.panels.comparison import FRAGMENT as COMPARISON
from planner.ui.panels.comparison import show_comparison
from planner.ui.panels.figures import show_figures
from planner.ui.panels.findings import show_findings
from planner.ui.panels.ghosts import show_ghosts
from planner.ui.panels.header import show_header
from planner.ui.panels.needle import show_needle
from planner.ui.panels.no_desk import show_no_desk
from planner.ui.panels.not_saved import show_not_saved
from planner.ui.panels.note import show_note_of_desk
from planner.ui.panels.optimise import show_optimise
from planner.ui.panels.remarks import show_alerts, show_refusals
from planner.ui.panels.rest import show_rest
from planner.ui.panels.saved import FRAGMENT as SAVED
from planner.ui.panels.settings_form import show_settings
from planner.ui.panels.targets import show_targets
from planner.ui.panels.understanding import ask_understanding
from planner.ui.panels.way_to_treat import show_way_to_treat
from planner.ui.planned import planned

_STYLE = Path(__file__).parent.parent / "desk.css"
_PAD_WIDGET = "pad"
_PAD, _OUTCOME, _FINDINGS = "desk.pad", "desk.outcome", "desk.findings"
_TOLD = "desk.told"  # which document the pad of this page was last given the receipt of
_PATIENCE_S = 0.05  # ours: the disk has mostly answered by now; one that has not delays no plan


def show() -> None:
    """Show the desk, and before the first use what it is for."""
    st.html(_STYLE)
    show_not_saved()
    if state.names_no_desk():
        show_no_desk()
        return
    try:
        state.board()
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal))
        st.button(strings.TRY_AGAIN, key="plan.again")
        if st.button("Home", key="plan.home", icon=":material/home:"):
            navigation.go_to_patient(navigation.HOME, "")
        return
    ask_understanding()
    _show_desk()


def _show_desk() -> None:
    """Show the pad and beside it what it comes to.

    A tap runs the pad's fragment alone, so that the new plan is not kept waiting for the panel. Once it is on
    the screen the pad asks for the fragments that speak of it. All else runs only when it is used itself.
    """
    board = state.board()
    show_header(planned(board.session).fitted)
    with st.container(key="desk"):
        with st.container(key="pad_area"):
            _show_pad()
        with st.container(key="panel"):
            show_targets()
            _show_comparison()
            _show_outcome()
            show_note_of_desk()
            with st.expander("Settings and sources", expanded=True, key="plan.settings"):
                show_settings()
            _show_findings()


@st.fragment(key=_PAD)
def _show_pad() -> None:
    board, kept = _board_and_saving()
    sent = pad.read_document(state.value_of(_PAD_WIDGET))
    result = planned(board.session)
    data = pad_data(
        board,
        result,
        dark=_is_dark(),
        sent=sent,
        proved=shown_witnesses(result),
        resting=resting_on(board),
    )
    saving = state.saving(patience_s=_PATIENCE_S)
    data |= {"ack": saving.seq, "ack_writer": saving.writer, "unsaved": bool(saving.failure)}
    data["edits"] = [edit for edit in data["edits"] if edit["n"] <= kept.edits]
    state.hold(_TOLD, (saving.seq, saving.writer))
    if state.take_document(pad.show_pad(data, _PAD_WIDGET, _take_document, _show_what_follows)):
        st.rerun()  # not this part alone: the first run of a page is not a fragment's


@st.fragment(key=_OUTCOME)
def _show_outcome() -> None:
    board = _board()
    result = planned(board.session)
    show_refusals(result, board.refused)
    show_asked()
    show_ghosts(board, result.fitted)
    if board.marks:
        show_figures(result)
        show_way_to_treat(result)
        show_rest(result)
        show_optimise(result)
        show_bound(result, _show_witnesses, dark=_is_dark())
        show_needle(result, dark=_is_dark())
        show_alerts(result, {target.id: n for n, target in enumerate(board.targets, start=1)})
    else:
        st.info(strings.NOTHING_MARKED, icon=":material/touch_app:")


@st.fragment(key=COMPARISON)
def _show_comparison() -> None:
    show_comparison(_board())


@st.fragment(key=_FINDINGS)
def _show_findings() -> None:
    show_findings(planned(_board().session).fitted)


def _board() -> Board:
    return _board_and_saving()[0]


def _board_and_saving() -> tuple[Board, Saving]:
    """Return the board for a part of the page and what of it is kept; if it is gone, the page says so."""
    try:
        return state.board_and_saving()
    except (StorageRefused, FileRefused):
        st.rerun()


def _take_document() -> None:
    """Take what came up before the pad is shown, so that it is shown once."""
    state.take_up(pad.read_document(state.value_of(_PAD_WIDGET)))


def _show_what_follows() -> None:
    """Show what speaks of the plan, now that the pad has drawn it.

    Streamlit makes one run of two requests that wait: then the next document came up together with the news
    that the last one is drawn. It is taken first, since nothing after this is reached; the pad is answered.
    """
    _take_document()
    kept = state.saving()
    pad_too = () if state.held(_TOLD) == (kept.seq, kept.writer) else (_PAD,)
    state.show_again(*pad_too, COMPARISON, _OUTCOME, _FINDINGS, SAVED)


def _show_witnesses() -> None:
    """Show the places of a proof on the map, or no longer."""
    state.show_again(_PAD, _OUTCOME)


def _is_dark() -> bool:
    return st.context.theme.type == "dark"
