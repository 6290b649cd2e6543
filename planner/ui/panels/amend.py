"""A correction of a closed session: what one knows better later, with the reason why."""

from datetime import date
from functools import partial

import streamlit as st

from planner.errors import FileRefused, StorageRefused, VisitRefused
from planner.files import visit_json
from planner.files.amendment_file import Amendment, Entry
from planner.series.soundness import LONGEST_NOTE, LONGEST_TEXT, MOST, MOST_PRODUCT_ML, require_visit
from planner.series.visit import SideEffect, Visit
from planner.series.visit_words import SCALES, effect_text
from planner.storage.history import History
from planner.storage.private_words import hint_of
from planner.storage.revisions import NewRevision, SessionState
from planner.ui import clock, session_record, state, store, strings, writing
from planner.ui.amending import Attempt
from planner.ui.amendment_fields import NOTE, REASON, amended, day_of, day_text, entries_of, fields_of, text
from planner.ui.by_clock import RETRY_S, is_by_clock, shown

HINT = "amend.hint"
_RETRY = "amend.retry"
_NO_REASON = "A closed session is changed only with a reason: write one down."
_NO_CHANGE = "Nothing was changed: correct something first."
_OLDER = "It corrects state {of}, and state {last} was saved since. Saving it shows you both."
_SHARED = (
    "Another screen goes on with this amendment too: what it entered is shown now. Nothing of yours is lost."
)
_NOT_YET = "ot yet in the record: press *Save the amendment*."


class _Form:
    """The fields on the screen: their keys, what each holds at first, and what keeps them.

    Parameters
    ----------
    of
        The number of the state that is corrected; a later one begins with fresh fields.
    """

    def __init__(self, visit: Visit, session_id: str, of: int, mine: Amendment | None) -> None:
        self.visit, self.session_id, self.of = visit, session_id, of
        self.stem = f"amend.{of}.{writing.turn()}"
        entries = mine.entries if mine is not None else ()
        self.first = fields_of(visit) | dict(entries)
        if state.value_of(self.key(REASON)) is None:  # fields that are shown already do not take what is kept
            writing.know(entries)

    def entered(self) -> dict[str, Entry]:
        """Return what stands in the fields now."""
        held = {name: state.value_of(self.key(name)) for name in fields_of(self.visit)}
        return {name: _entry(value) for name, value in held.items()}

    def key(self, name: str) -> str:
        """Return the key of a field."""
        return f"{self.stem}.{name}"

    def keep(self) -> None:
        """Keep what is entered, as long as it is not sent; what another screen entered is shown with it."""
        if writing.keep(self.session_id, self.of, entries_of(self.visit, self.entered())):
            state.show_again()

    def words(self, label: str, name: str, *, width: int | None = None) -> None:
        """Show a field for a few words."""
        st.text_input(
            label,
            str(self.first[name] or ""),
            max_chars=LONGEST_TEXT,
            key=self.key(name),
            on_change=self.keep,
            width=width or "stretch",
        )

    def day(self, label: str, name: str) -> None:
        """Show a field for a day."""
        value = day_of(self.first[name])
        st.date_input(label, value, key=self.key(name), format="YYYY-MM-DD", on_change=self.keep, width=172)


def show_amend(history: History) -> None:
    """Show the form that corrects a closed session, with what was entered and is not sent yet."""
    session_id, last = history.session_id, history.version
    try:
        mine, others = writing.find(session_id)
    except (StorageRefused, FileRefused) as refusal:
        st.error(str(refusal), icon=":material/cloud_off:")
        return
    writing.name_in_address(session_id)
    for other in others:
        _show_other(session_id, other)
    of = mine.of if mine is not None and mine.of <= last else last
    visit = session_record.read_state(history.states[of - 1]).visit
    if visit is None:
        return  # said in its place on the page
    form = _Form(visit, session_id, of, mine)
    is_begun = mine is not None or bool(writing.told().failure)
    with st.expander("Correct this session", key=form.stem, expanded=is_begun):  # closed after each save
        if of < last:
            st.info(_OLDER.format(of=of, last=last), icon=":material/call_split:")
        st.fragment(_show_form)(form)


def _show_other(session_id: str, other: Amendment) -> None:
    """Show that an amendment was begun and not sent, with the ways to go on with it or discard it."""
    count = "1 field" if len(other.entries) == 1 else f"{len(other.entries)} fields"
    with st.container(key=f"amend.other.{other.id}", border=True, gap="small"):
        st.markdown(f"**An amendment is not yet in the record**: {count}, correcting state {other.of}.")
        with st.container(horizontal=True, gap="small"):
            go_on, let_go = (
                partial(writing.go_on_with, session_id, other.id),
                partial(writing.drop, session_id, other.id),
            )
            st.button("Go on with it", key=f"amend.go_on.{other.id}", on_click=go_on)
            st.button("Discard it", key=f"amend.let_go.{other.id}", on_click=let_go)


