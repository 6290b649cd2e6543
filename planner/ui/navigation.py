"""From one page to another, with the case in the address."""

from typing import NoReturn

import streamlit as st

PLAN, TREAT = "plan", "treat"
SESSION = "session"
HOME, SERIES, FOLLOW_UP = PLAN, "series", "follow_up"


def go_to(page: str) -> NoReturn:
    """Show another page of the same case; the last thing that a run does.

    Parameters
    ----------
    page
        Its path in the address.
    """
    st.switch_page(st.Page(_nowhere, url_path=page, title=page), query_params=st.query_params.to_dict())


def go_to_patient(page: str, code: str) -> NoReturn:
    """Show a page about a patient; the acknowledgement of the intended use goes along."""
    kept = {name: st.query_params[name] for name in ("understood",) if name in st.query_params}
    st.switch_page(
        st.Page(_nowhere, url_path=page, title=page), query_params=kept | ({"patient": code} if code else {})
    )


def _nowhere() -> None:
    """Stand for a page by its path alone: Streamlit finds the page that was announced under it."""
