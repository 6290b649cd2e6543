"""The strip above the pad: whose back it is, how the patient lies, and how true the scale is."""

from dataclasses import replace

import streamlit as st

from planner.body import FittedMap, all_body_maps
from planner.body.patient import Patient, Sex
from planner.session import Position
from planner.ui import state, stored_field, strings
from planner.ui.panels.of_patient import show_of_patient
from planner.ui.panels.operator import show_operator
from planner.ui.panels.saved import show_saved

_BODY_MAP, _POSITION, _SEX = "header.body_map", "header.position", "header.sex"
MM_PER_CM = 10.0


def show_header(fitted: FittedMap) -> None:
    """Show the strip."""
    board = state.board()
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        show_of_patient("header")
        key = stored_field.key_of(_POSITION, board.position.value)
        st.selectbox(
            "Position",
            list(strings.POSITIONS),
            index=list(strings.POSITIONS).index(board.position.value),
            format_func=strings.POSITIONS.__getitem__,
            key=key,
            on_change=_take_position,
            args=(key,),
            label_visibility="collapsed",
            width=136,
        )
        _show_body_maps(board.body_map)
        with st.popover(strings.SCALE_CHIPS[fitted.scale], key="header.scale", width="content"):
            _show_measures(board.patient, fitted)
        show_operator(board.operator)
        with st.popover("About", key="header.about", width="content"):
            st.markdown(strings.INTENDED_USE)
        show_saved()


def _show_body_maps(chosen: str) -> None:
    """Let the user choose the body map, as soon as there are several."""
    titles = {body_map.id: body_map.title for body_map in all_body_maps()}
    if len(titles) < 2:
        return
    key = stored_field.key_of(_BODY_MAP, chosen)
    st.selectbox(
        "Body map",
        list(titles),
        index=list(titles).index(chosen),
        format_func=titles.__getitem__,
        key=key,
        on_change=_take_body_map,
        args=(key,),
        label_visibility="collapsed",
        width=180,
    )


def _show_measures(patient: Patient | None, fitted: FittedMap) -> None:
    measured = patient or Patient(Sex.UNSPECIFIED)
    st.markdown(f"**{strings.SCALE_STATES[fitted.scale]}**")
    key = stored_field.key_of(_SEX, measured.sex.value)
    st.segmented_control(
        "Sex of the reference body",
        list(strings.SEXES),
        default=measured.sex.value,
        required=True,
        format_func=strings.SEXES.__getitem__,
        key=key,
        on_change=_take_sex,
        args=(key,),
    )
    stature_cm = None if measured.stature_mm is None else measured.stature_mm / MM_PER_CM
    _measure("Stature (cm)", stature_cm, "stature_cm", 1.0)
    _measure("Weight (kg)", measured.weight_kg, "weight_kg", 1.0)
    _measure("C7 to PSIS line, by tape (mm)", measured.c7_psis_mm, "c7_psis_mm", 5.0)
    st.caption(strings.TAPE_HELP)
    source = "by tape" if fitted.c7_psis_is_measured else "estimated"
    st.caption(f"C7 to PSIS line in use: {fitted.c7_psis_mm:.0f} mm, {source}.")


def _measure(label: str, value: float | None, name: str, step: float) -> None:
    key = stored_field.key_of(f"header.{name}", value)
    st.number_input(
        label,
        min_value=0.0,
        max_value=3000.0,
        value=value,
        step=step,
        format="%.1f",
        key=key,
        placeholder="not measured",
        on_change=_take_measure,
        args=(name, key),
    )


def _take_body_map(key: str) -> None:
    body_map = str(state.value_of(key))
    if stored_field.is_entered(key):
        state.change(lambda board: replace(board, body_map=body_map))


def _take_position(key: str) -> None:
    position = Position(str(state.value_of(key)))
    if stored_field.is_entered(key):
        state.change(lambda board: replace(board, position=position))


def _take_sex(key: str) -> None:
    sex = Sex(str(state.value_of(key) or Sex.UNSPECIFIED))
    if stored_field.is_entered(key):
        state.change(lambda board: replace(board, patient=replace(board.patient or Patient(), sex=sex)))


def _take_measure(name: str, key: str) -> None:
    """Take one measure alone: another tablet may have entered the others meanwhile."""
    entered = state.value_of(key)
    value = entered if isinstance(entered, float) else None
    if stored_field.is_entered(key):
        state.change(lambda board: replace(board, patient=_measured(board.patient or Patient(), name, value)))


def _measured(patient: Patient, name: str, value: float | None) -> Patient:
    match name:
        case "stature_cm":
            return replace(patient, stature_mm=None if value is None else value * MM_PER_CM)
        case "weight_kg":
            return replace(patient, weight_kg=value)
        case _:
            return replace(patient, c7_psis_mm=value)
