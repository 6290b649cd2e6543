"""Side effects of a session: put on the map with a tap, dated, and gone again."""

from datetime import date
from functools import partial

import streamlit as st
from shapely import intersects_xy

from planner.body import FittedMap, describe, place_of
from planner.body.points import PointMm
from planner.evidence.change import INFECTION_LATENCY
from planner.series.follow_up import may_be_late_infection
from planner.series.soundness import LONGEST_TEXT
from planner.series.visit import EffectKind, SideEffect, Visit
from planner.series.visit_words import count_text
from planner.session import Session
from planner.ui import record_state, state
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.chosen import Choice, Day, keep_chosen
from planner.ui.entered import Part
from planner.ui.entered_parts import effect_dropped, effect_gone, new_effect
from planner.ui.panels.map_key import show_map_key
from planner.ui.panels.privacy_hint import show_hint
from planner.ui.panels.questions import FOLLOW_UP
from planner.ui.panels.typed_place import lacks_side, show_typed_place, typed_place
from planner.ui.stored_visits import StoredVisit
from planner.ui.tab_forms import EFFECT
from planner.ui.treat_map import drawn_on_map, map_data, read_tap, show_map
from planner.ui.treatment import Treatment

_MAP = "follow.map"
_RIM_MM = 70.0  # ours: a haematoma or a spreading redness may lie well beside what was treated
_KIND, _NOTICED, _NOTE, _REASON = "follow.kind", "follow.noticed", "follow.note", "follow.reason"
_TYPED, _SENT = "follow.typed", "follow.sent"
_OFF_BODY = "That is not on the body map: tap inside its outline."
_TYPED_OFF_BODY = "Not on the body map: give a smaller distance from the midline, or another height."
_NO_SIDE = "Not saved: choose the side, the patient's left or the patient's right."
_PUTS = "Save this side effect here"
_LATE = (
    f"In one series of 15 mycobacterial infections signs came {INFECTION_LATENCY.low:g} to "
    f"{INFECTION_LATENCY.high:g} weeks after ({INFECTION_LATENCY.source.graded}). It is no diagnosis."
)


def show_effects(stored: StoredVisit, today: date, *, dark: bool) -> None:
    """Show the side effects of a session that has been, on its map, with all that changes them."""
    with st.container(key="follow"):
        with st.container(key="follow_map"):
            _show_map(stored, dark=dark)
        with st.container(key="follow_beside"):
            _show_new(stored, today)
            for effect in stored.visit.effects:
                _show_effect(stored, effect, today)


def _show_map(stored: StoredVisit, *, dark: bool) -> None:
    visit = stored.visit
    fitted = _fitted(visit.session)
    treatment = Treatment(visit)
    data = map_data(treatment, fitted, event=state.value_of(_MAP), dark=dark)
    places = drawn_on_map(fitted, [(effect.at.u_mm, effect.at.v_mm) for effect in visit.effects])
    spots = [[*at, effect.kind.value] for at, effect in zip(places, visit.effects, strict=True)]
    says = f"Map: {count_text(len(visit.effects), 'side effect')}. Tap where a new one is"
    shown = data | {"next": 0, "spots": spots, "rim": _RIM_MM, "adding": True, "says": says}
    show_map(shown, _MAP, partial(_take_tap, stored))
    show_map_key(treatment, dark=dark)


def _show_new(stored: StoredVisit, today: date) -> None:
    kinds = list(EffectKind)
    st.pills(
        "What is noticed",
        kinds,
        default=kinds[0],
        format_func=_title,
        key=_key(_KIND, stored),
        required=True,
        width="stretch",
    )
    first, last = stored.visit.on, max(today, stored.visit.on)
    st.date_input(
        "Noticed on",
        value=last,
        min_value=first,
        format="YYYY-MM-DD",
        max_value=last,
        key=_key(_NOTICED, stored),
    )
    keep_chosen(
        EFFECT,
        (
            Choice(_key(_KIND, stored), "kind", kinds[0], tuple(kinds)),
            Day(_key(_NOTICED, stored), "noticed", last, least=first, most=last),
        ),
        of=stored.head.session_id,
    )
    show_hint(st.text_input("Note, no names", max_chars=LONGEST_TEXT, key=_key(_NOTE, stored)))
    if stored.needs_reason:
        st.text_input(
            "The session is closed: reason of the amendment",
            value=FOLLOW_UP,
            max_chars=LONGEST_TEXT,
            key=_key(_REASON, stored),
        )
    st.info("Then tap the map where it is.", icon=":material/touch_app:")
    course = stored.visit.course
    show_typed_place(
        _key(_TYPED, stored),
        _fitted(stored.visit.session),
        partial(_take_typed, stored),
        puts=_PUTS,
        near_v_mm=course.step(1).at.v_mm if course else 0.0,
    )


