"""A hint beside words that look as if they named somebody."""

import streamlit as st

from planner.storage.private_words import hint_of


def show_hint(words: object, *, of_product: bool = False) -> None:
    """Show the hint if there is one; nothing is refused.

    Parameters
    ----------
    of_product
        Whether the words name a product, which may well be two capitalised ones.
    """
    if hint := hint_of(str(words or ""), has_proper_names=of_product):
        st.warning(hint, icon=":material/privacy_tip:")
