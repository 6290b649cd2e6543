"""What will be done and how the patient is, before the first needle, and one large button."""

from collections.abc import Callable, Mapping

import streamlit as st

from planner.body import FittedMap, describe, place_of
from planner.checks import Alert, Severity
from planner.plan import TargetPlan
from planner.techniques import find_technique
from planner.techniques.needle import inserted_by
from planner.ui import clock, state, strings, treatment_state
from planner.ui.panels.remarks import remark_text
from planner.ui.panels.saved import said_of
from planner.ui.panels.scores import Asked, show_scores
from planner.ui.panels.treat_controls import NO_SOURCE, show_reminders
from planner.ui.planned import Planned
from planner.ui.treatment import Treatment

_REMINDERS = "Reminders to change needle and syringe"
_RETRY_S = 4.0
_AS_IT_STANDS = "The plan is ticked off as it stands now: later changes on the desk change nothing here."


def show_beginning(result: Planned, treatment: Treatment, on_begin: Callable[[], None]) -> None:
    """Show what a plan will ask of the hand, and the button that begins it."""
    is_to_stop = any(alert.severity is Severity.STOP for alert in result.alerts)
    with st.container(key="treat_ready"):
        with st.container(key="treat_what"):
            _show_totals(result)
            targets = result.plan.targets if result.plan else ()
            for number, target in enumerate(targets, start=1):
                if len(target.grid) or len(target.passes) or target.withheld:
                    st.markdown(_said_of(number, target))
            _show_first(treatment, result.fitted)
            numbers = {target.id: n for n, target in enumerate(targets, start=1)}
            _show_stops(result.alerts, numbers)
            asked = Asked("before", "Pain before", treatment.visit.before, treatment_state.ask_before)
            show_scores(asked)
            with st.container(key="treat_folds"):
                _show_cautions(result.alerts, numbers)
                _show_reminders()
        with st.container(key="treat_begin", gap="small"):
            st.button(
                "Begin in spite of this" if is_to_stop else "Begin the treatment",
                key="treat.main.begin",
                type="primary",
                width="stretch",
                on_click=on_begin,
            )
            _show_saved()


def _show_totals(result: Planned) -> None:
    if result.plan is None:
        return
    totals = result.plan.totals
    with st.container(key="treat_figures", horizontal=True, gap="medium"):
        if totals.punctures or not totals.passes:
            st.metric("punctures", totals.punctures, width="content")
        if totals.passes:
            st.metric("passes", totals.passes, width="content")
        st.metric("mL in all", f"{totals.volume_ml:.2f}", width="content")


def _said_of(number: int, target: TargetPlan) -> str:
    """Return what one target asks for: technique, counts and volume, and below it the needle."""
    settings, technique = target.settings, find_technique(target.technique)
    counts = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (len(target.grid), "puncture", "punctures"),
            (len(target.passes), "pass", "passes"),
        )
        if count
    ]
    volume_ml = float(target.grid.volume_ml.sum() + target.passes.volume_ml.sum())
    count = len(target.withheld)
    withheld = [f"{count} {'place' if count == 1 else 'places'} withheld"] if count else []
    said = " · ".join([*counts, f"{volume_ml:.3g} mL", *withheld])
    return (
        f"**{number}. {technique.title}** · {said}  \n"
        f"Needle {settings.number('needle_length_mm'):g} mm at {settings.number('needle_angle_deg'):g}°, "
        f"{inserted_by(settings):.1f} mm inserted, tip {settings.number('depth_mm'):g} mm deep"
    )


def _show_first(treatment: Treatment, fitted: FittedMap) -> None:
    step = treatment.course.step(1)
    place = describe(place_of(fitted, step.at.u_mm, step.at.v_mm))
    st.markdown(f"**First**, lit on the map: {place}")


def _show_saved() -> None:
    """Say when the desk was last kept, which holds what was asked until the treatment begins."""
    every_s = _RETRY_S if state.saving().failure else None
    st.fragment(_show_saving, run_every=every_s)()


def _show_saving() -> None:
    saving = state.saving()
    if saving.failure:
        st.markdown(f":red[**{strings.NOT_SAVED}**] {saving.failure}")
        st.caption(_AS_IT_STANDS)
    else:
        st.caption(f"{said_of(saving, clock.zone())}. {_AS_IT_STANDS}")


def _show_stops(alerts: tuple[Alert, ...], target_numbers: Mapping[str, int]) -> None:
    for alert in alerts:
        if alert.severity is Severity.STOP:
            st.error(f"**Stop and check.** {remark_text(alert, target_numbers)}", icon=":material/block:")


def _show_cautions(alerts: tuple[Alert, ...], target_numbers: Mapping[str, int]) -> None:
    """Show the cautions folded below their number."""
    cautions = [alert for alert in alerts if alert.severity is Severity.CAUTION]
    if cautions:
        head = "1 caution on this plan" if len(cautions) == 1 else f"{len(cautions)} cautions on this plan"
        with st.expander(head, key="treat.cautions", icon=":material/warning:"):
            for alert in cautions:
                st.text(remark_text(alert, target_numbers))


def _show_reminders() -> None:
    """Show the counts of the reminders folded: no field of them is cut off above the button."""
    with st.expander(_REMINDERS, key="treat.reminders", icon=":material/autorenew:"):
        st.caption(f"Remind me to change after so many injections and passes (0: never). {NO_SOURCE}")
        with st.container(key="treat_every", horizontal=True, gap="small"):
            show_reminders()
