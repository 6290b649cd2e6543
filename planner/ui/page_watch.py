"""What looks after every page in the browser: its line, what was erased elsewhere, what is typed on it."""

from pathlib import Path

import streamlit as st

from planner.ui.component import Component
from planner.ui.erasures import ERASED_URL, erased

WATCH = Component("mesoplan-watch", "watch", "watch", "mw-root", has_style=False)
_STYLE = Path(__file__).parent / "page.css"
# Words in forms that are kept by a button of their own, by the beginnings of their keys. No field is among
# them that says who somebody is or what is to be erased; days have fields of another kind, filled anew.
FORMS = ("home.new.", "home.entry.", "treat.product.", "follow.note.")


def show_watch() -> None:
    """Mount it on the page, with the style that all pages have; it shows nothing but what there is to say.

    When a patient was erased since this run of the page, it has the page run again. For that the browser asks
    a short question now and then; a fragment that looks by itself would each time be a run of the script.
    """
    st.html(_STYLE)
    forms = [f"st-key-{form.replace('.', '-')}" for form in FORMS]
    data = {"erased": erased(), "url": ERASED_URL, "forms": forms}
    WATCH.mounted()(key="watch", data=data, on_again_change=lambda: None)
