"""What looks after every page in the browser: its line, what was erased elsewhere, what is typed on it."""

import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from planner.ui.component import Component
from planner.ui.erasures import ERASED_URL, erased

WATCH = Component("mesoplan-watch", "watch", "watch", "mw-root", has_style=False)
_STYLE = Path(__file__).parent / "page.css"


def _class(key: str) -> str:
    return f"st-key-{re.sub('[.:]', '-', key)}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is kept by a button of its own, and whose words stand there again after a reload.

    Parameters
    ----------
    fields, sent_by
        How the keys of its fields begin, and those of what sends it.
    within
        The key of what holds it, which may be shut.
    """

    fields: str
    sent_by: tuple[str, ...]
    within: str

    def classes(self) -> dict[str, object]:
        """Return it as the browser knows it: by the classes that Streamlit gives to what has those keys."""
        sent_by = [_class(key) for key in self.sent_by]
        return {"fields": _class(self.fields), "sentBy": sent_by, "within": _class(self.within)}


# No field is among them for a code or for what is to be erased, but a note is written about somebody.
# Days and choices are kept by `chosen.py`.
FORMS = (
    Form("home.new.", ("home.add",), "home.adding"),
    Form("home.entry.", ("home.entry.",), "home.entry"),
    Form("treat.product.", ("treat.add.",), "treat.outcome"),
    Form("follow.note.", ("follow.map", "follow.typed."), "follow"),
    Form("follow.reason.", ("follow.map", "follow.typed."), "follow"),
    Form("series.next.", ("series.next.",), "series_beside"),
)


def show_watch() -> None:
    """Mount it on the page, with the style that all pages have; it shows nothing but what there is to say.

    When a patient was erased since this run of the page, it has the page run again. For that the browser asks
    a short question now and then; a fragment that looks by itself would each time be a run of the script.
    """
    st.html(_STYLE)
    data = {"erased": erased(), "url": ERASED_URL, "forms": [form.classes() for form in FORMS]}
    WATCH.mounted()(key="watch", data=data, on_again_change=lambda: None)
