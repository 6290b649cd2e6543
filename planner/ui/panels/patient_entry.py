"""What may be written down of a patient: a band of birth, a sex and a note; there is no other field."""

import streamlit as st

from planner.body.patient import Sex
from planner.storage.patients import BAND_YEARS, LONGEST_NOTE, OLDEST_YEARS, PatientEntry, StoredPatient
from planner.storage.private_words import hint_of
from planner.ui import home_state, not_saved, own_form, state, strings, write_ids
from planner.ui.chosen import Choice, keep_chosen
from planner.ui.entered_parts import entry_changed
from planner.ui.seen_records import SeenPatient, born
from planner.ui.tab_forms import ENTRY, NEW_PATIENT, Form

_YOUNGEST_YEARS = 16  # the body map holds no scale for children


def show_new_patient() -> None:
    """Show the fields of a new patient, none of which needs an answer."""
    stem = "home.new"
    with st.expander("Add a patient", icon=":material/person_add:", key="home.adding"):
        _show_fields(stem, PatientEntry(), NEW_PATIENT)
        st.button(
            "Add patient",
            key="home.add",
            type="primary",
            width="stretch",
            on_click=_add,
            args=(stem, write_ids.write_id("add")),
        )


def show_entry(patient: StoredPatient) -> None:
    """Show the fields of a patient, to be changed."""
    stem, shown = own_form.begun_on(_name(patient), patient, _is_begun)
    _show_fields(stem, shown.entry, ENTRY, of=patient.id)
    st.button("Keep the entry", key=f"{stem}.keep", on_click=_change, args=(shown, stem))


def _show_fields(stem: str, entry: PatientEntry, form: Form, *, of: str = "") -> None:
    st.caption(strings.NO_NAMES)
    newest = home_state.today().year - _YOUNGEST_YEARS
    bands = {*range(newest - newest % BAND_YEARS, newest - OLDEST_YEARS, -BAND_YEARS), entry.birth_from_year}
    choices = [None, *sorted((band for band in bands if band is not None), reverse=True)]
    st.selectbox(
        "Born, if you like",
        choices,
        index=choices.index(entry.birth_from_year),
        format_func=lambda year: born(year) or "not said",
        key=f"{stem}.born",
    )
    st.segmented_control(
        "Sex, for the body map",
        list(strings.SEXES),
        default=entry.sex.value,
        required=True,
        format_func=strings.SEXES.__getitem__,
        key=f"{stem}.sex",
    )
    years = Choice(f"{stem}.born", "born", entry.birth_from_year, tuple(choices))
    keep_chosen(form, (years, Choice(f"{stem}.sex", "sex", entry.sex.value, tuple(strings.SEXES))), of=of)
    note = st.text_area("Note", value=entry.note, max_chars=LONGEST_NOTE, key=f"{stem}.note", height=96)
    if hint := hint_of(note):
        st.warning(hint, icon=":material/privacy_tip:")


def _entry(stem: str) -> PatientEntry:
    year = state.value_of(f"{stem}.born")
    sex = Sex(str(state.value_of(f"{stem}.sex") or Sex.UNSPECIFIED))
    note = str(state.value_of(f"{stem}.note") or "").strip()
    return PatientEntry(year if isinstance(year, int) else None, sex, note)


def _add(stem: str, an_id: str) -> None:
    home_state.add(_entry(stem), an_id)


def _change(shown: StoredPatient, stem: str) -> None:
    if not_saved.enter(SeenPatient(shown), entry_changed(shown.entry, _entry(stem))):
        own_form.begin_afresh(_name(shown))


def _name(patient: StoredPatient) -> str:
    return f"home.entry.{patient.id}"


def _is_begun(stem: str, shown: StoredPatient) -> bool:
    """Tell whether the fields, if they are on the screen, say something else than the entry did."""
    return state.value_of(f"{stem}.sex") is not None and _entry(stem) != shown.entry
