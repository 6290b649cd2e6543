"""A hint when a note looks as if it named somebody; it never leaves this machine and refuses nothing."""

import re

_TITLES = r"mr|mrs|ms|miss|dr|prof|sig|sig\.ra|dott|dott\.ssa|herr|frau|m\.|mme|mlle|sr|sra|señor|señora"
_LOOKS = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}"),
    "a date": re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})\b"),
    "a phone number": re.compile(r"(?<!\w)\+?\d(?:[ ()./-]{0,2}\d){6,14}(?!\w)"),
    "a name": re.compile(rf"\b(?i:{_TITLES})\.?\s+[^\W\d_a-z]\w+"),  # Mrs Rossi
}
_PROPER_NAME = re.compile(r"\b[A-Z][^\W\d_A-Z]{2,}\s+[A-Z][^\W\d_A-Z]{2,}\b")  # Anna Rossi


def hint_of(note: str, *, has_proper_names: bool = False) -> str:
    """Return a sentence if ``note`` looks like a name, a birth date, a phone number or an e-mail address.

    Parameters
    ----------
    has_proper_names
        Whether two capitalised words are to be expected, as of a product: then only a title makes a name.

    Examples
    --------
    >>> hint_of("ask Mrs Rossi about her shoulder")
    'The note looks as if it held a name: a patient is known here by the code alone.'
    >>> hint_of("pain since March, worse when seated, NRS 7")
    ''
    """
    held = [what for what, look in _LOOKS.items() if look.search(note)]
    if not has_proper_names and _PROPER_NAME.search(note):
        held.append("a name")
    if not held:
        return ""
    return f"The note looks as if it held {held[0]}: a patient is known here by the code alone."
