"""The note of a session until it is closed: written on its desk, after its treatment or on its page."""

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.soundness import LONGEST_NOTE
from planner.storage.private_words import hint_of
from planner.storage.revisions import SessionState
from planner.ui import clock, noting, state, strings
from planner.ui.record import Recorded

_FIELD_PX = 96
_KEPT_WHEN = "Kept when you leave the field."


def show_note_of_desk() -> None:
    """Show the note of the session that the desk belongs to; nothing for practice."""
    try:
        recorded = state.recorded()
    except (StorageRefused, FileRefused):
        return  # said beside the way to treat
    if recorded is None:
        return
    if recorded.state is SessionState.CLOSED:
        show_too_late(recorded)
    else:
        with st.expander("Note of this session", key="plan.note", icon=":material/edit_note:"):
            show_note(recorded)


def show_note(recorded: Recorded) -> None:
    """Show the note of a session that is not closed, to be written."""
    try:
        note = noting.note_of(recorded)
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return
    key = _field_of(recorded, note)
    st.text_area(
        "Note, names nobody",
        value=note,
        max_chars=max(LONGEST_NOTE, len(note)),
        height=_FIELD_PX,
        key=key,
        on_change=_take,
        args=(recorded, key, note),
    )
    _show_said(recorded, note)


def show_too_late(recorded: Recorded) -> None:
    """Say which note is not in a session because it was closed before; nothing once it was amended."""
    if recorded.session.head.reason:
        return
    refused = str(state.held(f"note.{recorded.session.id}.refused") or "")
    if refused.startswith(noting.NOT_YET):  # it was kept, and the closing took it along
        refused = ""
    try:
        said = refused or noting.too_late(recorded)
    except (StorageRefused, FileRefused) as refusal:
        said = str(refusal)
    if said:
        st.error(said, icon=":material/block:")


def _field_of(recorded: Recorded, note: str) -> str:
    """Return the key of the field: a fresh one where another tablet wrote what this one does not show."""
    name = f"note.{recorded.session.id}"
    known = state.held(name)
    number, shown = known if isinstance(known, tuple) else (0, note)
    if shown != note:
        number += 1
    state.hold(name, (number, note))
    return f"{name}.{number}"


def _take(recorded: Recorded, key: str, before: str) -> None:
    """Keep what was typed; the field that shows it stays the same one."""
    typed = str(state.value_of(key) or "").strip()
    name = f"note.{recorded.session.id}"
    refused = noting.write(recorded, before, typed)
    state.hold(f"{name}.refused", refused)
    known = state.held(name)
    if not refused and isinstance(known, tuple):
        state.hold(name, (known[0], typed))


def _show_said(recorded: Recorded, note: str) -> None:
    """Say what was refused, whether all is kept, and whether the note looks as if it named somebody."""
    if refused := state.held(f"note.{recorded.session.id}.refused"):
        st.error(str(refused), icon=":material/block:")
    saving = noting.saving(recorded)
    if saving.failure:
        st.markdown(f":red[**{strings.NOT_SAVED}**]")
    elif saving.saved_at is not None and note:
        st.caption(f"Saved {saving.saved_at.astimezone(clock.zone()):%H:%M:%S}. {_KEPT_WHEN}")
    else:
        st.caption(_KEPT_WHEN)
    if hint := hint_of(note):
        st.warning(hint, icon=":material/privacy_tip:")
