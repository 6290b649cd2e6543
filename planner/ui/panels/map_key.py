"""What the signs on a map of a treatment mean: only those that are on it."""

import streamlit as st

from planner.series.delivered import Status
from planner.ui.treatment import Treatment

_RING = "<circle cx='13' cy='13' r='10' class='{}'/>"
_GIVEN = _RING.format("mt-given") + "<path class='mt-tick' d='M8.5,13 l3.5,3.5 l6,-7'/>"
_SKIPPED = _RING.format("mt-skipped") + "<path class='mt-cross' d='M9,9 l8,8 m0,-8 l-8,8'/>"
_OPEN, _ADDED = _RING.format("mt-open"), _RING.format("mt-added")
_EFFECT = "<rect x='4' y='4' width='18' height='18' class='mt-spot'/>"


def show_map_key(treatment: Treatment, *, dark: bool) -> None:
    """Show below a map what its signs mean, each drawn as it stands there."""
    delivery = treatment.delivery
    signs = [
        (_GIVEN, "given", delivery.steps_that_are(Status.GIVEN)),
        (_SKIPPED, "skipped", delivery.steps_that_are(Status.SKIPPED)),
        (_OPEN, "not given", delivery.steps_that_are(Status.OPEN)),
        (_ADDED, "added", delivery.added),
        (_EFFECT, "side effect", treatment.visit.effects),
    ]
    said = "".join(_line(sign, word) for sign, word, found in signs if len(found))
    st.html(f"<p class='mt-key{' mt-dark' if dark else ''}'>{said}</p>")


def _line(sign: str, word: str) -> str:
    return f"<span><svg width='26' height='26' aria-hidden='true'>{sign}</svg> {word}</span>"
