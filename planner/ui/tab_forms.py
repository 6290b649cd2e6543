"""The forms that a tab keeps over a reload, until their own button sends them."""

import re
from dataclasses import dataclass, replace


def _class(key: str) -> str:
    return f"st-key-{re.sub('[.:]', '-', key)}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is kept by a button of its own, and no `st.form`: Enter does not send it.

    Parameters
    ----------
    fields, sent_by
        How the keys of its fields for words begin, and those of what sends it.
    within
        The key of what holds it, which may be shut, and holds no other form.
    """

    fields: str
    sent_by: tuple[str, ...]
    within: str

    def classes(self) -> dict[str, object]:
        """Return it as the browser knows it: by the classes that Streamlit gives to what has those keys."""
        sent_by = [_class(key) for key in self.sent_by]
        return {"fields": _class(self.fields), "sentBy": sent_by, "within": _class(self.within)}


# No field is among them for a code or for what is to be erased, but a note is written about somebody.
NEW_PATIENT = Form("home.new.", ("home.add",), "home.adding")
ENTRY = Form("home.entry.", ("home.entry.",), "home.entry")
PRODUCT = Form("treat.product.", ("treat.add.",), "treat.outcome")
EFFECT = Form("follow.note.", ("follow.map", "follow.typed."), "follow")
NEXT = Form("series.next.", ("series.next.",), "series_beside")
FORMS = (NEW_PATIENT, ENTRY, PRODUCT, EFFECT, replace(EFFECT, fields="follow.reason."), NEXT)
