"""What came of the treatment: pain before and after, and what was injected, as the user writes it down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.soundness import LONGEST_TEXT
from planner.series.visit import Product, Visit
from planner.series.visit_words import is_expired, product_text
from planner.ui import state, stored_field, treatment_state
from planner.ui.chosen import Day, keep_chosen
from planner.ui.panels.privacy_hint import show_hint
from planner.ui.tab_forms import PRODUCT
from planner.ui.treatment import noted, with_product, without_product

MOST_NRS = 10
_EXPIRED = "Its last day was {day}, before this session: check the vial and the date."
_ADDED = "treat.product.added"
_SCALE = [None, *range(MOST_NRS + 1)]


def show_outcome(visit: Visit) -> None:
    """Show what was asked and used, with the fields to change it."""
    with st.expander("Pain and product", expanded=True, key="treat.outcome"):
        _show_nrs("Pain before, NRS 0 to 10", "before", visit.before.nrs)
        _show_nrs("Pain 10 to 30 minutes after, NRS 0 to 10", "after", visit.after.nrs)
        show_products(visit)


def show_products(visit: Visit) -> None:
    """Show what was injected, with the fields to change it."""
    for number, product in enumerate(visit.products):
        st.text(product_text(product))
        if is_expired(product, visit.on):
            st.warning(_EXPIRED.format(day=product.expires), icon=":material/event_busy:")
        st.button(
            f"Remove product {number + 1}",
            key=f"treat.product.remove.{number}.{len(visit.products)}",
            on_click=_remove,
            args=(number, visit.products),
        )
    _show_new_product(visit.products)


def _show_nrs(label: str, when: str, value: int | None) -> None:
    key = stored_field.key_of(f"treat.nrs.{when}", value)
    st.selectbox(
        label,
        _SCALE,
        index=_SCALE.index(value),
        format_func=lambda score: "not asked" if score is None else str(score),
        key=key,
        on_change=_take_nrs,
        args=(when, key),
    )


def _show_new_product(shown: tuple[Product, ...]) -> None:
    # Fresh fields after what this screen added alone: what is being typed outlasts another tablet's product.
    stem = f"treat.product.{_added()}"
    with st.container(key=stem, border=True):
        name = st.text_input("Product, as you name it", max_chars=LONGEST_TEXT, key=f"{stem}.name")
        show_hint(name, of_product=True)
        st.text_input("Batch", max_chars=LONGEST_TEXT, key=f"{stem}.batch")
        st.date_input("Expires", value=None, key=f"{stem}.expires", format="YYYY-MM-DD")
        keep_chosen(PRODUCT, (Day(f"{stem}.expires", "expires", None),))
        st.button("Add product", key=f"treat.add.{_added()}", on_click=_add, args=(stem, shown))


def _take_nrs(when: str, key: str) -> None:
    value = state.value_of(key)
    nrs = value if isinstance(value, int) else None
    if not stored_field.is_entered(key):
        return
    if when == "before":
        _change(lambda visit: replace(visit, before=replace(visit.before, nrs=nrs)))
    else:
        _change(lambda visit: replace(visit, after=replace(visit.after, nrs=nrs)))


def _add(stem: str, shown: tuple[Product, ...]) -> None:
    expires = state.value_of(f"{stem}.expires")
    product = Product(
        str(state.value_of(f"{stem}.name") or "").strip(),
        str(state.value_of(f"{stem}.batch") or "").strip(),
        expires if isinstance(expires, date) else None,
    )
    _change(lambda visit: with_product(visit, product, shown))
    if _is_written(product):
        state.hold(_ADDED, _added() + 1)


def _remove(number: int, shown: tuple[Product, ...]) -> None:
    _change(lambda visit: without_product(visit, number, shown))


def _added() -> int:
    """Return how many products this screen added."""
    count = state.held(_ADDED)
    return count if isinstance(count, int) else 0


def _is_written(product: Product) -> bool:
    """Tell whether a product stands in the visit; one that was refused does not, and stays in its fields."""
    try:
        kept = treatment_state.find()
    except (StorageRefused, FileRefused):
        return False
    return kept is not None and product in kept.treatment.visit.products


def _change(step: Callable[[Visit], Visit]) -> None:
    treatment_state.change(lambda treatment: noted(treatment, step))
