"""The one place that touches Streamlit's session state, the page's address and the shelf of boards."""

import re
import secrets
from contextlib import suppress
from functools import lru_cache

import streamlit as st

from planner.errors import FileRefused, PlannerError, StorageRefused, ZoneCrossesItself
from planner.files.pad_document import read_pad_document
from planner.storage.principal import DESK
from planner.ui import board as boards
from planner.ui.board import Board
from planner.ui.keeper import Saving
from planner.ui.planned import planned
from planner.ui.record import FIRST_TECHNIQUE, Recorded, find_recorded
from planner.ui.shelf import LONGEST_S
from planner.ui.shelves import shelf
from planner.ui.store import opened_store
from planner.ui.strings import INTENDED_USE_VERSION
from planner.ui.unkept_steps import Step

_CASE, _PATIENT, _SESSION = "case", "patient", "session"
_WORD = "record.word"
_ASKED_FOR = "asked_for"
_IS_ID = re.compile(r"[0-9a-f]{16}")  # of a case or a session


def is_demonstration() -> bool:
    """Tell whether the store holds demonstration data only."""
    return opened_store().address.is_demo


def _empty() -> Board:
    return _empty_of(_case())


@lru_cache(maxsize=64)  # ours: a page asks for its board some thirty times a tap
def _empty_of(case: str) -> Board:
    return boards.new_board(case, FIRST_TECHNIQUE)


def _case() -> str:
    """Return the case in the page's address; a page without one gets a new one."""
    case = st.query_params.get(_CASE, "")
    if not _IS_ID.fullmatch(case):
        case = secrets.token_hex(8)
        st.query_params[_CASE] = case
    return case


def names_no_desk() -> bool:
    """Tell whether the address names something that is no case: an empty desk in its place would mislead."""
    case = st.query_params.get(_CASE, "")
    return bool(case) and not _IS_ID.fullmatch(case)


def board() -> Board:
    """Return the user's board: the one of the case in the page's address, or an empty one.

    Raises
    ------
    StorageRefused
        If nobody can tell what was left on it.
    """
    return shelf().find(_empty())


def board_and_saving() -> tuple[Board, Saving]:
    """Return the user's board, and what of it is kept at that very moment."""
    return shelf().find_with_saving(_empty())


def saving(*, patience_s: float = LONGEST_S) -> Saving:
    """Return whether what is on the user's board is kept, as far as that shows within ``patience_s``."""
    return shelf().saving(_case(), patience_s=patience_s)


def saving_of(case: str) -> Saving:
    """Return whether what is on the board of a case is kept."""
    return shelf().saving(case)


def session_id() -> str:
    """Return the id of the session that the user's desk belongs to; empty: none, it is for practice."""
    return shelf().session_of(_empty())


def recorded() -> Recorded | None:
    """Return the session that the user's desk belongs to as it stands in the record; None for practice.

    Raises
    ------
    StorageRefused, FileRefused
    """
    an_id = session_id()
    return find_recorded(opened_store(), DESK, an_id) if an_id else None


def change(step: Step) -> None:
    """Take a step on the user's board, and keep what came of it."""
    shelf().change(_empty(), step)


def change_if_planned(step: Step) -> None:
    """Take a step that was typed in; if that alone makes the plan impossible, say so instead."""
    before = board()
    refusal = planned(step(before).session).refusal
    if refusal is None or planned(before.session).refusal is not None:
        change(step)
    else:
        refuse(refusal)


def refuse(refusal: PlannerError) -> None:
    """Say what was refused; nothing else changes. A crossing outline comes with its mended corners."""
    sentence = str(refusal)
    if isinstance(refusal, ZoneCrossesItself):
        outlines = (", ".join(f"{u:g} {v:g}" for u, v in outline) for outline in refusal.mended)
        sentence += " Mended corners: " + "; or ".join(outlines)
    change(lambda board: boards.refuse(board, sentence))


def forget(case: str) -> None:
    """Let go of a desk whose patient was erased."""
    shelf().forget(case)


def ask_for(page: str, **named: str) -> None:
    """Have a page opened by the run that follows, for callbacks: they cannot leave a page themselves."""
    st.session_state[_ASKED_FOR] = page, named


def asked_for() -> tuple[str, dict[str, str]] | None:
    """Return the page that is to be opened now, with what its address is to name."""
    wanted: tuple[str, dict[str, str]] | None = st.session_state.pop(_ASKED_FOR, None)
    return wanted


def begin_case(step: Step) -> None:
    """Begin another case in the page's address, with what a step makes of its empty board."""
    st.query_params[_CASE] = secrets.token_hex(8)
    change(step)


def show_again(*fragments: str) -> None:
    """Have those fragments of the page run again, or the whole page if none is named; for callbacks only.

    It is the last thing that a callback does: nothing after it is reached.
    """
    if fragments:
        st.rerun(list(fragments))
    st.rerun()


def hold(name: str, value: object) -> None:
    """Keep something of this one screen until it is closed; None lets it go."""
    st.session_state[f"held.{name}"] = value


def held(name: str) -> object:
    """Return what this screen holds under a name; None for nothing."""
    return st.session_state.get(f"held.{name}")


def value_of(widget_key: str) -> object:
    """Return what a widget holds, for its callback."""
    return st.session_state.get(widget_key)


def show_value(widget_key: str, value: object) -> None:
    """Have a widget show a value, for callbacks: before it is shown again."""
    st.session_state[widget_key] = value


def take_document(document: object) -> bool:
    """Take what the pad sent and tell whether it changed anything; it is kept while the plan is worked out.

    Something unreadable leaves the marks as they are and is said.
    """
    if document is None:
        return False
    before = board()
    try:
        read = read_pad_document(document)
        shelf().take(_empty(), lambda board: boards.accept_document(board, read))
    except PlannerError as refusal:
        refuse(refusal)
    return board() != before


def take_up(document: object) -> None:
    """Take what the pad sent, for callbacks; of a desk that cannot be had the page that follows says why."""
    with suppress(StorageRefused, FileRefused):
        take_document(document)


def is_understood() -> bool:
    """Tell whether the intended use was acknowledged, in its present wording."""
    return st.query_params.get("understood") == INTENDED_USE_VERSION


def patient_code() -> str:
    """Return the patient's code in the page's address, as it was typed there; empty if there is none."""
    return st.query_params.get(_PATIENT, "")


def choose_patient(code: str) -> None:
    """Put another patient's code into the page's address."""
    st.query_params[_PATIENT] = code


def chosen_session() -> str:
    """Return the id of a patient's session in the page's address; empty if there is none, or it is no id."""
    an_id = st.query_params.get(_SESSION, "")
    return an_id if _IS_ID.fullmatch(an_id) else ""


def choose_session(session_id: str) -> None:
    """Put another session into the page's address."""
    st.query_params[_SESSION] = session_id


def leave_word(sentence: str) -> None:
    """Leave a sentence of a callback for the page that is shown after it."""
    st.session_state[_WORD] = sentence


def take_word() -> str:
    """Return the sentence that the last callback left, once; empty if it left none."""
    return str(st.session_state.pop(_WORD, ""))


def understand() -> None:
    """Remember the acknowledgement in the page's address, where a reload finds it."""
    st.query_params["understood"] = INTENDED_USE_VERSION
