"""From one page to another, with the case in the address."""

from typing import NoReturn

import streamlit as st

HOME, PLAN, TREAT = "home", "plan", "treat"  # home is shown at the bare address
SESSION, SERIES, FOLLOW_UP = "session", "series", "follow_up"
CASE = "case"
_CARRIED = (CASE, "understood")  # what goes along from page to page; all else belongs to its page


def go_to(page: str, **named: str) -> NoReturn:
    """Show another page; the last thing that a run does.

    Parameters
    ----------
    page
        Its path in the address.
    named
        What its address is to name; the case goes along unless another one, or an empty one, is named.
    """
    carried = {name: st.query_params[name] for name in _CARRIED if name in st.query_params}
    query = {name: value for name, value in (carried | named).items() if value}
    st.switch_page(st.Page(_nowhere, url_path=page, title=page), query_params=query)


def go_to_patient(page: str, code: str) -> NoReturn:
    """Show a page about a patient; the acknowledgement of the intended use goes along."""
    go_to(page, case="", patient=code)


def _nowhere() -> None:
    """Stand for a page by its path alone: Streamlit finds the page that was announced under it."""
