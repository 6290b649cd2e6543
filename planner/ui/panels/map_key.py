"""What the signs on a map of a treatment mean: only those that are on it."""

import streamlit as st

from planner.series.delivered import Status
from planner.ui.treatment import Treatment

_SIGNS = {  # not drawn as SVG: Streamlit takes that out of what it shows as HTML
    "given": "✓",
    "skipped": "✕",
    "not given": "",
    "added": "",
    "side effect": "",
}


def show_map_key(treatment: Treatment, *, dark: bool) -> None:
    """Show below a map what its signs mean, each drawn as it stands there."""
    delivery = treatment.delivery
    found = {
        "given": delivery.steps_that_are(Status.GIVEN),
        "skipped": delivery.steps_that_are(Status.SKIPPED),
        "not given": delivery.steps_that_are(Status.OPEN),
        "added": delivery.added,
        "side effect": treatment.visit.effects,
    }
    said = "".join(_line(word, sign) for word, sign in _SIGNS.items() if len(found[word]))
    st.html(f"<p class='mt-key{' mt-dark' if dark else ''}'>{said}</p>")


def _line(word: str, sign: str) -> str:
    name = word.replace(" ", "-")
    return f"<span><b class='mt-key-{name}' aria-hidden='true'>{sign}</b> {word}</span>"
