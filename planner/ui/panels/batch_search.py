"""Which sessions name a batch: one search over all stored sessions, noted in the audit."""

import streamlit as st

from planner.errors import FileRefused
from planner.files.visit_products import read_products
from planner.series.follow_up import is_of_batch, received_batch
from planner.series.soundness import LONGEST_TEXT
from planner.series.visit_words import count_text, product_text
from planner.ui import record_state, state
from planner.ui.stored_visits import UNREAD, StoredVisit

_NONE = "No session names this batch. Products without a batch are not found."
_HELP = "Capitals, spaces and hyphens do not matter. The audit notes that somebody searched, not for what."


def show_batch_search() -> None:
    """Show the field and, after a search, every saved session that names that batch."""
    with st.form("batch", border=False):
        batch = st.text_input("Batch", max_chars=LONGEST_TEXT, key="batch.wanted", help=_HELP)
        is_asked = st.form_submit_button("Search the saved sessions", icon=":material/search:")
    if is_asked and batch.strip():
        _show_found(batch.strip())


def _show_found(batch: str) -> None:
    found = record_state.search(lambda body: _may_name(body, batch))
    patients = count_text(len({one.code for one in found}), "patient")
    st.markdown(f"**{patients}, {count_text(len(found), 'session')}**" if found else _NONE)
    for stored in found:
        _show_one(stored, batch)


def _may_name(body: str, batch: str) -> bool:
    """Tell whether a text names the batch; of one whose products are unreadable nobody can say no."""
    try:
        return received_batch(read_products(body), batch)
    except FileRefused:
        return True


def _show_one(stored: StoredVisit, batch: str) -> None:
    visit = stored.visit
    used = [product_text(one, used_on=visit.on) for one in visit.products if is_of_batch(one, batch)]
    says = [*used, UNREAD] if stored.is_unread else used
    with st.container(
        key=f"batch.{stored.head.session_id}", border=True, horizontal=True, vertical_alignment="center"
    ):
        st.text(f"{stored.code} · {visit.on:%Y-%m-%d} · {'; '.join(says)}")
        st.button(
            "Open",
            key=f"batch.open.{stored.head.session_id}",
            on_click=_open,
            args=(stored.code, stored.head.session_id),
        )


def _open(code: str, session_id: str) -> None:
    state.choose_patient(code)
    state.choose_session(session_id)
