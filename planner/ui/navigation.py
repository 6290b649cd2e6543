"""From one page to another, with the case in the address."""

from typing import NoReturn

import streamlit as st

PLAN, TREAT = "plan", "treat"
SESSION = "session"


def go_to(page: str) -> NoReturn:
    """Show another page of the same case; the last thing that a run does.

    Parameters
    ----------
    page
        Its path in the address.
    """
    st.switch_page(st.Page(_nowhere, url_path=page, title=page), query_params=st.query_params.to_dict())


def _nowhere() -> None:
    """Stand for a page by its path alone: Streamlit finds the page that was announced under it."""
