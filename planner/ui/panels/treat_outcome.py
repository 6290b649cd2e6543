"""What came of the treatment: pain before and after, and what was injected, as the user writes it down."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from planner.errors import FileRefused, StorageRefused
from planner.series.soundness import LONGEST_TEXT
from planner.series.visit import Product, Visit
from planner.series.visit_words import is_expired, product_text
from planner.ui import state, treatment_state
from planner.ui.chosen import Day, keep_chosen
from planner.ui.panels.privacy_hint import show_hint
from planner.ui.panels.scores import Asked, show_scores
from planner.ui.tab_forms import PRODUCT
from planner.ui.treatment import noted, with_product, without_product

_EXPIRED = "Its last day was {day}, before this session: check the vial and the date."
_ADDED = "treat.product.added"


def show_outcome(visit: Visit) -> None:
    """Show what was asked and used, with the fields to change it."""
    show_scores(
        Asked("before", "Pain before", visit.before, treatment_state.ask_before),
        Asked("after", "Pain 10 to 30 minutes after", visit.after, treatment_state.ask_after),
    )
    with st.expander("Product", expanded=True, key="treat.outcome"):
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
