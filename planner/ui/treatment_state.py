"""Where the pages find the treatment of the case in the page's address, and what time it is."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.ui import state
from planner.ui.store import now, opened_store
from planner.ui.treatment import Treatment
from planner.ui.treatments import Kept, Treatments

__all__ = ["begin", "change", "find", "now", "today"]


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
    return _treatments().find(case)


def begin(treatment: Treatment) -> None:
    """Begin the treatment of this case; as `change`, it leaves a store that fails to the page."""
    with suppress(StorageRefused, FileRefused):
        _treatments().begin(_case(), treatment, at=now())


def change(step: Callable[[Treatment], Treatment]) -> None:
    """Take one step on the treatment of this case, for callbacks; nothing if there is none.

    A store that cannot even be read is no traceback: the page that is shown next says so, and nothing was
    said to be saved.
    """
    with suppress(StorageRefused, FileRefused):
        _treatments().change(_case(), step, at=now())


def forget(case: str) -> None:
    """Let go of the treatment of a case whose patient was erased."""
    _treatments().forget(case)


def today() -> date:
    """Return the day where the server is."""
    return now().astimezone().date()


def _case() -> str:
    return state.board().document.case
