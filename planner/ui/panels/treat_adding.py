"""A point that was not planned: how much is in it, and where it went in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from planner.body import FittedMap, describe, place_of
from planner.series.adding import leg_in_hand
from planner.series.delivered import MOST_ADDED_ML, Deed, DeedKind
from planner.techniques import find_technique
from planner.ui import state
from planner.ui.panels.treat_buttons import noting, show_step
from planner.ui.panels.treat_words import said_ml
from planner.ui.treatment import NewPoint, Treatment, point_in_hand

_ASKED = "treat.point"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The point that this screen asks for, and the key of the field with its volume."""

    point: NewPoint
    key: str


def show_add(treatment: Treatment) -> None:
    """Show the button that asks for the place of an added point, or that lets it be."""
    if treatment.delivery.is_paused:
        show_step("Resume", "resume.to.add", noting(DeedKind.RESUMED), icon="play_arrow")
        return
    label = "No point" if treatment.is_adding else "Add point"
    show_step(label, "add", _turn_adding, icon="add_location_alt")


def show_asking(treatment: Treatment) -> None:
    """Show how much the point gets whose place is asked for, to be changed."""
    if not treatment.is_adding:
        return
    point, leg = point_in_hand(treatment), leg_in_hand(treatment.course, treatment.delivery)
    key = f"{_ASKED}.{point.target}.{len(treatment.delivery.added)}"
    state.hold(_ASKED, _Asked(point, key))
    st.info("Tap the map where the point was added.", icon=":material/touch_app:")
    st.number_input(
        "mL in the added point", 0.0, MOST_ADDED_ML, value=point.volume_ml, step=0.01, format="%g", key=key
    )
    number = treatment.course.legs.index(leg) + 1
    gives, whose = (
        ("plan gives", "one of its points")
        if len(leg.grid)
        else ("passes give", "as much skin as one point would serve")
    )
    st.caption(
        f"Target {number}, {find_technique(leg.technique).title}: its {gives} {said_ml(point.volume_ml)} "
        f"to {whose}. Change it first if you gave another volume."
    )


def show_added(added: Sequence[Deed], fitted: FittedMap) -> None:
    """Show added points with what they got."""
    for deed in added:
        if deed.at is not None:
            place = describe(place_of(fitted, deed.at.u_mm, deed.at.v_mm))
            st.text(f"Added, {said_ml(deed.volume_ml)}: {place}")


def asked_point() -> NewPoint | None:
    """Return the point as this screen asks for it, for callbacks; None if it does not."""
    asked = state.held(_ASKED)
    if not isinstance(asked, _Asked):
        return None
    volume_ml = state.value_of(asked.key)
    if not isinstance(volume_ml, int | float):
        return asked.point
    return replace(asked.point, volume_ml=float(volume_ml))


def _turn_adding(treatment: Treatment, _moment: datetime) -> Treatment:
    return replace(treatment, is_adding=not treatment.is_adding, refused="")