def _show_form(form: _Form) -> None:
    form.words("Why it is corrected (required)", REASON)
    _show_scores(form)
    for number in range(len(form.visit.products) + 1):
        _show_product(form, number)
    for number, effect in enumerate(form.visit.effects, start=1):
        _show_effect(form, effect, number)
    st.text_area(
        "Note, names nobody",
        str(form.first[NOTE] or ""),
        max_chars=LONGEST_NOTE,
        key=form.key(NOTE),
        on_change=form.keep,
    )
    if refused := state.held(f"{form.stem}.refused"):  # beside the finger, not at the top of a long form
        st.error(str(refused), icon=":material/block:")
    st.button("Save the amendment", key=form.key("save"), type="primary", on_click=_save, args=(form,))
    _show_told(form)


def _show_scores(form: _Form) -> None:
    for when in ("before", "after"):
        with st.container(horizontal=True, gap="small"):
            for name, title in SCALES.items():
                field = f"{when}.{name}"
                value = form.first[field]
                st.number_input(
                    f"{title.partition(',')[0]} {when}",
                    0,
                    MOST[name],
                    value=value if isinstance(value, int) else None,
                    step=1,
                    key=form.key(field),
                    on_change=form.keep,
                    width=170,
                )


def _show_product(form: _Form, number: int) -> None:
    stem = f"product.{number}"
    volume_ml = form.first[f"{stem}.volume_ml"]
    with st.container(horizontal=True, gap="small"):
        form.words(f"Product {number + 1}, empty: none", f"{stem}.name", width=230)
        form.words(f"Batch {number + 1}", f"{stem}.batch", width=130)
        form.day(f"Expires {number + 1}", f"{stem}.expires")
        st.number_input(
            f"mL {number + 1}",
            0.0,
            MOST_PRODUCT_ML,
            value=float(volume_ml) if isinstance(volume_ml, int | float) else None,
            key=form.key(f"{stem}.volume_ml"),
            on_change=form.keep,
            width=150,
        )


def _show_effect(form: _Form, effect: SideEffect, number: int) -> None:
    stem = f"effect.{effect.id}"
    st.text(effect_text(effect))
    with st.container(horizontal=True, gap="small"):
        form.day(f"Noticed, side effect {number}", f"{stem}.noticed")
        form.day(f"Gone, side effect {number}", f"{stem}.gone")
        form.words(f"Note on side effect {number}", f"{stem}.note", width=260)


def _show_told(form: _Form) -> None:
    """Say whether what is entered is kept, and that it is not sent; below the button, which stays."""
    told, entered = writing.told(), form.entered()
    writing.name_in_address(form.session_id)
    if told.is_shared:
        st.info(_SHARED, icon=":material/call_split:")
    if told.failure:
        st.markdown(f":red[**{strings.NOT_SAVED}**] {told.failure}")
        shown(_RETRY)
        _retry(form)
    elif entries_of(form.visit, entered):
        kept = f"Written down {told.kept_at.astimezone(clock.zone()):%H:%M:%S}, n" if told.kept_at else "N"
        st.caption(f"{kept}{_NOT_YET}")
    if hint := hint_of(f"{text(entered[NOTE])} {text(entered[REASON])}"):
        st.warning(hint, icon=":material/privacy_tip:")


@st.fragment(run_every=RETRY_S)
def _retry(form: _Form) -> None:
    """Try again to keep what is entered, until it is kept."""
    if is_by_clock(_RETRY):
        form.keep()
        if not writing.told().failure:
            st.rerun()


def _save(form: _Form) -> None:
    """Save what was entered; what cannot be saved is said, and stays in the fields."""
    entered = form.entered()
    reason, visit = text(entered[REASON]), amended(form.visit, entered)
    refusal = _NO_REASON if not reason else _NO_CHANGE if visit == form.visit else ""
    try:
        require_visit(visit)
    except VisitRefused as wrong:
        refusal = refusal or str(wrong)
    state.hold(f"{form.stem}.refused", refusal)
    if refusal:
        return
    form.keep()  # what another screen entered is looked at before it is sent
    body = visit_json(visit)
    write_id = writing.write_id_of(form.session_id, f"{form.of} {reason} {body}")
    new = NewRevision(body, store.now(), SessionState.CLOSED, reason, write_id)
    session_record.attempt(Attempt(form.session_id, form.of, new))
    state.hold(HINT, hint_of(f"{visit.note} {reason}"))
    state.show_again()


def _entry(value: object) -> Entry:
    """Return what a field holds as an entry."""
    if isinstance(value, date):
        return day_text(value)
    return value if isinstance(value, str | int | float) else None
