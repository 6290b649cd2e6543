"""The two ways in: an empty back to practise on, and the patients by code."""

from datetime import datetime
from functools import lru_cache

import streamlit as st

from planner.drawing.body_drawing import draw_body
from planner.drawing.clear_names import with_clear_names
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.matched_drawing import with_sides
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.roles import Layer
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.errors import PlannerError
from planner.storage.moment import moment_of
from planner.storage.overview import PatientLine
from planner.ui import clock, home_state, navigation, state, strings
from planner.ui.demonstration.findings import improving_sessions
from planner.ui.panels.away import show_away
from planner.ui.panels.patient_entry import show_new_patient
from planner.ui.planned import planned
from planner.ui.seen_records import born

MOST_LINES = 40  # ours: more than that is looked for by code
_CODE = "home.code"
_PICTURE_MM = (-170.0, 170.0), (290.0, 570.0)  # L and R stand in the air beside the waist
_HIDDEN = frozenset({Layer.REGIONS, Layer.MUSCLES, Layer.RULERS, Layer.LEVEL_NAMES, Layer.NUMBERS})


def show_practise() -> None:
    """Show what a plan looks like, and the one button that a stranger needs."""
    if st.button(
        strings.PRACTISE, key="home.practise", type="primary", icon=":material/touch_app:", width="stretch"
    ):
        navigation.go_to(navigation.PLAN)
    st.caption(strings.PRACTISE_MEANS)
    is_dark = st.context.theme.type == "dark"
    st.image(_picture(dark=is_dark), width="stretch", alt="A back with tender points and their plan")


def show_patients(lines: tuple[PatientLine, ...]) -> None:
    """Show the patients, those that were seen last first, with a field for a code and one for a new one."""
    st.header("Patients", anchor=False)
    show_away("home")
    _show_finder()
    if not lines:
        st.info(strings.NO_PATIENTS, icon=":material/person_add:")
    for line in lines[:MOST_LINES]:
        code = line.patient.code
        if st.button(said_of(line), key=f"home.open.{code}", width="stretch", icon=":material/person:"):
            navigation.go_to_patient(navigation.HOME, code)
    if len(lines) > MOST_LINES:
        st.caption(f"{len(lines) - MOST_LINES} more, found by their code.")
    show_new_patient()


def said_of(line: PatientLine) -> str:
    """Return a patient in one line."""
    count = len(line.sessions)
    entry = line.patient.entry
    sessions = f"{count} session{'' if count == 1 else 's'}" if count else "no session yet"
    parts = [f"**{line.patient.code}**", born(entry.birth_from_year), strings.SEXES[entry.sex], sessions]
    if entry.sex == "unspecified":
        parts.remove(strings.SEXES[entry.sex])
    if line.sessions:
        last = line.sessions[-1]
        parts.append(f"{strings.STATES[last.state].lower()}, {_day(moment_of(last.created_at))}")
    return " · ".join(part for part in parts if part)


def _show_finder() -> None:
    row = st.form("home_finder", border=False).container(
        horizontal=True, vertical_alignment="bottom", gap="small"
    )
    row.text_input("Patient's code", key=_CODE, placeholder="P-…", help=strings.CODE_HELP)
    is_asked = row.form_submit_button("Open", icon=":material/search:")
    if is_asked:
        try:
            found = home_state.patient_of(str(state.value_of(_CODE) or ""))
        except PlannerError as refusal:
            st.error(str(refusal), icon=":material/block:")
            return
        navigation.go_to_patient(navigation.HOME, found.code)


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(clock.zone()):%Y-%m-%d}"


@lru_cache(maxsize=2)
def _picture(*, dark: bool) -> str:
    """Return the picture of a plan: that of a patient who does not exist."""
    session = improving_sessions()[0]
    result = planned(session)
    drawing = draw_body(result.fitted)
    if result.plan is not None:
        drawing = drawing.under(draw_plan(result.plan, session, result.fitted))
    theme = find_theme(dark=dark)
    named = with_clear_names(drawing.under(draw_findings(session, result.fitted)), theme)
    return to_svg(with_sides(named, _PICTURE_MM), theme, without=_HIDDEN)
