"""The live figures of the plan: large enough to read at arm's length."""

import streamlit as st

from planner.plan import Plan, TargetPlan
from planner.score import NOTHING, Figures, in_percent
from planner.series.visit_words import count_text
from planner.ui import state, strings
from planner.ui.kept import keep_plan, shows_gap, turn_gap
from planner.ui.panels.all_figures import show_all_figures
from planner.ui.panels.remarks import show_how_many
from planner.ui.planned import Planned

MM2_PER_CM2 = 100.0


def show_figures(result: Planned) -> None:
    """Show the figures of the whole plan, and those of the chosen target below."""
    if result.plan is None or result.score is None:
        return
    totals = result.plan.totals
    with st.container(key="figures", horizontal=True, gap="small"):
        _figure("punctures", f"{totals.punctures}")
        if totals.passes:
            _figure("passes", f"{totals.passes}")
        _figure("mL", f"{totals.volume_ml:.2f}")
        if totals.area_mm2:  # single points have no zone, so nothing of one is covered
            _figure("cm²", f"{totals.area_mm2 / MM2_PER_CM2:.1f}")
            _figure("covered", _share(result.score.totals.coverage))
        _figure("mm deep", _depths(result.plan))
    show_how_many(result.alerts)
    _show_target(result)
    _show_steps(result.score.totals)
    show_all_figures(result.plan, result.score.totals)


def _show_steps(totals: Figures) -> None:
    """Show what can be done with the figures: look at the gap on the map, keep the plan to compare with."""
    board = state.board()
    with st.container(key="figure_steps", horizontal=True, gap="small"):
        if totals.largest_gap_at is not None:
            st.button(
                strings.HIDE_GAP if shows_gap(board) else strings.SHOW_GAP,
                key="figures.gap",
                icon=":material/adjust:",
                on_click=_turn_gap,
            )
        if board.kept is None:
            st.button(strings.KEEP, key="figures.keep", icon=":material/push_pin:", on_click=keep_as_a)


def _turn_gap() -> None:
    state.change(turn_gap)
    state.show_again()


def keep_as_a() -> None:
    """Keep the present plan to compare with; for callbacks."""
    state.change(keep_plan)
    state.show_again()


def _figure(label: str, value: str) -> None:
    st.metric(label, value, width="content")


def _depths(plan: Plan) -> str:
    depths = sorted(
        {f"{float(target.settings.number('depth_mm')):g}" for target in plan.targets if _gives(target)},
        key=float,
    )
    return " / ".join(depths) or NOTHING


def _gives(target: TargetPlan) -> bool:
    return len(target.grid) > 0 or len(target.passes) > 0


def _share(share: float | None) -> str:
    return NOTHING if share is None else f"{in_percent(share):.0f}%"


def _show_target(result: Planned) -> None:
    found = result.target(state.board().active_target)
    if result.plan is None or found is None or not _gives(found[0]):
        return
    target, figures = found
    st.caption(" · ".join([*which_of(target, result.plan), *said_of(target, figures)]))
    remarks = [alert.text for alert in result.alerts]
    for note in target.notes:
        if note not in remarks:  # a check that takes a note up says it below, with its gravity
            st.text(note)


def which_of(target: TargetPlan, plan: Plan) -> list[str]:
    """Return which target a line is about, if there are several: the figures above it are of all together."""
    numbers = {one.id: n for n, one in enumerate(plan.targets, start=1)}
    return [f"Target {numbers[target.id]}"] if len(numbers) > 1 else []


def said_of(target: TargetPlan, figures: Figures) -> list[str]:
    """Return what is said of one target in one line."""
    said = []
    if figures.punctures:
        each = " each" if figures.punctures > 1 else ""
        volume_ml = figures.volume_ml / figures.punctures
        said.append(f"{count_text(figures.punctures, 'puncture')}, {volume_ml:.3g} mL{each}")
    if figures.passes:
        passes = count_text(figures.passes, "pass", "passes")
        said.append(f"{passes}, {figures.track_mm:.0f} mm of track")
    if figures.over_treatment is not None:
        said.append(f"{_share(figures.over_treatment)} outside the zone")
    if figures.largest_gap_mm is not None:
        said.append(f"largest gap {figures.largest_gap_mm:.1f} mm")
    if target.withheld:
        said.append(f"{len(target.withheld)} withheld")
    return said
