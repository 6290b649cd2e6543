"""The source of a number or a sentence, one tap away."""

from collections.abc import Iterable

import streamlit as st

from planner.evidence import Cited, Source
from planner.ui.panels.settings_form import show_sources


def show_cited(title: str, key: str, numbers: Iterable[Cited]) -> None:
    """Show a button that opens what every source says of some numbers."""
    with st.popover(title, key=key, icon=":material/menu_book:", on_change="rerun") as shown:
        if shown.open:
            for cited in numbers:
                show_sources(cited)


def source_text(source: Source, says: str = "") -> str:
    """Return a source in lines, with what it says."""
    said = f": {says}" if says else ""
    where = f"\n{source.url}" if source.url else ""
    return f"{source.key} (quality {source.quality.value}){said}\n{source.title}, {source.year}{where}"
