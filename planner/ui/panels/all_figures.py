"""Every figure of the plan on demand: what it means, how it is worked out, and where that comes from."""

import streamlit as st

from planner.plan import Plan
from planner.score import Figures, Measure, all_measures
from planner.ui import strings


def show_all_figures(plan: Plan, totals: Figures) -> None:
    """Show them, once they are asked for: until then they cost nothing."""
    label = strings.ALL_FIGURES
    with st.expander(label, key="figures.all", on_change="rerun") as shown:
        if not shown.open:
            return
        if len(plan.targets) > 1:
            st.caption(strings.OF_THE_WHOLE_PLAN)
        with st.container(key="all_figures"):
            for measure in all_measures():
                _show_figure(measure, totals)


def _show_figure(measure: Measure, figures: Figures) -> None:
    said = f"{measure.title}: {measure.text(measure.of(figures))}"
    with st.popover(said, key=f"figures.{measure.name}", width="stretch", on_change="rerun") as shown:
        if shown.open:
            st.markdown(f"**{said}**")
            st.markdown(measure.meaning)
            st.text(f"{measure.better.capitalize()}.\nWorked out as: {measure.definition}")
            source = measure.source
            st.text(
                f"{source.key} (quality {source.quality.value}): {source.title}, {source.year}\n{source.url}"
            )
