"""The next days of a series: a published schedule, or the day that the user settles herself."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from planner.series.schedule import SCHEDULES, WITHOUT_DAYS, Schedule, days_ahead, find_schedule
from planner.series.stop_rule import Verdict
from planner.ui import own_form, record_state, state
from planner.ui.chosen import Choice, Day, keep_chosen
from planner.ui.entered_parts import next_settled
from planner.ui.panels.cited_sources import source_text
from planner.ui.stored_visits import StoredVisit
from planner.ui.tab_forms import NEXT

_NONE = ""
REASON = "Next session settled after the session was closed"
_WITHOUT_DAYS = "; ".join(f"{one.text} ({one.source.graded})" for one in WITHOUT_DAYS)
_HELP = (
    f"Sources disagree: {len(SCHEDULES)} schedules are listed. Found without days: {_WITHOUT_DAYS}. A "
    "day that has passed is moved to today."
)
_STOPPED = {Verdict.NOT_FELL, Verdict.DIAGNOSE_AGAIN}


def show_next(visits: Sequence[StoredVisit], today: date, verdict: Verdict) -> None:
    """Show the schedule of a series and its days to come, with the fields to change both.

    No published days stand beside a remark that speaks against going on; a day that the user settled does.
    """
    stem, last = own_form.begun_on(_name(visits[-1]), visits[-1], _is_begun)
    chosen, next_on = _show_fields(last, stem)
    if verdict in _STOPPED:
        st.text(_settled_text(next_on) if next_on else "No days are proposed: see the remark above.")
    else:
        _show_days(find_schedule(chosen), [one.visit.on for one in visits if one.is_held], today, next_on)
    if (chosen, next_on) != (last.visit.schedule, last.visit.next_on):
        _show_save(last, stem)


def _show_fields(last: StoredVisit, stem: str) -> tuple[str, date | None]:
    """Show the fields, kept with the tab until they are sent; return schedule and day that they hold."""
    ids = [_NONE, *(schedule.id for schedule in SCHEDULES)]
    known = last.visit.schedule if last.visit.schedule in ids else _NONE
    least = last.visit.on + timedelta(days=1)
    chosen = st.selectbox(
        "Schedule", ids, index=ids.index(known), format_func=_title, key=f"{stem}.schedule", help=_HELP
    )
    settled = st.date_input(
        "Next session on, if you settle it yourself",
        value=last.visit.next_on,
        min_value=least,
        format="YYYY-MM-DD",
        key=f"{stem}.on",
    )
    schedule = Choice(f"{stem}.schedule", "schedule", known, tuple(ids))
    day = Day(f"{stem}.on", "on", last.visit.next_on, least=least)
    keep_chosen(NEXT, (schedule, day), of=last.head.session_id)
    return chosen or _NONE, settled if isinstance(settled, date) else None


def _show_days(schedule: Schedule | None, held: list[date], today: date, settled: date | None) -> None:
    if schedule is None:
        st.text(_settled_text(settled) if settled else "No schedule is chosen.")
        return
    days = days_ahead(schedule, held, today=today, settled=settled)
    if days:
        first = len(held) + 1
        st.markdown(
            "  \n".join(
                f"By {schedule.source.graded}, session **{n}**: {_day(day)}"
                for n, day in enumerate(days, start=first)
            )
        )
    else:
        least = " The source names that number as the least." if schedule.is_least else ""
        said = "The one session" if schedule.sessions == 1 else f"All {schedule.sessions} sessions"
        st.text(f"{said} of this schedule {'has' if schedule.sessions == 1 else 'have'} been held.{least}")
    with st.popover(schedule.source.key, key="series.next.source", icon=":material/menu_book:"):
        st.text(f"{source_text(schedule.source, schedule.locator)}")
        if schedule.note:
            st.text(f"How we read it: {schedule.note}.")


def _show_save(last: StoredVisit, stem: str) -> None:
    if last.needs_reason:
        st.text_input(
            "The last session is closed: why is it amended?",
            value=REASON,
            max_chars=200,
            key=f"{stem}.reason",
        )
    st.button("Keep the next day", key=f"{stem}.save", type="primary", on_click=partial(_save, last, stem))


def _save(last: StoredVisit, stem: str) -> None:
    reason = str(state.value_of(f"{stem}.reason") or "") if last.needs_reason else REASON
    if record_state.enter(last, *next_settled(last.visit, *_entered(stem)), reason=reason):
        own_form.begin_afresh(_name(last))


def _name(last: StoredVisit) -> str:
    return f"series.next.{last.head.session_id}"


def _is_begun(stem: str, shown: StoredVisit) -> bool:
    """Tell whether the fields, if they are on the screen, say something else than the session did."""
    is_shown = state.value_of(f"{stem}.schedule") is not None
    return is_shown and _entered(stem) != (shown.visit.schedule, shown.visit.next_on)


def _entered(stem: str) -> tuple[str, date | None]:
    settled = state.value_of(f"{stem}.on")
    return str(state.value_of(f"{stem}.schedule") or _NONE), settled if isinstance(settled, date) else None


def _title(schedule_id: str) -> str:
    schedule = find_schedule(schedule_id)
    return "None" if schedule is None else f"{schedule.title} · {schedule.setting} ({schedule.source.graded})"


def _settled_text(day: date) -> str:
    return f"Next session: {_day(day)}"


def _day(day: date) -> str:
    return f"{day:%A, %d %B %Y}"
