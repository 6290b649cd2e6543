"""A correction of a closed session: what one knows better later, with the reason why."""

from dataclasses import replace
from datetime import date

import streamlit as st

from planner.errors import VisitRefused
from planner.files import visit_json
from planner.series.soundness import LONGEST_NOTE, LONGEST_TEXT, MOST, MOST_PRODUCT_ML, require_visit
from planner.series.visit import Product, Scores, SideEffect, Visit
from planner.series.visit_words import SCALES, effect_text
from planner.storage.private_words import hint_of
from planner.storage.revisions import NewRevision, SessionState
from planner.ui import session_record, state, store
from planner.ui.amending import Attempt

HINT = "amend.hint"
_NO_REASON = "A closed session is changed only with a reason: write one down."
_NO_CHANGE = "Nothing was changed: correct something first."


def show_amend(visit: Visit, session_id: str, version: int) -> None:
    """Show the form that corrects a closed session.

    Parameters
    ----------
    version
        The state that is corrected; a later one begins with fresh fields.
    """
    stem = f"amend.{version}"
    with st.expander("Correct this session", key=stem):  # another one, closed, after each save
        refused = state.held(f"{stem}.refused")
        if refused:
            st.error(str(refused))
        with st.form(f"{stem}.form", border=False):
            st.text_input("Why it is corrected (required)", max_chars=LONGEST_TEXT, key=f"{stem}.reason")
            _score_fields(visit, stem)
            for number, product in enumerate((*visit.products, Product("", ""))):
                _product_fields(product, number, stem)
            for effect in visit.effects:
                _effect_fields(effect, stem)
            st.text_area("Note, names nobody", value=visit.note, max_chars=LONGEST_NOTE, key=f"{stem}.note")
            st.form_submit_button(
                "Save the amendment",
                type="primary",
                on_click=_save,
                args=(visit, session_id, version),
            )


def _score_fields(visit: Visit, stem: str) -> None:
    for when, scores in (("before", visit.before), ("after", visit.after)):
        with st.container(horizontal=True, gap="small"):
            for name, title in SCALES.items():
                label = f"{title.partition(',')[0]} {when}"
                value, key = getattr(scores, name), f"{stem}.{when}.{name}"
                st.number_input(label, 0, MOST[name], value=value, step=1, key=key, width=170)


def _product_fields(product: Product, number: int, stem: str) -> None:
    key = f"{stem}.product.{number}"
    with st.container(horizontal=True, gap="small"):
        label = f"Product {number + 1}, empty: none"
        st.text_input(label, product.name, max_chars=LONGEST_TEXT, key=f"{key}.name", width=230)
        st.text_input(
            f"Batch {number + 1}", product.batch, max_chars=LONGEST_TEXT, key=f"{key}.batch", width=130
        )
        st.date_input(
            f"Expires {number + 1}", product.expires, key=f"{key}.expires", format="YYYY-MM-DD", width=150
        )
        volume_ml = None if product.volume_ml is None else float(product.volume_ml)
        st.number_input(
            f"mL {number + 1}", 0.0, MOST_PRODUCT_ML, value=volume_ml, key=f"{key}.volume_ml", width=150
        )


def _effect_fields(effect: SideEffect, stem: str) -> None:
    key = f"{stem}.effect.{effect.id}"
    st.text(effect_text(effect))
    with st.container(horizontal=True, gap="small"):
        st.date_input(
            f"Noticed, {effect.id}", effect.noticed, key=f"{key}.noticed", format="YYYY-MM-DD", width=150
        )
        st.date_input(f"Gone, {effect.id}", effect.gone, key=f"{key}.gone", format="YYYY-MM-DD", width=150)
        st.text_input(
            f"Words, {effect.id}", effect.note, max_chars=LONGEST_TEXT, key=f"{key}.note", width=260
        )


def _save(visit: Visit, session_id: str, version: int) -> None:
    """Save what was entered; what cannot be saved is said, and stays in the fields."""
    stem = f"amend.{version}"
    reason = _text(f"{stem}.reason")
    amended = _amended(visit, stem)
    refusal = _NO_REASON if not reason else _NO_CHANGE if amended == visit else ""
    try:
        require_visit(amended)
    except VisitRefused as wrong:
        refusal = refusal or str(wrong)
    state.hold(f"{stem}.refused", refusal)
    if not refusal:
        new = NewRevision(visit_json(amended), store.now(), SessionState.CLOSED, reason)
        session_record.attempt(Attempt(session_id, version, new))
        state.hold(HINT, hint_of(f"{amended.note} {reason}"))


def _amended(visit: Visit, stem: str) -> Visit:
    products = [_product(f"{stem}.product.{number}") for number in range(len(visit.products) + 1)]
    return replace(
        visit,
        before=_scores(f"{stem}.before"),
        after=_scores(f"{stem}.after"),
        products=tuple(product for product in products if product.name),
        effects=tuple(_effect(effect, f"{stem}.effect.{effect.id}") for effect in visit.effects),
        note=_text(f"{stem}.note"),
    )


def _scores(stem: str) -> Scores:
    found = {name: state.value_of(f"{stem}.{name}") for name in SCALES}
    return Scores(**{name: value if isinstance(value, int) else None for name, value in found.items()})


def _product(stem: str) -> Product:
    volume_ml = state.value_of(f"{stem}.volume_ml")
    return Product(
        _text(f"{stem}.name"),
        _text(f"{stem}.batch"),
        _day(f"{stem}.expires"),
        volume_ml if isinstance(volume_ml, float) else None,
    )


def _effect(effect: SideEffect, stem: str) -> SideEffect:
    noticed = _day(f"{stem}.noticed") or effect.noticed
    return replace(effect, noticed=noticed, gone=_day(f"{stem}.gone"), note=_text(f"{stem}.note"))


def _text(key: str) -> str:
    return str(state.value_of(key) or "").strip()


def _day(key: str) -> date | None:
    value = state.value_of(key)
    return value if isinstance(value, date) else None
