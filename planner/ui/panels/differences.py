"""What changed from one state of a visit to another, line by line."""

import streamlit as st

from planner.series.difference import Difference
from planner.ui.tables import table_html


def show_differences(found: tuple[Difference, ...], *, says: str, was: str, becomes: str) -> None:
    """Show a table of differences, or that there is none.

    Parameters
    ----------
    says
        The caption; ``was`` and ``becomes`` head the two columns.
    """
    if not found:
        st.caption("Nothing that was noted differs.")
        return
    rows = [(one.what, one.was, one.becomes) for one in found]
    st.html(table_html(("What", was, becomes), rows, says=says))
