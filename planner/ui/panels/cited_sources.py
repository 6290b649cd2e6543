"""The source of a number or a sentence, one tap away."""

from collections.abc import Iterable

import streamlit as st

from planner.evidence import Cited, Source, span_text


def show_cited(title: str, key: str, numbers: Iterable[Cited]) -> None:
    """Show a button that opens what every source says of some numbers."""
    with st.popover(title, key=key, icon=":material/menu_book:", on_change="rerun") as shown:
        if shown.open:
            for cited in numbers:
                show_sources(cited)


def show_sources(cited: Cited, head: str = "") -> None:
    """Show what every source says of one number, the disagreeing ones too, below what is used of it."""
    whose = f" (ours, within {cited.source.graded})" if cited.is_ours_within else ""
    st.markdown(
        f"**{head or f'In use by default: {span_text(cited.value, cited.value, cited.unit)}{whose}'}**"
    )
    if cited.why:
        st.text(cited.why)
    for reading in cited.also if cited.is_ours else cited.readings:
        said = (
            f"{span_text(reading.low, reading.high, cited.unit)}; {reading.locator}. {reading.note}".rstrip()
        )
        st.text(source_text(reading.source, said))


def source_text(source: Source, says: str = "") -> str:
    """Return a source in lines, with what it says."""
    said = f": {says}" if says else ""
    where = f"\n{source.url}" if source.url else ""
    return f"{source.key} (quality {source.quality.value}){said}\n{source.title}, {source.year}{where}"
