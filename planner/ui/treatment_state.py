"""Where the pages find the treatment of the case in the page's address, and what time it is."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import streamlit as st

from planner.errors import FileRefused, StepNotAllowed, StorageRefused, StoreUnreachable, VisitRefused
from planner.plan import Plan
from planner.series.life import require_beginning, with_treatment
from planner.series.reminders import NEVER, ChangeEvery
from planner.series.visit import Scores, Visit
from planner.session import Session
from planner.storage.principal import DESK
from planner.storage.revisions import SessionState
from planner.storage.sessions import find_session
from planner.ui import state
from planner.ui.kept_treatment import Kept
from planner.ui.record import (
    Recorded,
    begin_session,
    close_session,
    find_recorded,
    keep_planned,
)
from planner.ui.settling import settle
from planner.ui.store import now, opened_store
from planner.ui.treatment import Treatment, noted
from planner.ui.treatment import begin as begun
from planner.ui.treatments import Treatments

__all__ = ["begin", "change", "close", "find", "forget", "now", "ready", "recorded", "today"]


@st.cache_resource
def _treatments() -> Treatments:
    return Treatments(opened_store)


def find() -> Kept | None:
    """Return the treatment of this case, if it has begun; what is not kept yet is kept if that can be.

    Raises
    ------
    StorageRefused, FileRefused
    """
    case = _case()
    _treatments().keep_again(case, at=now())
    failure = _record_failure(case)
    kept = _treatments().find(case)
    return kept if kept is None or not failure else replace(kept, failure=failure)


def recorded(kept: Kept) -> Recorded | None:
    """Return the session that is treated as it stands in the record; None for practice.

    Raises
    ------
    StorageRefused, FileRefused
    """
    return find_recorded(opened_store(), DESK, kept.session_id) if kept.session_id else None


def ready(session: Session, plan: Plan) -> Treatment:
    """Return the treatment that would begin now, with what was asked and used already; nothing is kept.

    Raises
    ------
    StorageRefused, FileRefused
    """
    treatment, kept = begun(session, plan, today()), _treatments().find(_case())
    if kept is None:
        return replace(treatment, visit=replace(treatment.visit, before=_said_before()))
    was = kept.treatment.visit  # of another plan, and no needle was given
    visit = replace(treatment.visit, before=was.before, after=was.after, products=was.products)
    return replace(treatment, visit=visit)


def begin(session: Session, plan: Plan) -> None:
    """Begin the treatment of this case; as `change`, it leaves a store that fails to the page.

    The session that the desk belongs to is planned from here on, by this very plan. What cannot be begun
    today, for something was noted of the session before, is left to the page as a word.
    """
    try:
        _begin(session, plan)
    except (StepNotAllowed, VisitRefused) as refusal:
        state.leave_word(str(refusal))
    except (StorageRefused, FileRefused):
        return  # the page that is shown next says so


def _begin(session: Session, plan: Plan) -> None:
    treatment, an_id, ghosts = ready(session, plan), state.session_id(), state.board().ghosts
    if an_id:
        recorded_visit = find_recorded(opened_store(), DESK, an_id).visit
        require_beginning(recorded_visit, treatment.visit.on)
    is_begun = _treatments().begin(_case(), treatment, at=now(), session_id=an_id)
    if an_id and is_begun:
        keep_planned(
            opened_store(),
            DESK,
            an_id,
            lambda visit: replace(with_treatment(visit, treatment.visit), ghosts=ghosts),
            at=now(),
        )


def change(step: Callable[[Treatment], Treatment]) -> None:
    """Take one step on the treatment of this case, for callbacks; nothing if there is none, or it is closed.

    A store that cannot even be read is no traceback: the page that is shown next says so, and nothing was
    said to be saved.
    """
    with suppress(StorageRefused, FileRefused):
        kept = _treatments().find(_case())
        if kept is None or _is_closed(kept):
            return
        _treatments().change(_case(), step, at=now())
        _treatments().keep_in_record(_case(), at=now())


def ask_before(step: Callable[[Scores], Scores]) -> None:
    """Note what the patient says before the needles, for callbacks.

    It waits beside the desk until the treatment begins, which takes it along. Another tablet may begin it at
    this very moment: so the treatment, if there is one by now, notes it too.
    """
    with suppress(StorageRefused, FileRefused):
        if _treatments().find(_case()) is None:
            said = _said_before()
            state.change(lambda board: replace(board, before=step(board.before or said)))
    change(lambda treatment: noted(treatment, lambda visit: replace(visit, before=step(visit.before))))


def _said_before() -> Scores:
    """Return what was said before the treatment: beside the desk, or else in the record."""
    if (said := state.board().before) is not None:
        return said
    session = state.recorded()
    return Scores() if session is None else session.visit.before


def ask_after(step: Callable[[Scores], Scores]) -> None:
    """Note what the patient says after the needles, for callbacks."""
    change(lambda treatment: noted(treatment, lambda visit: replace(visit, after=step(visit.after))))


def reminders() -> ChangeEvery:
    """Return after how many injections and passes needle and syringe are to be changed, as it is kept."""
    try:
        return state.board().every
    except (StorageRefused, FileRefused):  # the page that is shown next says so
        return NEVER


def remind(step: Callable[[ChangeEvery], ChangeEvery]) -> None:
    """Keep other counts beside the desk, for callbacks: they are there again after a restart."""
    with suppress(StorageRefused, FileRefused):
        state.change(lambda board: replace(board, every=step(board.every)))


def begin_another(before: Recorded, session: Session) -> str:
    """Begin another session of the patient who was treated and return the case of its desk.

    Raises
    ------
    StorageRefused
    """
    visit = Visit(today(), session, schedule=before.visit.schedule)
    return begin_session(opened_store(), DESK, before.patient.id, visit, at=now()).id


def close(session_id: str) -> None:
    """Close the session that was treated, for callbacks, once all that was noted of it is in the record."""
    try:
        if failure := state.saving_of(session_id).failure:
            raise StoreUnreachable(f"Not closed, for what stands on its desk is not saved yet: {failure}")
        settled = settle(_treatments(), opened_store(), session_id, at=now())
        close_session(
            opened_store(), DESK, session_id, at=now(), treated=settled.treated, require=settled.require
        )
    except (StorageRefused, FileRefused) as refusal:
        state.leave_word(str(refusal))


def _is_closed(kept: Kept) -> bool:
    """Tell whether the session that is treated is closed; a store that cannot be read says no."""
    try:
        return (
            bool(kept.session_id)
            and find_session(opened_store(), DESK, kept.session_id).state is SessionState.CLOSED
        )
    except StoreUnreachable:
        return False


def forget(case: str) -> None:
    """Let go of the treatment of a case whose patient was erased."""
    _treatments().forget(case)


def today() -> date:
    """Return the day where the server is."""
    return now().astimezone().date()


def _record_failure(case: str) -> str:
    """Have the record hold what the treatment came to, and return why it does not; empty if it does."""
    try:
        _treatments().keep_in_record(case, at=now())
    except (StorageRefused, FileRefused) as refusal:  # as of a later Mesoplan: the treatment goes on
        return str(refusal)
    return ""


def _case() -> str:
    return state.board().document.case