def _show_effect(stored: StoredVisit, effect: SideEffect, today: date) -> None:
    stem = f"follow.{stored.head.session_id}.{stored.head.n}.{effect.id}"
    place = describe(place_of(_fitted(stored.visit.session), effect.at.u_mm, effect.at.v_mm))
    with st.container(key=stem, border=True, gap="small"):
        gone = f", gone {effect.gone:%Y-%m-%d}" if effect.gone else ""
        st.markdown(f"**{_title(effect.kind)}**, noticed {effect.noticed:%Y-%m-%d}{gone}")
        st.text(f"{place}{f' · {effect.note}' if effect.note else ''}")
        if may_be_late_infection(effect, stored.visit):
            st.warning(_LATE, icon=":material/biotech:")
        with st.container(key=f"{stem}.steps", horizontal=True, gap="small"):
            label, day = (
                ("Not gone after all", None) if effect.gone else ("Gone today", max(today, effect.noticed))
            )
            _button(stored, label, f"{stem}.gone", effect_gone(effect, day))
            _button(stored, "Entered by mistake", f"{stem}.drop", effect_dropped(effect))


def _button(stored: StoredVisit, label: str, key: str, part: Part[Visit]) -> None:
    st.button(label, key=key, on_click=_change, args=(stored, part))


def _take_tap(stored: StoredVisit) -> None:
    tap = read_tap(state.value_of(_MAP))
    if tap is None:
        return
    fitted = _fitted(stored.visit.session)
    at = fitted.on_skin(tap[0])
    if intersects_xy(fitted.outline, at.u_mm, at.v_mm):
        _enter_new(stored, at)
    else:
        state.leave_word(_OFF_BODY)


def _take_typed(stored: StoredVisit) -> None:
    at = typed_place(_key(_TYPED, stored), _fitted(stored.visit.session))
    if at is None:
        state.leave_word(_NO_SIDE if lacks_side(_key(_TYPED, stored)) else _TYPED_OFF_BODY)
    else:
        _enter_new(stored, at)


def _enter_new(stored: StoredVisit, at: PointMm) -> None:
    """Enter a side effect as the fields say, all of them as they stand at this tap."""
    noticed = state.value_of(_key(_NOTICED, stored))
    kind = EffectKind(str(state.value_of(_key(_KIND, stored)) or EffectKind.REDNESS))
    note = str(state.value_of(_key(_NOTE, stored)) or "")
    day = noticed if isinstance(noticed, date) else stored.visit.on
    if _enter(stored, new_effect(kind, at, day, note)):
        state.hold(_sent(stored), _count(stored) + 1)


def _change(stored: StoredVisit, part: Part[Visit]) -> None:
    _enter(stored, part)


def _enter(stored: StoredVisit, part: Part[Visit]) -> bool:
    reason = str(state.value_of(_key(_REASON, stored)) or "") if stored.needs_reason else FOLLOW_UP
    return record_state.enter(stored, part, reason=reason)


def _key(name: str, stored: StoredVisit) -> str:
    """Return the key of a field: another session begins afresh, and so do all fields that this screen sent.

    What another tablet saves leaves them as they are. The way to type a place stays, and stays open.
    """
    sent = "" if name == _TYPED else f".{_count(stored)}"
    return f"{name}.{stored.head.session_id}{sent}"


def _count(stored: StoredVisit) -> int:
    """Return how many side effects of a session this screen entered."""
    count = state.held(_sent(stored))
    return count if isinstance(count, int) else 0


def _sent(stored: StoredVisit) -> str:
    return f"{_SENT}.{stored.head.session_id}"


def _fitted(session: Session) -> FittedMap:
    return fitted_map(BodyWanted(session.body_map, session.patient, session.position))


def _title(kind: EffectKind) -> str:
    return kind.value.capitalize()
