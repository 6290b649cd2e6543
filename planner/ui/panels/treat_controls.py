"""What is touched while treating: one large button, and round it what is needed now and then."""

from dataclasses import replace
from datetime import datetime
from functools import partial

import streamlit as st

from planner.body import FittedMap, describe, place_of
from planner.series.course import Leg, Step
from planner.series.delivered import DeedKind, Delivery, Status, give, skip
from planner.series.reminders import changes_due
from planner.techniques import find_technique
from planner.ui import state, stored_field, treatment_state
from planner.ui.panels.scores import Asked, show_scores
from planner.ui.panels.treat_adding import show_add, show_added, show_asking
from planner.ui.panels.treat_buttons import noting, show_step
from planner.ui.panels.treat_ending import show_ending
from planner.ui.panels.treat_outcome import show_products
from planner.ui.panels.treat_reasons import ask_reason, reason_of
from planner.ui.panels.treat_words import said_ml
from planner.ui.treatment import REASONS, Treatment, done, give_step, take_back

MOST_COUNT = 999
NO_SOURCE = "No source names a number."
_CHANGES = {
    DeedKind.NEEDLE_CHANGED: ("Change the needle", "Needle changed"),
    DeedKind.SYRINGE_CHANGED: ("Change the syringe", "Syringe changed"),
}


def show_controls(treatment: Treatment, fitted: FittedMap) -> None:
    """Show what is next and everything to be touched."""
    delivery = treatment.delivery
    step = treatment.course.step(delivery.next_step)
    leg, _, last = treatment.course.span_of(step.n)
    _show_progress(treatment, leg)
    _show_next(step, leg, fitted)
    _show_remarks(treatment, fitted)
    if delivery.is_paused:
        show_step("Resume", "resume", noting(DeedKind.RESUMED), is_main=True)
    else:
        show_step(f"Given {step.n}", f"give.{step.n}", partial(_give, n=step.n), is_main=True)
    _show_row(treatment, step, last)
    with st.container(key="treat_last", horizontal=True, gap="small"):
        _show_more(treatment, step, last)
        with st.popover("Product", key="treat.products", icon=":material/vaccines:", width="stretch"):
            show_products(treatment.visit)
        show_ending(treatment)


def _show_progress(treatment: Treatment, leg: Leg) -> None:
    delivery = treatment.delivery
    behind = delivery.steps - len(delivery.steps_that_are(Status.OPEN))
    number = next(n for n, one in enumerate(treatment.course.legs, start=1) if one is leg)
    title = find_technique(leg.technique).title
    st.progress(behind / delivery.steps, text=f"{behind} of {delivery.steps} · target {number}, {title}")


def _show_next(step: Step, leg: Leg, fitted: FittedMap) -> None:
    settings = dict(leg.settings)
    place = describe(place_of(fitted, step.at.u_mm, step.at.v_mm))
    what = "pass" if step.is_pass else "injection"
    with st.container(key="treat_next"):
        st.html(f'<p class="mt-big" role="status">{step.n}</p>')
        st.markdown(
            f"**Next {what}** · {said_ml(step.volume_ml)} · {step.depth_mm:g} mm deep · "
            f"{settings['needle_angle_deg']:g}°"
        )
        st.text(place)


def _show_remarks(treatment: Treatment, fitted: FittedMap) -> None:
    if treatment.refused:
        st.error(treatment.refused, icon=":material/block:")
    show_asking(treatment)
    show_added([deed for deed in treatment.delivery.deeds[-1:] if deed.kind is DeedKind.ADDED], fitted)
    if treatment.delivery.is_paused:
        st.warning("Paused.", icon=":material/pause:")
    for kind in changes_due(treatment.delivery, treatment_state.reminders()):
        since = treatment.delivery.entries_since(kind)
        ask, said = _CHANGES[kind]
        entries = "1 injection or pass" if since == 1 else f"{since} injections and passes"
        st.warning(f"{ask}: {entries}.", icon=":material/autorenew:")
        show_step(said, f"due.{kind}", noting(kind))


def _show_row(treatment: Treatment, step: Step, last: int) -> None:
    delivery = treatment.delivery
    with st.container(key="treat_row", horizontal=True, gap="small"):
        show_undo(delivery)
        if not delivery.is_paused:
            show_step("Pause", "pause", noting(DeedKind.PAUSED), icon="pause")
            with st.popover("Skip", key="treat.skip", icon=":material/skip_next:", width="content"):
                _show_skip(step, last)
            show_add(treatment)


def show_undo(delivery: Delivery) -> None:
    """Show the button that takes the last deed back."""
    count = len(delivery.deeds)
    st.button(
        "Undo",
        key=f"treat.undo.{count}",
        icon=":material/undo:",
        disabled=not count,
        on_click=treatment_state.change,
        args=(partial(take_back, deeds=count),),
    )


def _show_skip(step: Step, last: int) -> None:
    ask_reason(REASONS, f"treat.why.{step.n}")
    st.button(f"Skip {step.n}", key=f"treat.skip.{step.n}", on_click=_skip, args=(step.n, step.n))
    if last > step.n:
        st.button(
            f"Skip all that is open up to {last}",
            key=f"treat.skip.{step.n}.{last}",
            on_click=_skip,
            args=(step.n, last),
        )


def _show_more(treatment: Treatment, step: Step, last: int) -> None:
    with st.popover("More", key="treat.more", icon=":material/more_horiz:", width="stretch"):
        if last > step.n and not treatment.delivery.is_paused:
            show_step(
                f"Given: all that is open up to {last}",
                f"rest.{step.n}.{last}",
                partial(_give_rest, first=step.n, last=last),
            )
        for kind, (_, said) in _CHANGES.items():
            show_step(said, f"now.{kind}", noting(kind))
        st.caption(f"Remind me after so many injections and passes (0: never). {NO_SOURCE}")
        show_reminders()
        show_scores(Asked("before", "Pain before", treatment.visit.before, treatment_state.ask_before))


def show_reminders() -> None:
    """Show after how many injections and passes needle and syringe are to be changed, to be set."""
    every = treatment_state.reminders()
    _count("Needle", "needle", every.needle)
    _count("Syringe", "syringe", every.syringe)


def _count(label: str, name: str, value: int | None) -> None:
    shown = value or 0
    key = stored_field.key_of(f"treat.every.{name}", shown)
    st.number_input(
        label, 0, MOST_COUNT, value=shown, step=5, key=key, on_change=_take_count, args=(name, key)
    )


def _take_count(name: str, key: str) -> None:
    value = state.value_of(key)
    count = value if isinstance(value, int) and value > 0 else None
    if stored_field.is_entered(key):
        treatment_state.remind(
            lambda every: replace(every, needle=count) if name == "needle" else replace(every, syringe=count)
        )


def _give(treatment: Treatment, moment: datetime, *, n: int) -> Treatment:
    return give_step(treatment, n, moment)


def _give_rest(treatment: Treatment, moment: datetime, *, first: int, last: int) -> Treatment:
    return done(treatment, lambda delivery: give(delivery, first, last, moment))


def _skip(first: int, last: int) -> None:
    reason = reason_of(f"treat.why.{first}")
    moment = treatment_state.now()
    treatment_state.change(lambda t: done(t, lambda delivery: skip(delivery, first, last, reason, moment)))
