"""What looks after every page in the browser: its line, what was erased elsewhere, what is typed on it."""

from pathlib import Path

import streamlit as st

from planner.ui import last_read, not_saved
from planner.ui.component import Component
from planner.ui.erasures import ERASED_URL, erased
from planner.ui.tab_forms import FORMS

WATCH = Component("mesoplan-watch", "watch", "watch", "mw-root", has_style=False)
_STYLE = Path(__file__).parent / "page.css"


def show_watch() -> None:
    """Mount it on the page, with the style that all pages have; it shows nothing but what there is to say.

    When a patient was erased since this run of the page, it has the page run again. For that the browser asks
    a short question now and then; a fragment that looks by itself would each time be a run of the script.
    """
    st.html(_STYLE)
    number = erased()
    last_read.begin_run(number)
    not_saved.let_go_of_erased(number)
    data = {"erased": number, "url": ERASED_URL, "forms": [form.classes() for form in FORMS]}
    WATCH.mounted()(key="watch", data=data, on_again_change=lambda: None)
