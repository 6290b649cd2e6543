"""Buttons that take one step of a treatment, at the moment of the tap."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from planner.series.delivered import DeedKind, note
from planner.ui import treatment_state
from planner.ui.treatment import Treatment, done

TimedStep = Callable[[Treatment, datetime], Treatment]


def show_step(label: str, key: str, step: TimedStep, *, is_main: bool = False, icon: str = "") -> None:
    """Show the button that takes a step; there is one main one, which is far larger."""
    st.button(
        label,
        key=f"treat.main.{key}" if is_main else f"treat.{key}",
        type="primary" if is_main else "secondary",
        width="stretch" if is_main else "content",
        icon=f":material/{icon}:" if icon else None,
        on_click=take,
        args=(step,),
    )


def take(step: TimedStep) -> None:
    """Take a step at this moment, also if it has to be taken again on what another tablet kept."""
    moment = treatment_state.now()
    treatment_state.change(lambda treatment: step(treatment, moment))


def noting(kind: DeedKind) -> TimedStep:
    """Return the step that notes a pause, its end, or a change of needle or syringe."""
    return lambda treatment, moment: done(treatment, lambda delivery: note(delivery, kind, moment))
