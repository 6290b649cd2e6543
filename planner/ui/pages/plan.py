"""The planning desk: the pad with the back on it, and beside it what is planned and what it comes to."""

from pathlib import Path

import streamlit as st

from planner.ui import pad, state, strings
from planner.ui.pad_data import pad_data
from planner.ui.panels.figures import show_figures
from planner.ui.panels.findings import show_findings
from planner.ui.panels.header import show_header
from planner.ui.panels.needle import show_needle
from planner.ui.panels.remarks import show_alerts, show_refusals
from planner.ui.panels.settings_form import show_settings
from planner.ui.panels.targets import show_targets
from planner.ui.planned import planned

_STYLE = Path(__file__).parent.parent / "desk.css"
_PAD = "pad"


def show() -> None:
    """Show the desk, and before the first use what it is for."""
    st.html(_STYLE)
    if not state.is_understood():
        _ask_understanding()
    _show_desk()


@st.dialog(strings.INTENDED_USE_TITLE, dismissible=False)
def _ask_understanding() -> None:
    st.markdown(strings.INTENDED_USE)
    if st.button(strings.UNDERSTOOD, type="primary", width="stretch", key="plan.understood"):
        state.understand()
        st.rerun()


@st.fragment
def _show_desk() -> None:
    """Show everything that a tap changes; only this part of the page runs again after one."""
    board = state.board()
    result = planned(board.session)
    show_header(result.fitted)
    with st.container(key="desk"):
        with st.container(key="pad_area"):
            document = pad.show_pad(pad_data(board, result, dark=_is_dark()), _PAD, _take_document)
        with st.container(key="panel"):
            show_targets()
            show_refusals(result, board.refused)
            if board.marks:
                show_figures(result)
                show_needle(result, dark=_is_dark())
                show_alerts(result, {target.id: n for n, target in enumerate(board.targets, start=1)})
            else:
                st.info(strings.NOTHING_MARKED, icon=":material/touch_app:")
            with st.expander("Settings and sources", expanded=True, key="plan.settings"):
                show_settings()
            show_findings(result.fitted)
    if state.take_document(document):
        st.rerun()  # not this part alone: the first run of a page is not a fragment's


def _take_document() -> None:
    """Take what came up before the desk is drawn, so that it is drawn once."""
    state.take_document(pad.read_document(state.value_of(_PAD)))


def _is_dark() -> bool:
    return st.context.theme.type == "dark"
